package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Texts;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Bounds;
import dev.diorama.model.Document;
import dev.diorama.model.ResourceId;
import dev.diorama.workspace.OpenDocument;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;

/// The canvas as its gestures see it.
final class CanvasBoard implements Board {
  private final DiagramCanvas canvas;
  private final OpenDocument open;
  private final Texts texts;

  CanvasBoard(DiagramCanvas canvas, OpenDocument open, Texts texts) {
    this.canvas = canvas;
    this.open = open;
    this.texts = texts;
  }

  @Override
  public Document document() {
    return open.document();
  }

  @Override
  public Catalog catalog() {
    return open.studio().catalog();
  }

  @Override
  public Diagram diagram() {
    return canvas.diagram();
  }

  @Override
  public Viewport viewport() {
    return canvas.viewport();
  }

  @Override
  public void show(Viewport newViewport) {
    canvas.setViewport(newViewport);
  }

  @Override
  public Selection selection() {
    return canvas.selectionProperty().get();
  }

  @Override
  public void select(Selection newSelection) {
    canvas.select(newSelection);
  }

  @Override
  public void apply(Transaction transaction) {
    open.apply(transaction);
  }

  @Override
  public void preview(Map<ResourceId, Bounds> moved) {
    canvas.preview(moved);
  }

  @Override
  public void choose(
      List<ConnectionType> types, ResourceId source, ResourceId target, Point2D view) {
    var menu =
        ConnectionMenu.of(
            types, texts, type -> apply(CanvasEdits.connect(document(), type, source, target)));
    var p = canvas.localToScreen(view);
    canvas.showMenu(menu, p.getX(), p.getY());
  }

  @Override
  public void repaintOverlay() {
    canvas.repaintOverlay();
  }
}
