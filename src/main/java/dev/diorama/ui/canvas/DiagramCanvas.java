package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.ResourceType.Variant;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Bounds;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.workspace.OpenDocument;
import java.io.File;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.BoundingBox;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// The drawing board: shows an open document, and edits it by gestures. Every gesture ends in one
/// transaction on the document.
public final class DiagramCanvas extends Region {
  private final OpenDocument document;
  private final Texts texts;
  private final IconSource icons;
  private final FxSurface.Fonts fonts = new FxSurface.Fonts();
  private final DiagramBuilder builder;
  private final Picture picture;
  private final Overlay overlay = new Overlay(this::repaintOverlay);
  private final Board board;
  private final CanvasInput input;
  private final CanvasDrops drops;
  private final CanvasTooltip tooltip;
  private final PathLights lights;
  private final Ties ties;
  private final ReadOnlyObjectWrapper<Selection> selection =
      new ReadOnlyObjectWrapper<>(this, "selection", Selection.EMPTY);
  private final Camera camera = new Camera(this, this::repaintOverlay);
  private Diagram diagram = Diagram.EMPTY;
  private Diagram shown = Diagram.EMPTY;
  private CanvasColors colors = CanvasColors.LIGHT;
  private LiveState live = LiveState.NONE;
  private List<DotFigure> dots = List.of();
  private Function<Selection, ContextMenu> contextMenu = s -> new ContextMenu();
  private Optional<ContextMenu> openMenu = Optional.empty();
  private Consumer<Selection> onDoubleClick = s -> {};
  private LongConsumer onDotClicked = sequence -> {};

  /// A canvas for `document`.
  ///
  /// @param texts must have the bundle `dev.diorama.ui.canvas.messages`
  public DiagramCanvas(OpenDocument document, Texts texts, IconSource icons) {
    this.document = document;
    this.texts = texts;
    this.icons = icons;
    this.builder = new DiagramBuilder(document.studio().catalog(), texts, fonts);
    this.picture = new Picture(icons, fonts, texts, this::outputScale, this::requestLayout);
    getStyleClass().add("diorama-canvas");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleHelp(texts.text("canvas.help"));
    getChildren().addAll(picture.canvas(), overlay.canvas());
    var clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    this.board = new CanvasBoard(this, document, texts);
    this.input = new CanvasInput(this, board);
    this.drops = new CanvasDrops(this);
    this.tooltip = new CanvasTooltip(this, texts);
    this.ties = new Ties(document);
    this.lights = new PathLights(document, texts, fonts, this::repaintOverlay);
    setOnContextMenuRequested(
        e -> showMenu(contextMenu.apply(selection.get()), e.getScreenX(), e.getScreenY()));
    focusedProperty().addListener(o -> repaintOverlay());
    refresh();
  }

  private double outputScale() {
    var scene = getScene();
    return scene == null || scene.getWindow() == null
        ? 1
        : Math.max(1, scene.getWindow().getOutputScaleX());
  }

  /// Shows the document and the checker's word as they are now; its owner calls this after each
  /// change of either.
  public void refresh() {
    diagram = builder.build(document.document(), document.check(), diagram);
    selection.set(selection.get().in(document.document().architecture()));
    showDiagram(diagram);
    setAccessibleText(
        texts.text(
            Message.of("canvas.accessible", diagram.nodes().size(), diagram.connections().size())));
  }

  private void showDiagram(Diagram newDiagram) {
    shown = newDiagram;
    picture.setContent(new Picture.Content(shown, live, colors));
    repaintOverlay();
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() <= 0 || getHeight() <= 0) {
      return;
    }
    camera.sized(diagram.extent());
    picture.show(viewport(), getWidth(), getHeight());
    if (overlay.fit(getWidth(), getHeight())) {
      paintOverlay();
    }
  }

  private void paintOverlay() {
    overlay.paint(
        new Overlay.Content(
            shown,
            selection.get(),
            input.hovered(),
            input.gesture().isEmpty() ? ties.of(selection.get(), shown) : List.of(),
            portsAt().flatMap(shown::node),
            input.gesture(),
            dots,
            live,
            shown == diagram
                ? lights.of(shown, selection.get(), input.hovered())
                : PathLights.Lit.NONE,
            colors),
        viewport(),
        icons,
        outputScale(),
        fonts,
        texts.locale());
  }

  void repaintOverlay() {
    overlay.invalidate();
    requestLayout();
  }

  void setViewport(Viewport newViewport) {
    camera.show(newViewport);
  }

  /// The node whose ports can be dragged: the one under the pointer, or the selected one.
  Optional<ResourceId> portsAt() {
    return Connecting.portsAt(input.hovered(), selection.get(), board);
  }

  /// What can be drawn.
  public Catalog catalog() {
    return document.studio().catalog();
  }

  // What the input calls.

  void hoverChanged(Hit hit) {
    tooltip.show(hit, shown, document);
    repaintOverlay();
  }

  boolean deleteSelection() {
    if (selection.get().isEmpty()) {
      return false;
    }
    document.apply(CanvasEdits.delete(document.document(), selection.get()));
    return true;
  }

  void doubleClicked() {
    if (!selection.get().isEmpty()) {
      onDoubleClick.accept(selection.get());
    }
  }

  boolean dotClicked(Point2D at) {
    double reach = 10 / viewport().zoom();
    var hit =
        dots.stream()
            .filter(d -> d.at().distance(at) <= reach)
            .min(Comparator.comparingDouble(d -> d.at().distance(at)));
    hit.ifPresent(d -> onDotClicked.accept(d.event()));
    return hit.isPresent();
  }

  void showMenu(ContextMenu menu, double screenX, double screenY) {
    openMenu.ifPresent(ContextMenu::hide);
    openMenu = Optional.of(menu);
    menu.show(this, screenX, screenY);
  }

  Diagram diagram() {
    return diagram;
  }

  Viewport viewport() {
    return camera.viewport();
  }

  /// Draws nodes elsewhere for the moment; an empty map ends that.
  void preview(Map<ResourceId, Bounds> moved) {
    showDiagram(moved.isEmpty() ? diagram : builder.moved(diagram, moved));
  }

  /// The node at a point of this region, if one is there; the innermost container else.
  Optional<ResourceId> nodeAt(double x, double y) {
    var p = viewport().toDocument(x, y);
    return switch (Hit.at(shown, p, viewport().zoom(), Optional.empty(), Optional.empty())) {
      case Hit.OnNode n -> Optional.of(n.id());
      case Hit.InContainer c -> Optional.of(c.id());
      default -> Optional.empty();
    };
  }

  // What others call.

  /// What is selected.
  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /// Selects something else.
  public void select(Selection newSelection) {
    var inDrawing = newSelection.in(document.document().architecture());
    if (!inDrawing.equals(selection.get())) {
      selection.set(inDrawing);
      setAccessibleText(describe(inDrawing));
    }
    repaintOverlay();
  }

  private String describe(Selection s) {
    return s.onlyResource()
        .flatMap(diagram::node)
        .map(n -> n.name() + ", " + n.typeName())
        .or(() -> s.onlyConnection().flatMap(diagram::connection).map(this::describe))
        .orElseGet(() -> texts.text(Message.of("canvas.selected", s.size())));
  }

  private String describe(ConnectionFigure c) {
    return c.label() + lights.words(diagram, c.id()).map(w -> ". " + w).orElse("");
  }

  /// The zoom, 1 for 100 %.
  public ReadOnlyObjectProperty<Double> zoomProperty() {
    return camera.zoomProperty();
  }

  /// Zooms about the middle of the view.
  public void zoomBy(double factor) {
    camera.zoomBy(factor);
  }

  /// Shows everything.
  public void fit() {
    camera.fit(diagram.extent());
  }

  /// Moves the view, if needed, so that the resource is seen.
  public void reveal(ResourceId id) {
    diagram.node(id).map(NodeFigure::bounds).ifPresent(camera::reveal);
  }

  /// Moves the view, if needed, so that the connection's middle is seen.
  public void reveal(ConnectionId id) {
    diagram.connection(id).map(c -> c.line().at(0.5)).ifPresent(camera::reveal);
  }

  /// Changes the colours.
  public void setColors(CanvasColors newColors) {
    colors = newColors;
    showDiagram(shown);
  }

  /// Shows what a run counts.
  public void setLive(LiveState newLive) {
    if (!newLive.equals(live)) {
      live = newLive;
      showDiagram(shown);
    }
  }

  /// The dots of a run that are shown now.
  public List<DotFigure> dots() {
    return dots;
  }

  /// Shows the dots of a run.
  public void setDots(List<DotFigure> newDots) {
    dots = List.copyOf(newDots);
    repaintOverlay();
  }

  /// What to do when a dot is clicked; gets the event's sequence number.
  public void setOnDotClicked(LongConsumer handler) {
    onDotClicked = handler;
  }

  /// Makes the menu for what is selected, perhaps nothing, when the user asks for one.
  public void setContextMenu(Function<Selection, ContextMenu> newMenu) {
    contextMenu = newMenu;
  }

  /// What to do on a double click, or Enter, with something selected.
  public void setOnDoubleClick(Consumer<Selection> handler) {
    onDoubleClick = handler;
  }

  /// What to do with files that are dropped on a resource.
  public void setOnFilesDropped(BiConsumer<ResourceId, List<File>> handler) {
    drops.setHandler(handler);
  }

  /// Begins to place a new resource. Call it when a drag begins outside (in the palette): until the
  /// button is released, the resource follows the pointer; Escape gives up.
  public void startPlacing(ResourceType type, Optional<Variant> variant) {
    input.begin(new Placing(board, type, variant, Optional.empty()));
    drops.followUntilReleased(input);
  }

  /// Adds a resource with its middle at a point of the scene, and selects it.
  public ResourceId addAt(
      ResourceType type, Optional<Variant> variant, double sceneX, double sceneY) {
    var p = sceneToLocal(sceneX, sceneY);
    return new Placing(board, type, variant, Optional.empty())
        .place(viewport().toDocument(p.getX(), p.getY()));
  }

  /// Adds a resource in the middle of the view, or near by where it covers nothing, and selects it.
  public ResourceId addInMiddle(ResourceType type, Optional<Variant> variant) {
    var middle = viewport().toDocument(getWidth() / 2, getHeight() / 2);
    return new Placing(board, type, variant, Optional.empty())
        .place(FreePlace.near(middle, type, diagram));
  }

  /// Where a node is on the scene, for tests and for what stands beside it.
  public Optional<javafx.geometry.Bounds> nodeBounds(ResourceId id) {
    return shown
        .node(id)
        .map(n -> viewport().toView(n.bounds()))
        .map(b -> localToScene(new BoundingBox(b.x(), b.y(), b.width(), b.height())));
  }

  /// Where a node is in the document.
  public Optional<Bounds> documentBounds(ResourceId id) {
    return shown.node(id).map(NodeFigure::bounds);
  }

  /// The line of a connection in the document.
  public Optional<Polyline> path(ConnectionId id) {
    return shown.connection(id).map(ConnectionFigure::line);
  }

  /// A point of the document on the scene.
  public Point2D documentToScene(Point2D p) {
    return localToScene(viewport().toView(p.getX(), p.getY()));
  }

  /// Everything that is drawn, in words and in reading order, for people who do not see it.
  public List<String> outline() {
    return new CanvasOutline(document.document().architecture(), diagram, texts).lines();
  }

  Pointer pointer(Point2D view, boolean extend) {
    return new Pointer(view, viewport().toDocument(view.getX(), view.getY()), extend);
  }

  /// How often the picture was painted.
  long paintings() {
    return picture.paintings();
  }
}
