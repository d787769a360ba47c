package dev.diorama.workspace;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ResourceType;
import dev.diorama.edit.Edit;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Layout;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Arranges a drawing anew: along its connections from left to right, containers around what they
/// contain, by the layered algorithm of the Eclipse Layout Kernel. The same drawing is always
/// arranged alike. Takes long for large drawings; not for the interface's thread.
public final class Arrangement {
  private static final double CARD_WIDTH = 200;
  private static final double CARD_HEIGHT = 72;
  private static final double SPACING = 40;
  private static final double LAYER_SPACING = 150;
  private static final double MARGIN = 40;
  private static final double ASPECT_RATIO = 1.7;
  private static final int SEED = 7;

  /// Room for a container's name above what it contains.
  private static final ElkPadding PADDING = new ElkPadding(44, 26, 26, 26);

  private final Architecture drawing;
  private final Catalog catalog;
  private final Layout before;
  private final Map<ResourceId, ElkNode> nodes = new LinkedHashMap<>();

  private Arrangement(Architecture drawing, Catalog catalog, Layout before) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.before = before;
  }

  /// The edits that put every resource in its new place; cards keep their sizes.
  public static List<Edit> of(Architecture drawing, Catalog catalog, Layout before) {
    return new Arrangement(drawing, catalog, before).edits();
  }

  private List<Edit> edits() {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    var graph = ElkGraphUtil.createGraph();
    configure(graph);
    for (var resource : drawing.resources().values()) {
      node(resource, graph, new HashSet<>());
    }
    for (var connection : drawing.connections().values()) {
      var from = Optional.ofNullable(nodes.get(connection.source()));
      var to = Optional.ofNullable(nodes.get(connection.target()));
      if (from.isPresent() && to.isPresent()) {
        connect(from.get(), to.get());
      }
    }
    new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    return nodes.entrySet().stream()
        .<Edit>map(e -> new Edit.SetBounds(e.getKey(), bounds(e.getValue())))
        .toList();
  }

  /// Every container is arranged by itself, with what has no connection packed beside the rest.
  private static void configure(ElkNode graph) {
    graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, true);
    graph.setProperty(CoreOptions.ASPECT_RATIO, ASPECT_RATIO);
    graph.setProperty(CoreOptions.RANDOM_SEED, SEED);
    graph.setProperty(CoreOptions.SPACING_NODE_NODE, SPACING);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LAYER_SPACING);
    graph.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, SPACING);
  }

  /// Joins the two where they stand side by side: themselves, or the containers around them.
  private static void connect(ElkNode from, ElkNode to) {
    var targets = around(to);
    for (var source : around(from)) {
      var target =
          targets.stream().filter(t -> t.getParent().equals(source.getParent())).findFirst();
      if (target.isPresent()) {
        if (!target.get().equals(source)) {
          ElkGraphUtil.createSimpleEdge(source, target.get());
        }
        return;
      }
    }
  }

  /// The node and the containers around it, without the whole.
  private static List<ElkNode> around(ElkNode node) {
    var result = new ArrayList<ElkNode>();
    for (var at = node; at != null && at.getParent() != null; at = at.getParent()) {
      result.add(at);
    }
    return result;
  }

  /// @param inside the resources that are being placed around this one
  private ElkNode node(Resource resource, ElkNode graph, Set<ResourceId> inside) {
    var made = Optional.ofNullable(nodes.get(resource.id()));
    if (made.isPresent()) {
      return made.get();
    }
    inside.add(resource.id());
    // Containers that contain one another in a circle stand side by side.
    var parent =
        resource
            .container()
            .filter(id -> !inside.contains(id))
            .flatMap(drawing::resource)
            .map(container -> node(container, graph, inside))
            .orElse(graph);
    var node = ElkGraphUtil.createNode(parent);
    if (!parent.equals(graph)) {
      configure(parent);
      parent.setProperty(CoreOptions.PADDING, PADDING);
    }
    var size = size(resource);
    node.setDimensions(size.width(), size.height());
    nodes.put(resource.id(), node);
    return node;
  }

  private Bounds size(Resource resource) {
    boolean container = catalog.type(resource.type()).map(ResourceType::container).orElse(false);
    return before
        .of(resource.id())
        .filter(b -> !container)
        .orElse(new Bounds(0, 0, CARD_WIDTH, CARD_HEIGHT));
  }

  private static Bounds bounds(ElkNode node) {
    double x = MARGIN;
    double y = MARGIN;
    for (var at : around(node)) {
      x += at.getX();
      y += at.getY();
    }
    return new Bounds(
        Math.round(x), Math.round(y), Math.round(node.getWidth()), Math.round(node.getHeight()));
  }
}
