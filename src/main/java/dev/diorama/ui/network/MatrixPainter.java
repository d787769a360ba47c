package dev.diorama.ui.network;

import dev.diorama.reachability.Reach;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.IconSource;
import dev.diorama.ui.network.MatrixGeometry.Place;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// Paints the part of a matrix that is seen.
final class MatrixPainter {
  private static final double ICON = 14;
  private static final Font PLAIN = Font.font(Font.getDefault().getFamily(), 12);
  private static final Font BOLD = Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, 12);
  private static final Font SMALL = Font.font(Font.getDefault().getFamily(), 11);

  private final GraphicsContext graphics;
  private final MatrixGeometry geometry;
  private final CanvasColors colors;
  private final IconSource icons;
  private final double output;
  private final Text ruler = new Text();

  /// What a matrix shows.
  interface Content {
    /// A row's name.
    String rowName(int row);

    /// A column's name.
    String columnName(int column);

    /// The icon of a row's party.
    String rowIcon(int row);

    /// The icon of a column's party.
    String columnIcon(int column);

    /// What works in a cell; empty where a party meets itself.
    Optional<Reach> reach(int row, int column);

    /// A cell's text.
    String cell(Reach reach);

    /// What stands in the corner.
    String corner();
  }

  /// @param output device pixels for one pixel
  MatrixPainter(
      GraphicsContext graphics,
      MatrixGeometry geometry,
      CanvasColors colors,
      IconSource icons,
      double output) {
    this.graphics = graphics;
    this.geometry = geometry;
    this.colors = colors;
    this.icons = icons;
    this.output = output;
  }

  void paint(Content content, Optional<Place> hovered, Optional<Place> cursor, boolean focused) {
    graphics.setFill(colors.background());
    graphics.fillRect(0, 0, geometry.width(), geometry.height());
    for (int r = geometry.firstRow(); r < geometry.endRow(); r++) {
      for (int c = geometry.firstColumn(); c < geometry.endColumn(); c++) {
        cell(content, r, c);
      }
    }
    hovered.ifPresent(p -> cross(p, 0.07));
    cursor.ifPresent(p -> cross(p, 0.10));
    cursor.ifPresent(p -> frame(p, focused));
    rowNames(content, cursor);
    columnNames(content, cursor);
    corner(content);
  }

  private void cell(Content content, int row, int column) {
    double x = geometry.x(column);
    double y = geometry.y(row);
    double w = MatrixGeometry.CELL_WIDTH;
    double h = MatrixGeometry.CELL_HEIGHT;
    var reach = content.reach(row, column);
    graphics.setFill(colors.card());
    graphics.fillRect(x, y, w, h);
    if (reach.isEmpty()) {
      graphics.setFill(fade(colors.line(), 0.10));
      graphics.fillRect(x, y, w, h);
    } else {
      var icon = ReachText.icon(reach.get());
      if (icon.isPresent()) {
        graphics.setFill(fade(tint(reach.get()), colors.dark() ? 0.16 : 0.10));
        graphics.fillRect(x, y, w, h);
        image(icon.get(), x + 9, y + (h - ICON) / 2);
      }
      double indent = icon.isPresent() ? 9 + ICON + 6 : 9;
      write(
          content.cell(reach.get()),
          x + indent,
          y + h / 2 + 4.2,
          w - indent - 6,
          PLAIN,
          icon.isPresent() ? colors.text() : colors.mutedText());
    }
    graphics.setFill(colors.grid());
    graphics.fillRect(x + w - 1, y, 1, h);
    graphics.fillRect(x, y + h - 1, w, 1);
  }

  private Color tint(Reach reach) {
    return switch (reach.disposition()) {
      case REACHABLE -> colors.good();
      case INTERMITTENT -> Color.web("#D98E04");
      case AMBIGUOUS, UNKNOWN, UNREACHABLE -> colors.line();
    };
  }

  private void cross(Place place, double alpha) {
    graphics.setFill(fade(colors.accent(), alpha));
    double width = geometry.x(geometry.columns()) - MatrixGeometry.NAMES;
    double height = geometry.y(geometry.rows()) - MatrixGeometry.HEAD;
    place
        .row()
        .ifPresent(r ->
            graphics.fillRect(
                MatrixGeometry.NAMES, geometry.y(r), width, MatrixGeometry.CELL_HEIGHT));
    place
        .column()
        .ifPresent(c ->
            graphics.fillRect(
                geometry.x(c), MatrixGeometry.HEAD, MatrixGeometry.CELL_WIDTH, height));
  }

  private void frame(Place place, boolean focused) {
    if (place.row().isPresent() && place.column().isPresent()) {
      graphics.setStroke(focused ? colors.accent() : colors.line());
      graphics.setLineWidth(2);
      graphics.setLineDashes();
      graphics.strokeRect(
          geometry.x(place.column().get()) + 1,
          geometry.y(place.row().get()) + 1,
          MatrixGeometry.CELL_WIDTH - 3,
          MatrixGeometry.CELL_HEIGHT - 3);
    }
  }

  private void rowNames(Content content, Optional<Place> cursor) {
    graphics.setFill(colors.background());
    graphics.fillRect(0, 0, MatrixGeometry.NAMES, geometry.height());
    for (int r = geometry.firstRow(); r < geometry.endRow(); r++) {
      int row = r;
      boolean here = cursor.flatMap(Place::row).filter(x -> x == row).isPresent();
      double y = geometry.y(r) + MatrixGeometry.CELL_HEIGHT / 2;
      image(content.rowIcon(r), 18, 10, y - 9);
      write(
          content.rowName(r),
          36,
          y + 4.2,
          MatrixGeometry.NAMES - 44,
          here ? BOLD : PLAIN,
          colors.text());
      graphics.setFill(colors.grid());
      graphics.fillRect(0, geometry.y(r) + MatrixGeometry.CELL_HEIGHT - 1, MatrixGeometry.NAMES, 1);
    }
    graphics.setFill(colors.cardBorder());
    graphics.fillRect(MatrixGeometry.NAMES - 1, 0, 1, geometry.height());
  }

  private void columnNames(Content content, Optional<Place> cursor) {
    graphics.setFill(colors.background());
    graphics.fillRect(
        MatrixGeometry.NAMES, 0, geometry.width() - MatrixGeometry.NAMES, MatrixGeometry.HEAD);
    for (int c = geometry.firstColumn(); c < geometry.endColumn(); c++) {
      int column = c;
      boolean here = cursor.flatMap(Place::column).filter(x -> x == column).isPresent();
      double x = geometry.x(c);
      image(content.columnIcon(c), 18, x + 8, (MatrixGeometry.HEAD - 18) / 2);
      write(
          content.columnName(c),
          x + 32,
          MatrixGeometry.HEAD / 2 + 4.2,
          MatrixGeometry.CELL_WIDTH - 38,
          here ? BOLD : PLAIN,
          colors.text());
      graphics.setFill(colors.grid());
      graphics.fillRect(x + MatrixGeometry.CELL_WIDTH - 1, 0, 1, MatrixGeometry.HEAD);
    }
    graphics.setFill(colors.cardBorder());
    graphics.fillRect(0, MatrixGeometry.HEAD - 1, geometry.width(), 1);
  }

  private void corner(Content content) {
    graphics.setFill(colors.background());
    graphics.fillRect(0, 0, MatrixGeometry.NAMES - 1, MatrixGeometry.HEAD - 1);
    write(
        content.corner(),
        10,
        MatrixGeometry.HEAD / 2 + 4,
        MatrixGeometry.NAMES - 20,
        SMALL,
        colors.mutedText());
  }

  private void image(String icon, double x, double y) {
    image(icon, ICON, x, y);
  }

  private void image(String icon, double edge, double x, double y) {
    graphics.drawImage(icons.icon(icon, (int) edge, output), x, y, edge, edge);
  }

  private void write(String text, double x, double y, double room, Font font, Color color) {
    graphics.setFont(font);
    graphics.setFill(color);
    graphics.fillText(fitted(text, font, room), x, y);
  }

  private String fitted(String text, Font font, double room) {
    ruler.setFont(font);
    var shown = text;
    for (int length = text.length(); length > 0; length--) {
      ruler.setText(shown);
      if (ruler.getLayoutBounds().getWidth() <= room) {
        return shown;
      }
      shown = text.substring(0, length - 1).stripTrailing() + "…";
    }
    return "";
  }

  private static Color fade(Color c, double alpha) {
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), alpha);
  }
}
