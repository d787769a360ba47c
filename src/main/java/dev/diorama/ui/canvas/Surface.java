package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.paint.Color;

/// What the painters paint on: the screen, an image or an SVG text. All measures are in document
/// units; a surface knows its own scale.
interface Surface extends TextMeasure {

  /// Pixels for one document unit.
  double scale();

  /// Fills a rectangle with round corners.
  void fill(Bounds box, double radius, Color color);

  /// Draws the edge of a rectangle with round corners.
  void outline(Bounds box, double radius, Color color, double width, Dash dash);

  /// Draws lines that have one look, each with round corners.
  void lines(List<Polyline> lines, double radius, Color color, double width, Dash dash);

  /// Fills a polygon.
  void polygon(List<Point2D> corners, Color color);

  /// Fills a circle.
  void disc(Point2D center, double radius, Color color);

  /// Draws the edge of a circle.
  void ring(Point2D center, double radius, Color color, double width);

  /// Writes one line of text, its left end and baseline at the point.
  void text(String text, double x, double baseline, Face face, Color color);

  /// Writes one line of text `factor` times as large as its face says. Pictures that are not looked
  /// at from afar keep the face's size.
  default void text(String text, double x, double baseline, Face face, Color color, double factor) {
    text(text, x, baseline, face, color);
  }

  /// Draws an icon in a square.
  void icon(String name, double x, double y, double edge);

  /// Begins something that has a name of its own, for surfaces that keep structure.
  default void open(String title) {}

  /// Ends what [#open] began.
  default void close() {}

  /// How a line is broken.
  enum Dash {
    /// Not at all.
    SOLID,
    /// Into dashes.
    DASHED;

    /// Length of dashes and gaps in units; empty for a solid line.
    double[] pattern() {
      return this == DASHED ? new double[] {6, 4} : new double[0];
    }
  }
}
