package dev.diorama.ui.canvas;

import dev.diorama.edit.Transaction;
import dev.diorama.model.Document;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFormat;
import dev.diorama.workspace.OpenDocument;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Cut, copy, paste and duplicate. What is copied stands in the system's clipboard as the text of a
/// small Diorama file, so that it can be pasted into another window, or into a message to a
/// colleague.
public final class CanvasClipboard {
  /// A longer text was not copied here and would take the interface's thread too long.
  private static final int LONGEST = 4_000_000;

  private final DiagramCanvas canvas;
  private final OpenDocument document;

  /// The clipboard for a canvas on `document`.
  public CanvasClipboard(DiagramCanvas canvas, OpenDocument document) {
    this.canvas = canvas;
    this.document = document;
  }

  private Document selected() {
    return Copies.part(
        document.document(), canvas.diagram(), canvas.selectionProperty().get().resources());
  }

  /// Copies what is selected; nothing happens if no resource is.
  public void copy() {
    if (!canvas.selectionProperty().get().resources().isEmpty()) {
      var content = new ClipboardContent();
      content.putString(DocumentFormat.write(selected()));
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  /// Copies what is selected and removes it.
  public void cut() {
    copy();
    canvas.deleteSelection();
  }

  /// Adds what was copied and selects it.
  ///
  /// @return whether there was something to paste
  public boolean paste() {
    var part = held();
    part.ifPresent(p -> add(p, "paste"));
    return part.isPresent();
  }

  /// Adds a copy of what is selected and selects it; leaves the clipboard alone.
  public void duplicate() {
    if (!canvas.selectionProperty().get().resources().isEmpty()) {
      add(selected(), "duplicate");
    }
  }

  private static Optional<Document> held() {
    var text = Optional.ofNullable(Clipboard.getSystemClipboard().getString());
    if (text.filter(t -> t.length() <= LONGEST && t.contains(DocumentFormat.FORMAT)).isEmpty()) {
      return Optional.empty();
    }
    try {
      var read = DocumentFormat.read(text.get());
      return Optional.of(read).filter(d -> !d.architecture().resources().isEmpty());
    } catch (DocumentException e) {
      // Some other text was copied elsewhere.
      return Optional.empty();
    }
  }

  private void add(Document part, String what) {
    var copy = Copies.into(document.document(), canvas.diagram(), canvas.catalog(), part, what);
    Transaction step = copy.transaction();
    document.apply(step);
    canvas.select(copy.selection());
    copy.selection().resources().stream().findFirst().ifPresent(canvas::reveal);
  }
}
