package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.paint.Color;

/// Paints into an image without a toolkit or a display.
final class AwtSurface implements Surface {
  /// Widths of texts in the fonts of images.
  static final TextMeasure MEASURE =
      (text, face) ->
          font(face).getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();

  private final Graphics2D graphics;
  private final SvgIcons icons;
  private final double scale;

  /// @param graphics whose transform maps document units to pixels
  /// @param scale pixels for one unit
  AwtSurface(Graphics2D graphics, SvgIcons icons, double scale) {
    this.graphics = graphics;
    this.icons = icons;
    this.scale = scale;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
  }

  private static Font font(Face face) {
    return new Font(Font.SANS_SERIF, face.bold() ? Font.BOLD : Font.PLAIN, 1)
        .deriveFont((float) face.size());
  }

  private static Paint paint(Color c) {
    return new java.awt.Color(
        (float) c.getRed(), (float) c.getGreen(), (float) c.getBlue(), (float) c.getOpacity());
  }

  @Override
  public double scale() {
    return scale;
  }

  @Override
  public void fill(Bounds b, double radius, Color color) {
    graphics.setPaint(paint(color));
    graphics.fill(rectangle(b, radius));
  }

  private static RoundRectangle2D rectangle(Bounds b, double radius) {
    return new RoundRectangle2D.Double(b.x(), b.y(), b.width(), b.height(), 2 * radius, 2 * radius);
  }

  @Override
  public void outline(Bounds b, double radius, Color color, double width, Dash dash) {
    stroke(color, width, dash);
    graphics.draw(rectangle(b, radius));
  }

  private void stroke(Color color, double width, Dash dash) {
    graphics.setPaint(paint(color));
    var pattern = dash.pattern();
    if (pattern.length == 0) {
      graphics.setStroke(
          new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    } else {
      graphics.setStroke(
          new BasicStroke(
              (float) width,
              BasicStroke.CAP_BUTT,
              BasicStroke.JOIN_ROUND,
              10,
              new float[] {(float) pattern[0], (float) pattern[1]},
              0));
    }
  }

  @Override
  public void lines(List<Polyline> lines, double radius, Color color, double width, Dash dash) {
    stroke(color, width, dash);
    var path = new Path2D.Double();
    for (var line : lines) {
      path.moveTo(line.start().getX(), line.start().getY());
      for (var corner : RoundedCorner.of(line, radius)) {
        path.lineTo(corner.in().getX(), corner.in().getY());
        path.quadTo(
            corner.at().getX(), corner.at().getY(), corner.out().getX(), corner.out().getY());
      }
      path.lineTo(line.end().getX(), line.end().getY());
    }
    graphics.draw(path);
  }

  @Override
  public void polygon(List<Point2D> corners, Color color) {
    var path = new Path2D.Double();
    path.moveTo(corners.getFirst().getX(), corners.getFirst().getY());
    corners.stream().skip(1).forEach(p -> path.lineTo(p.getX(), p.getY()));
    path.closePath();
    graphics.setPaint(paint(color));
    graphics.fill(path);
  }

  @Override
  public void disc(Point2D center, double radius, Color color) {
    graphics.setPaint(paint(color));
    graphics.fill(circle(center, radius));
  }

  @Override
  public void ring(Point2D center, double radius, Color color, double width) {
    stroke(color, width, Dash.SOLID);
    graphics.draw(circle(center, radius));
  }

  private static Ellipse2D circle(Point2D center, double radius) {
    return new Ellipse2D.Double(
        center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius);
  }

  @Override
  public void text(String text, double x, double baseline, Face face, Color color) {
    graphics.setPaint(paint(color));
    graphics.setFont(font(face));
    graphics.drawString(text, (float) x, (float) baseline);
  }

  @Override
  public double width(String text, Face face) {
    return MEASURE.width(text, face);
  }

  @Override
  public void icon(String name, double x, double y, double edge) {
    var image = icons.raster(name, Math.max(1, (int) Math.ceil(edge * scale)));
    var saved = graphics.getTransform();
    graphics.translate(x, y);
    graphics.scale(edge / image.getWidth(), edge / image.getHeight());
    graphics.drawImage(image, 0, 0, null);
    graphics.setTransform(saved);
  }
}
