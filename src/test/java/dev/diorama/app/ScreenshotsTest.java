package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.ui.DioramaUi;
import dev.diorama.ui.DioramaWindow;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.Settings;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.canvas.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Takes pictures of the window into `target/screenshots` for people to look at, and looks itself
/// for what is never right in any view: texts that have no words, texts of buttons and tabs that
/// are cut off, and controls that cover each other. JavaFX's screen without a display is 1000
/// pixels wide, so that this is the window at its narrowest.
@WindowTest
class ScreenshotsTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final ResourceId ROLE = new ResourceId("index-photo-role");
  private static final PropertyPath STATEMENT =
      PropertyPath.parse("Policies[0].PolicyDocument.Statement[1]");
  private static final Pattern RAW_KEY = Pattern.compile("<[A-Za-z][\\w.:-]*>");

  @Test
  void everyViewIsWhole() throws Exception {
    Files.createDirectories(PICTURES);
    var stage = OnFx.call(Stage::new);
    var settings = new Settings(Optional.empty(), false, Optional.of("en"), List.of());
    var window =
        OnFx.call(() ->
            DioramaUi.open(
                Samples.STUDIO, Optional.of(Samples.named("photo-catalog")), stage, settings));
    try {
      OnFx.await(() -> window.document().check().complete());
      takeAll(stage, "main");

      OnFx.run(() ->
          window
              .document()
              .apply(
                  Transaction.of(
                      Message.of("ui.command.delete"),
                      new Edit.SetProperty(ROLE, STATEMENT, Optional.empty()))));
      OnFx.await(() -> findings(window) == 1);
      takeAll(stage, "findings");

      OnFx.run(() -> window.canvas().select(Selection.of(ROLE)));
      takeAll(stage, "role");
    } finally {
      OnFx.run(window::close);
    }
  }

  private static int findings(DioramaWindow window) {
    return window.document().check().findings().size();
  }

  /// Looks at the view in both themes and both languages; it is as before in the end.
  private static void takeAll(Stage stage, String view) throws Exception {
    for (var language : List.of("en", "ja")) {
      for (var theme : List.of("light", "dark")) {
        var name = String.join("-", view, theme, language);
        OnFx.run(() -> take(stage, name));
        fire(stage, "#command-theme");
      }
      fire(stage, "#command-language");
    }
  }

  private static void fire(Stage stage, String id) throws Exception {
    OnFx.run(() -> ((Button) stage.getScene().lookup(id)).fire());
  }

  private static void take(Stage stage, String name) throws Exception {
    var root = stage.getScene().getRoot();
    root.applyCss();
    root.layout();
    var picture = stage.getScene().snapshot(null);
    var file = PICTURES.resolve(name.toLowerCase(Locale.ROOT) + ".png").toFile();
    assertThat(ImageIO.write(SwingFXUtils.fromFXImage(picture, null), "png", file)).isTrue();
    var seen = new ArrayList<Node>();
    collect(root, seen);
    assertThat(seen).as(name).hasSizeGreaterThan(100);
    assertThat(
            seen.stream()
                .flatMap(n -> texts(n).stream())
                .filter(t -> RAW_KEY.matcher(t).find())
                .distinct())
        .as("texts without words in " + name)
        .isEmpty();
    assertThat(seen.stream().flatMap(n -> cutOff(n).stream()))
        .as("buttons and tabs that are cut off in " + name)
        .isEmpty();
    assertThat(overlaps((Parent) root.lookup(".diorama-bar")))
        .as("controls that cover each other in " + name)
        .isEmpty();
  }

  private static void collect(Node node, List<Node> seen) {
    if (node.isVisible()) {
      seen.add(node);
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(child -> collect(child, seen));
      }
    }
  }

  /// What the node says to those who see and to those who hear.
  private static List<String> texts(Node node) {
    var shown =
        switch (node) {
          case Labeled labeled -> Optional.ofNullable(labeled.getText());
          case Text text -> Optional.ofNullable(text.getText());
          default -> Optional.<String>empty();
        };
    var result = new ArrayList<String>();
    shown.ifPresent(result::add);
    Optional.ofNullable(node.getAccessibleText()).ifPresent(result::add);
    return result;
  }

  private static Optional<String> cutOff(Node node) {
    boolean looked = node instanceof ButtonBase || node.getStyleClass().contains("tab-label");
    if (!looked || !(node instanceof Labeled labeled) || labeled.getText() == null) {
      return Optional.empty();
    }
    return labeled.getChildrenUnmodifiable().stream()
        .filter(Text.class::isInstance)
        .map(text -> ((Text) text).getText())
        .filter(text -> text.length() < labeled.getText().length())
        .filter(text -> text.endsWith(labeled.getEllipsisString()))
        .findFirst()
        .map(text -> labeled.getText() + " as " + text);
  }

  private static List<String> overlaps(Parent bar) {
    var result = new ArrayList<String>();
    var shown = bar.getChildrenUnmodifiable().stream().filter(Node::isVisible).toList();
    for (int i = 0; i < shown.size(); i++) {
      for (int j = i + 1; j < shown.size(); j++) {
        var a = shown.get(i).getLayoutBounds();
        var b = shown.get(j).getLayoutBounds();
        double left = shown.get(i).getLayoutX() + a.getMinX();
        double otherLeft = shown.get(j).getLayoutX() + b.getMinX();
        boolean empty = a.getWidth() < 1 || b.getWidth() < 1;
        if (!empty
            && left + a.getWidth() > otherLeft + 0.5
            && otherLeft + b.getWidth() > left + 0.5) {
          result.add(shown.get(i) + " and " + shown.get(j));
        }
      }
    }
    return result;
  }
}
