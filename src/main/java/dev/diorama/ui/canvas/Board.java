package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Bounds;
import dev.diorama.model.Document;
import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;

/// What gestures may do with the canvas.
interface Board {
  /// The document as it is now.
  Document document();

  Catalog catalog();

  /// The figures as they are now, without any preview.
  Diagram diagram();

  Viewport viewport();

  void show(Viewport viewport);

  Selection selection();

  void select(Selection selection);

  void apply(Transaction transaction);

  /// Draws nodes elsewhere for the moment; an empty map ends that.
  void preview(Map<ResourceId, Bounds> moved);

  /// Lets the user choose one of several connection types.
  void choose(List<ConnectionType> types, ResourceId source, ResourceId target, Point2D view);

  /// The overlay has to be painted again.
  void repaintOverlay();
}
