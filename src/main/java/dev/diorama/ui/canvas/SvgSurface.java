package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Point2D;
import javafx.scene.paint.Color;

/// Writes SVG 1.1 text. Icons stand inside it once each, as data, so that the file needs no other.
final class SvgSurface implements Surface {
  private static final String FAMILIES =
      "'Segoe UI',system-ui,'Noto Sans','Hiragino Sans','Noto Sans CJK JP',Meiryo,sans-serif";

  private final SvgIcons icons;
  private final Bounds view;
  private final Color background;
  private final StringBuilder body = new StringBuilder();
  private final Map<String, String> symbols = new LinkedHashMap<>();

  SvgSurface(SvgIcons icons, Bounds view, Color background) {
    this.icons = icons;
    this.view = view;
    this.background = background;
  }

  /// The whole file.
  ///
  /// @param title what the picture shows, for people who do not see it
  String svg(String title) {
    var out = new StringBuilder();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    out.append(
        " role=\"img\" width=\"%s\" height=\"%s\"".formatted(n(view.width()), n(view.height())));
    out.append(
        " viewBox=\"%s %s %s %s\""
            .formatted(n(view.x()), n(view.y()), n(view.width()), n(view.height())));
    out.append(" font-family=\"").append(FAMILIES).append("\">\n");
    out.append("<title>").append(escaped(title)).append("</title>\n<defs>\n");
    symbols.forEach((name, data) ->
        out.append(
            "<image id=\"%s\" width=\"1\" height=\"1\" xlink:href=\"data:image/svg+xml;base64,%s\"/>\n"
                .formatted(escaped(name), data)));
    out.append("</defs>\n");
    out.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n"
            .formatted(
                n(view.x()), n(view.y()), n(view.width()), n(view.height()), hex(background)));
    return out.append(body).append("</svg>\n").toString();
  }

  private static String n(double value) {
    var text = String.format(Locale.ROOT, "%.2f", value);
    text = text.replaceFirst("\\.?0+$", "");
    return text.equals("-0") ? "0" : text;
  }

  private static String hex(Color c) {
    return "#%02X%02X%02X"
        .formatted(
            Math.round(c.getRed() * 255),
            Math.round(c.getGreen() * 255),
            Math.round(c.getBlue() * 255));
  }

  private static String paint(String attribute, Color c) {
    return " %s=\"%s\"".formatted(attribute, hex(c))
        + (c.getOpacity() < 1 ? " %s-opacity=\"%s\"".formatted(attribute, n(c.getOpacity())) : "");
  }

  private static String stroke(Color c, double width, Dash dash) {
    var pattern = dash.pattern();
    return " fill=\"none\""
        + paint("stroke", c)
        + " stroke-width=\"%s\"".formatted(n(width))
        + (pattern.length == 0
            ? ""
            : " stroke-dasharray=\"%s %s\"".formatted(n(pattern[0]), n(pattern[1])));
  }

  private static String escaped(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\t', '\n', '\r' -> out.append(' ');
            default -> {
              // XML 1.0 has no way to write other control characters.
              if (c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)) {
                out.appendCodePoint(c);
              }
            }
          }
        });
    return out.toString();
  }

  @Override
  public double scale() {
    return 1;
  }

  @Override
  public void open(String title) {
    body.append("<g><title>").append(escaped(title)).append("</title>\n");
  }

  @Override
  public void close() {
    body.append("</g>\n");
  }

  @Override
  public void fill(Bounds b, double radius, Color color) {
    rectangle(b, radius, paint("fill", color));
  }

  @Override
  public void outline(Bounds b, double radius, Color color, double width, Dash dash) {
    rectangle(b, radius, stroke(color, width, dash));
  }

  private void rectangle(Bounds b, double radius, String look) {
    body.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"%s/>\n"
            .formatted(n(b.x()), n(b.y()), n(b.width()), n(b.height()), n(radius), look));
  }

  @Override
  public void lines(List<Polyline> lines, double radius, Color color, double width, Dash dash) {
    for (var line : lines) {
      var path = new StringBuilder("M" + at(line.start()));
      for (var corner : RoundedCorner.of(line, radius)) {
        path.append(" L" + at(corner.in()) + " Q" + at(corner.at()) + " " + at(corner.out()));
      }
      path.append(" L" + at(line.end()));
      body.append("<path d=\"%s\"%s/>\n".formatted(path, stroke(color, width, dash)));
    }
  }

  private static String at(Point2D p) {
    return n(p.getX()) + " " + n(p.getY());
  }

  @Override
  public void polygon(List<Point2D> corners, Color color) {
    var points =
        String.join(" ", corners.stream().map(p -> n(p.getX()) + "," + n(p.getY())).toList());
    body.append("<polygon points=\"%s\"%s/>\n".formatted(points, paint("fill", color)));
  }

  @Override
  public void disc(Point2D center, double radius, Color color) {
    circle(center, radius, paint("fill", color));
  }

  @Override
  public void ring(Point2D center, double radius, Color color, double width) {
    circle(center, radius, stroke(color, width, Dash.SOLID));
  }

  private void circle(Point2D center, double radius, String look) {
    body.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>\n"
            .formatted(n(center.getX()), n(center.getY()), n(radius), look));
  }

  @Override
  public void text(String text, double x, double baseline, Face face, Color color) {
    if (text.isEmpty()) {
      return;
    }
    // The reader's fonts are other ones; the stated length keeps texts inside their cards.
    body.append(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s%s textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\">%s</text>\n"
            .formatted(
                n(x),
                n(baseline),
                n(face.size()),
                face.bold() ? " font-weight=\"bold\"" : "",
                paint("fill", color),
                n(width(text, face)),
                escaped(text)));
  }

  @Override
  public double width(String text, Face face) {
    return AwtSurface.MEASURE.width(text, face);
  }

  @Override
  public void icon(String name, double x, double y, double edge) {
    symbols.computeIfAbsent(
        name,
        k ->
            Base64.getEncoder()
                .encodeToString(icons.source(k).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    body.append(
        "<use xlink:href=\"#%s\" transform=\"translate(%s %s) scale(%s)\"/>\n"
            .formatted(escaped(name), n(x), n(y), n(edge)));
  }
}
