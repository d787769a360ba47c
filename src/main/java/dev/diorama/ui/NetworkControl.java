package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.ResourceId;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.IconSource;
import dev.diorama.ui.canvas.Selection;
import dev.diorama.ui.network.ReachabilityWindow;
import dev.diorama.ui.theme.Icons;
import dev.diorama.workspace.OpenDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Stage;

/// Opens the window that shows who reaches whom, at most one for a document and language.
final class NetworkControl {
  private final Stage owner;
  private final Icons icons;
  private final IconSource iconSource;
  private final Consumer<String> openLink;
  private Optional<ReachabilityWindow> window = Optional.empty();

  NetworkControl(Stage owner, Icons icons, IconSource iconSource, Consumer<String> openLink) {
    this.owner = owner;
    this.icons = icons;
    this.iconSource = iconSource;
    this.openLink = openLink;
  }

  /// Shows the window on `document`, made when it is first asked for.
  ///
  /// @param command whether all pairs are shown or what has changed
  void show(
      Command command,
      OpenDocument document,
      Texts texts,
      DiagramCanvas canvas,
      CanvasColors colors) {
    var shown =
        window.orElseGet(() ->
            new ReachabilityWindow(
                owner,
                document,
                texts,
                icons,
                iconSource,
                new ReachabilityWindow.Actions(pair -> show(document, canvas, pair), openLink)));
    window = Optional.of(shown);
    look(colors);
    if (command == Command.COMPARE) {
      shown.showChanges();
    } else {
      shown.showPairs();
    }
  }

  /// Selects the connection between the two if one is drawn, which lights its way; else both.
  private static void show(OpenDocument document, DiagramCanvas canvas, List<ResourceId> pair) {
    var drawn =
        document.document().architecture().connections().values().stream()
            .filter(c -> pair.equals(List.of(c.source(), c.target())))
            .findFirst();
    canvas.select(
        drawn
            .map(c -> Selection.of(c.id()))
            .orElseGet(() -> new Selection(new LinkedHashSet<>(pair), new LinkedHashSet<>())));
    pair.forEach(canvas::reveal);
  }

  /// Takes over the owner's look.
  void look(CanvasColors colors) {
    window.ifPresent(w -> w.setLook(owner.getScene().getStylesheets(), colors));
  }

  /// Closes the window: another document or language is shown.
  void close() {
    window.ifPresent(ReachabilityWindow::close);
    window = Optional.empty();
  }
}
