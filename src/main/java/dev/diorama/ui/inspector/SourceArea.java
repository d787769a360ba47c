package dev.diorama.ui.inspector;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/// A text area for code with highlighting. Two spaces for Tab; Ctrl+Tab leaves the area.
public final class SourceArea {
  private static final double LINE = 17;

  private final CodeArea area = new CodeArea();
  private final StackPane root;
  private final Highlight highlight;
  private final double maxHeight;
  private int errorFrom = -1;

  /// An empty area.
  ///
  /// @param name for assistive technology
  public SourceArea(String name, Highlight highlight, double maxHeight) {
    this.highlight = highlight;
    area.setAccessibleText(name);
    area.setAutoHeight(false);
    area.setWrapText(true);
    var _ =
        area.plainTextChanges()
            .subscribe(change -> {
              colour();
              fitHeight();
            });
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    root = new StackPane(new VirtualizedScrollPane<>(area));
    root.getStyleClass().add("code-editor");
    this.maxHeight = maxHeight;
    fitHeight();
  }

  /// As high as its text, within limits; long lines wrap and may need more.
  private void fitHeight() {
    int lines = 1;
    for (var paragraph : area.getParagraphs()) {
      lines += 1 + paragraph.length() / 40;
    }
    double height = Math.clamp(lines * LINE, 4 * LINE, maxHeight);
    root.setMinHeight(height);
    root.setPrefHeight(height);
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isShiftDown()) {
      area.replaceSelection("  ");
      event.consume();
    }
  }

  /// What shows it.
  public StackPane node() {
    return root;
  }

  /// The area itself.
  public CodeArea area() {
    return area;
  }

  /// Its text.
  public String text() {
    return area.getText();
  }

  /// Shows another text, which is not a step to undo.
  public void show(String text) {
    if (!area.getText().equals(text)) {
      area.replaceText(text);
      area.getUndoManager().forgetHistory();
      area.moveTo(0);
      area.requestFollowCaret();
    }
  }

  /// Underlines the character at `line` and `column`, both from 1; 0 removes the mark.
  public void markError(int line, int column) {
    errorFrom = -1;
    if (line > 0 && area.getLength() > 0) {
      int paragraph = Math.clamp(line - 1, 0, area.getParagraphs().size() - 1);
      int inParagraph =
          Math.clamp(column - 1, 0, Math.max(0, area.getParagraphLength(paragraph) - 1));
      errorFrom = Math.min(area.getAbsolutePosition(paragraph, inParagraph), area.getLength() - 1);
    }
    colour();
  }

  private void colour() {
    if (area.getLength() == 0) {
      return;
    }
    area.setStyleSpans(0, highlight.spans(area.getText()));
    if (errorFrom >= 0 && errorFrom < area.getLength()) {
      area.setStyle(errorFrom, errorFrom + 1, List.of("code-error"));
    }
  }
}
