package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import javafx.geometry.Point2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// Paints on a JavaFX canvas whose transform is the viewport's.
final class FxSurface implements Surface {
  private static final int REMEMBERED = 4096;

  private final GraphicsContext graphics;
  private final IconSource icons;
  private final double scale;
  private final DoubleSupplier outputScale;
  private final Fonts fonts;

  /// @param scale pixels for one unit, as the context's transform says
  /// @param outputScale device pixels for one pixel
  FxSurface(
      GraphicsContext graphics,
      IconSource icons,
      double scale,
      DoubleSupplier outputScale,
      Fonts fonts) {
    this.graphics = graphics;
    this.icons = icons;
    this.scale = scale;
    this.outputScale = outputScale;
    this.fonts = fonts;
  }

  /// The canvas's fonts and the widths of texts in them; the widths of recent texts are remembered.
  static final class Fonts implements TextMeasure {
    private record Key(String text, Face face) {}

    private final Map<Face, Font> fonts = new EnumMap<>(Face.class);
    private final Text ruler = new Text();
    private final Map<Key, Double> widths =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Double> eldest) {
            return size() > REMEMBERED;
          }
        };

    Font font(Face face) {
      return fonts.computeIfAbsent(
          face,
          f ->
              Font.font(
                  Font.getDefault().getFamily(),
                  f.bold() ? FontWeight.BOLD : FontWeight.NORMAL,
                  f.size()));
    }

    @Override
    public double width(String text, Face face) {
      return widths.computeIfAbsent(
          new Key(text, face),
          k -> {
            ruler.setFont(font(face));
            ruler.setText(text);
            return ruler.getLayoutBounds().getWidth();
          });
    }
  }

  @Override
  public double scale() {
    return scale;
  }

  @Override
  public void fill(Bounds b, double radius, Color color) {
    graphics.setFill(color);
    if (radius == 0) {
      graphics.fillRect(b.x(), b.y(), b.width(), b.height());
    } else {
      graphics.fillRoundRect(b.x(), b.y(), b.width(), b.height(), 2 * radius, 2 * radius);
    }
  }

  @Override
  public void outline(Bounds b, double radius, Color color, double width, Dash dash) {
    stroke(color, width, dash);
    graphics.strokeRoundRect(b.x(), b.y(), b.width(), b.height(), 2 * radius, 2 * radius);
  }

  @Override
  public void lines(List<Polyline> lines, double radius, Color color, double width, Dash dash) {
    stroke(color, width, dash);
    graphics.beginPath();
    for (var line : lines) {
      trace(line, radius);
    }
    graphics.stroke();
  }

  private void trace(Polyline line, double radius) {
    graphics.moveTo(line.start().getX(), line.start().getY());
    for (var corner : RoundedCorner.of(line, radius)) {
      graphics.lineTo(corner.in().getX(), corner.in().getY());
      graphics.quadraticCurveTo(
          corner.at().getX(), corner.at().getY(), corner.out().getX(), corner.out().getY());
    }
    graphics.lineTo(line.end().getX(), line.end().getY());
  }

  private void stroke(Color color, double width, Dash dash) {
    graphics.setStroke(color);
    graphics.setLineWidth(width);
    graphics.setLineDashes(dash.pattern());
  }

  @Override
  public void polygon(List<Point2D> corners, Color color) {
    graphics.setFill(color);
    graphics.fillPolygon(
        corners.stream().mapToDouble(Point2D::getX).toArray(),
        corners.stream().mapToDouble(Point2D::getY).toArray(),
        corners.size());
  }

  @Override
  public void disc(Point2D center, double radius, Color color) {
    graphics.setFill(color);
    graphics.fillOval(center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius);
  }

  @Override
  public void ring(Point2D center, double radius, Color color, double width) {
    stroke(color, width, Dash.SOLID);
    graphics.strokeOval(center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius);
  }

  @Override
  public void text(String text, double x, double baseline, Face face, Color color) {
    graphics.setFill(color);
    graphics.setFont(fonts.font(face));
    graphics.fillText(text, x, baseline);
  }

  @Override
  public void text(String text, double x, double baseline, Face face, Color color, double factor) {
    var placed = graphics.getTransform();
    graphics.translate(x, baseline);
    graphics.scale(factor, factor);
    text(text, 0, 0, face, color);
    graphics.setTransform(placed);
  }

  @Override
  public double width(String text, Face face) {
    return fonts.width(text, face);
  }

  @Override
  public void icon(String name, double x, double y, double edge) {
    // On whole device pixels, so that no edge is blurred.
    double device = outputScale.getAsDouble();
    double pixels = Math.max(1, Math.round(edge * scale * device));
    // Large icons come in steps, so that a long zoom does not fill the cache.
    int drawn = (int) (pixels <= 96 ? pixels : Math.ceil(pixels / 16) * 16);
    var placed = graphics.getTransform();
    double left = Math.round(placed.transform(x, y).getX() * device) / device;
    double top = Math.round(placed.transform(x, y).getY() * device) / device;
    graphics.setTransform(1, 0, 0, 1, 0, 0);
    graphics.drawImage(icons.icon(name, drawn, 1), left, top, pixels / device, pixels / device);
    graphics.setTransform(placed);
  }
}
