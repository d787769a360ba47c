package dev.diorama.ui.network;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Matrix;
import dev.diorama.reachability.Reach;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.IconSource;
import dev.diorama.ui.network.MatrixGeometry.Place;
import dev.diorama.ui.network.Slice.From;
import dev.diorama.ui.network.Slice.Question;
import dev.diorama.ui.network.Slice.To;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/// The matrix: sources down, destinations across; names stay in view. Only what is seen is painted,
/// so that its size does not matter. A click on a name asks about that party, one on a cell shows
/// the pair; arrow keys move, Enter shows.
final class MatrixView extends Region {
  private static final double BAR = 14;

  /// A party as people see it.
  ///
  /// @param icon its icon's file name without `.svg`
  record Party(String name, String icon) {}

  /// A pair that was chosen.
  record Pair(ResourceId from, ResourceId to, Reach reach) {}

  private final Canvas canvas = new Canvas();
  private final ScrollBar across = new ScrollBar();
  private final ScrollBar down = new ScrollBar();
  private final Texts texts;
  private final ReachText words;
  private final IconSource icons;
  private Function<ResourceId, Party> parties = id -> new Party(id.value(), "resource-unknown");
  private CanvasColors colors = CanvasColors.LIGHT;
  private Pairs pairs = Pairs.NONE;
  private Slice slice = new Slice(List.of(), List.of());
  private Optional<Place> hovered = Optional.empty();
  private Optional<Place> cursor = Optional.empty();
  private Consumer<Pair> onPair = pair -> {};
  private Consumer<Question> onQuestion = question -> {};

  MatrixView(Texts texts, IconSource icons) {
    this.texts = texts;
    this.words = new ReachText(texts);
    this.icons = icons;
    down.setOrientation(Orientation.VERTICAL);
    canvas.setManaged(false);
    getChildren().setAll(canvas, across, down);
    getStyleClass().add("matrix");
    setId("reachability-matrix");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleRoleDescription(texts.text("network.matrix"));
    setAccessibleHelp(texts.text("network.help"));
    across.valueProperty().subscribe(v -> paint());
    down.valueProperty().subscribe(v -> paint());
    focusedProperty().subscribe(f -> paint());
    setOnMouseMoved(e -> hover(geometry().at(e.getX(), e.getY())));
    setOnMouseExited(e -> hover(Optional.empty()));
    setOnMousePressed(this::pressed);
    setOnScroll(this::scrolled);
    setOnKeyPressed(this::keyPressed);
  }

  /// What to do with a pair that is chosen.
  void setOnPair(Consumer<Pair> handler) {
    onPair = handler;
  }

  /// What to do when a party's name is chosen.
  void setOnQuestion(Consumer<Question> handler) {
    onQuestion = handler;
  }

  void setColors(CanvasColors newColors) {
    colors = newColors;
    paint();
  }

  /// Shows a part of all pairs.
  void show(Pairs newPairs, Slice newSlice, Function<ResourceId, Party> newParties) {
    pairs = newPairs;
    slice = newSlice;
    parties = newParties;
    hovered = Optional.empty();
    cursor = cursor.filter(p -> row(p) < slice.rows().size() && column(p) < slice.columns().size());
    requestLayout();
    paint();
  }

  private static int row(Place p) {
    return p.row().orElse(0);
  }

  private static int column(Place p) {
    return p.column().orElse(0);
  }

  private MatrixGeometry geometry() {
    // A bar takes room only where it is needed.
    var whole = geometry(getWidth(), getHeight());
    boolean tall = whole.mostTop() > 0;
    boolean wide = geometry(getWidth() - (tall ? BAR : 0), getHeight()).mostLeft() > 0;
    tall = geometry(getWidth(), getHeight() - (wide ? BAR : 0)).mostTop() > 0;
    return geometry(getWidth() - (tall ? BAR : 0), getHeight() - (wide ? BAR : 0));
  }

  private MatrixGeometry geometry(double width, double height) {
    return new MatrixGeometry(
        slice.rows().size(),
        slice.columns().size(),
        Math.max(0, width),
        Math.max(0, height),
        across.getValue(),
        down.getValue());
  }

  @Override
  protected void layoutChildren() {
    var g = geometry();
    canvas.setWidth(g.width());
    canvas.setHeight(g.height());
    bar(across, g.mostLeft(), g.width() - MatrixGeometry.NAMES);
    bar(down, g.mostTop(), g.height() - MatrixGeometry.HEAD);
    across.resizeRelocate(
        MatrixGeometry.NAMES, g.height(), Math.max(0, g.width() - MatrixGeometry.NAMES), BAR);
    down.resizeRelocate(
        g.width(), MatrixGeometry.HEAD, BAR, Math.max(0, g.height() - MatrixGeometry.HEAD));
    paint();
  }

  private static void bar(ScrollBar bar, double most, double seen) {
    bar.setMax(most);
    bar.setVisible(most > 0);
    // The part of the track that the thumb takes is the part of the whole that is seen.
    bar.setVisibleAmount(most <= 0 ? 1 : most * seen / (most + seen));
    bar.setUnitIncrement(MatrixGeometry.CELL_HEIGHT);
    bar.setBlockIncrement(Math.max(1, seen * 0.9));
    bar.setValue(Math.min(bar.getValue(), most));
  }

  private void paint() {
    if (canvas.getWidth() > 0 && canvas.getHeight() > 0) {
      var scene = getScene();
      double output =
          scene == null || scene.getWindow() == null
              ? 1
              : Math.max(1, scene.getWindow().getOutputScaleX());
      new MatrixPainter(canvas.getGraphicsContext2D(), geometry(), colors, icons, output)
          .paint(new Shown(), hovered, cursor, isFocused());
    }
  }

  private ResourceId rowParty(int row) {
    return pairs.parties().get(slice.rows().get(row));
  }

  private ResourceId columnParty(int column) {
    return pairs.parties().get(slice.columns().get(column));
  }

  private Optional<Pair> pair(Place place) {
    if (place.row().isEmpty() || place.column().isEmpty()) {
      return Optional.empty();
    }
    var from = rowParty(place.row().get());
    var to = columnParty(place.column().get());
    return from.equals(to)
        ? Optional.empty()
        : Optional.of(
            new Pair(
                from,
                to,
                pairs.reach(
                    slice.rows().get(place.row().get()),
                    slice.columns().get(place.column().get()))));
  }

  private void hover(Optional<Place> place) {
    if (!place.equals(hovered)) {
      hovered = place;
      paint();
    }
  }

  private void pressed(MouseEvent e) {
    requestFocus();
    geometry().at(e.getX(), e.getY()).ifPresent(this::choose);
  }

  private void choose(Place place) {
    if (place.row().isPresent() && place.column().isPresent()) {
      move(place);
      pair(place).ifPresent(onPair);
    } else {
      place.row().ifPresent(r -> onQuestion.accept(new From(slice.rows().get(r))));
      place.column().ifPresent(c -> onQuestion.accept(new To(slice.columns().get(c))));
    }
  }

  private void move(Place place) {
    cursor = Optional.of(place);
    var seen = geometry().revealing(row(place), column(place));
    across.setValue(seen.left());
    down.setValue(seen.top());
    setAccessibleText(describe(place));
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    paint();
  }

  /// A cell in words.
  private String describe(Place place) {
    return pair(place)
        .map(p -> words.sentence(name(p.from()), name(p.to()), p.reach()))
        .orElseGet(() -> texts.text(Message.of("network.itself", name(rowParty(row(place))))));
  }

  private String name(ResourceId id) {
    return parties.apply(id).name();
  }

  private void scrolled(ScrollEvent e) {
    boolean sideways = e.isShiftDown() && e.getDeltaX() == 0;
    var to =
        geometry()
            .scrolled(
                across.getValue() - (sideways ? e.getDeltaY() : e.getDeltaX()),
                down.getValue() - (sideways ? 0 : e.getDeltaY()));
    across.setValue(to.left());
    down.setValue(to.top());
    e.consume();
  }

  private void keyPressed(KeyEvent e) {
    if (slice.isEmpty()) {
      return;
    }
    int row = cursor.map(MatrixView::row).orElse(0);
    int column = cursor.map(MatrixView::column).orElse(0);
    int page = Math.max(1, geometry().endRow() - geometry().firstRow() - 1);
    switch (e.getCode()) {
      case UP -> row--;
      case DOWN -> row++;
      case LEFT -> column--;
      case RIGHT -> column++;
      case PAGE_UP -> row -= page;
      case PAGE_DOWN -> row += page;
      case HOME -> column = 0;
      case END -> column = slice.columns().size() - 1;
      case ENTER, SPACE -> cursor.flatMap(this::pair).ifPresent(onPair);
      case R -> onQuestion.accept(new From(slice.rows().get(row)));
      case C -> onQuestion.accept(new To(slice.columns().get(column)));
      default -> {
        return;
      }
    }
    move(
        new Place(
            Optional.of(Math.clamp(row, 0, slice.rows().size() - 1)),
            Optional.of(Math.clamp(column, 0, slice.columns().size() - 1))));
    e.consume();
  }

  /// What the painter sees.
  private final class Shown implements MatrixPainter.Content {
    @Override
    public String rowName(int row) {
      return name(rowParty(row));
    }

    @Override
    public String columnName(int column) {
      return name(columnParty(column));
    }

    @Override
    public String rowIcon(int row) {
      return parties.apply(rowParty(row)).icon();
    }

    @Override
    public String columnIcon(int column) {
      return parties.apply(columnParty(column)).icon();
    }

    @Override
    public Optional<Reach> reach(int row, int column) {
      return pair(new Place(Optional.of(row), Optional.of(column))).map(Pair::reach);
    }

    @Override
    public String cell(Reach reach) {
      return words.cell(reach);
    }

    @Override
    public String corner() {
      return texts.text("network.corner");
    }
  }

  /// Whether a party is the internet, which is not drawn.
  static boolean isInternet(ResourceId id) {
    return id.equals(Matrix.INTERNET);
  }
}
