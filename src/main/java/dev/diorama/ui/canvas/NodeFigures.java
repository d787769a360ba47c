package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.catalog.NetworkAttachment.Kind;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.ResourceType.Variant;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import dev.diorama.ui.canvas.NodeFigure.Guest;
import dev.diorama.workspace.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;

/// Makes the figure of a resource from what its type says about it.
final class NodeFigures {
  /// The colours of containers in AWS's own diagrams, where they differ from their category's.
  private static final Map<String, Color> CONTAINER_COLORS =
      Map.of(
          "vpc", Color.web("#8C4FFF"),
          "availability-zone", Color.web("#00A4A6"),
          "subnet-public", Color.web("#7AA116"),
          "subnet-private", Color.web("#00A4A6"),
          "security-group", Color.web("#DD344C"));

  private static final String UNKNOWN = "resource-unknown";
  private static final Pattern BARE = Pattern.compile("[0-9]+|true|false");

  private final Architecture drawing;
  private final Catalog catalog;
  private final Texts texts;
  private final Map<Subject, Severity> worst = new HashMap<>();
  private final Map<ResourceId, List<Guest>> guests = new HashMap<>();

  NodeFigures(Architecture drawing, Catalog catalog, Texts texts, Check check) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.texts = texts;
    check.findings().stream()
        .filter(f -> f.severity() != Severity.INFO)
        .forEach(f -> worst.merge(f.subject(), f.severity(), NodeFigures::worse));
    drawing.resources().values().forEach(this::place);
  }

  /// Notes the containers in which a resource has interfaces without being drawn there. A database
  /// stands in one of its subnets only, and that is where it is drawn.
  private void place(Resource r) {
    var attachment =
        catalog.facets(r).attachment(r, drawing).filter(a -> a.kind() != Kind.DATABASE);
    for (var subnet : attachment.map(NetworkAttachment::subnets).orElse(List.of())) {
      if (!r.container().equals(Optional.of(subnet))) {
        guests
            .computeIfAbsent(subnet, s -> new ArrayList<>())
            .add(new Guest(r.logicalId(), icon(r).orElse(UNKNOWN)));
      }
    }
  }

  private Optional<String> icon(Resource r) {
    var type = catalog.type(r.type());
    return type.flatMap(t -> variant(r, t))
        .map(Variant::icon)
        .or(() -> type.map(ResourceType::icon));
  }

  /// What is drawn elsewhere and yet has an interface in `r`.
  List<Guest> guests(Resource r) {
    return guests.getOrDefault(r.id(), List.of());
  }

  private static Severity worse(Severity a, Severity b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /// The worst finding about the resource.
  Optional<Severity> verdict(Resource r) {
    return Optional.ofNullable(worst.get(new Subject.OfResource(r.id())));
  }

  NodeFigure of(Resource r, Bounds bounds) {
    var type = catalog.type(r.type());
    var variant = type.flatMap(t -> variant(r, t));
    var icon = icon(r);
    boolean container = type.map(ResourceType::container).orElse(false);
    var category = CanvasColors.of(type.map(ResourceType::category).orElse(Category.CLIENT));
    return new NodeFigure(
        r,
        bounds,
        container,
        depth(r),
        icon.orElse(UNKNOWN),
        container ? CONTAINER_COLORS.getOrDefault(icon.orElse(""), category) : category,
        typeName(r, variant),
        facts(r, variant),
        guests(r),
        verdict(r));
  }

  /// The facts on the card; what makes the variant stands in the type's name already.
  private List<String> facts(Resource r, Optional<Variant> variant) {
    var told = variant.map(v -> v.property().toString()).orElse("");
    return catalog.facets(r).highlights(r).entrySet().stream()
        .filter(e -> !e.getKey().equals(told))
        .limit(3)
        .map(e -> fact(r, e.getKey(), e.getValue()))
        .toList();
  }

  /// A value speaks for itself, as `10.0.0.0/16`, unless there are words for it or it is a bare
  /// number or flag.
  private String fact(Resource r, String property, String value) {
    var key = "highlight." + r.type() + "." + property;
    if (texts.has(key)) {
      return texts.text(Message.of(key, value));
    }
    return BARE.matcher(value).matches() ? property + " " + value : value;
  }

  /// The variant that the resource's properties make it.
  static Optional<Variant> variant(Resource r, ResourceType type) {
    return type.variants().stream()
        .filter(v -> r.properties().get(v.property()).filter(p -> says(p, v.value())).isPresent())
        .findFirst();
  }

  private static boolean says(Value property, String value) {
    return switch (property) {
      case Value.Text t -> t.value().equals(value);
      case Value.Flag f -> String.valueOf(f.value()).equals(value);
      default -> false;
    };
  }

  /// The type's name; where it is too long for a card, `type.<type>.card` says where it may break.
  private String typeName(Resource r, Optional<Variant> variant) {
    var own = "type." + r.type();
    var names = Stream.concat(variant.map(v -> own + "." + v.value()).stream(), Stream.of(own));
    return names
        .flatMap(name -> Stream.of(name + ".card", name))
        .filter(texts::has)
        .findFirst()
        .map(texts::text)
        .orElse(r.type().value());
  }

  /// How many containers stand around the resource.
  int depth(Resource r) {
    int depth = 0;
    var current = r.container().flatMap(drawing::resource);
    while (current.isPresent() && depth < 32) {
      depth++;
      current = current.get().container().flatMap(drawing::resource);
    }
    return depth;
  }

  /// The findings about a resource.
  static List<Finding> findings(Check check, Resource r) {
    return check.findings().stream()
        .filter(f -> f.subject().equals(new Subject.OfResource(r.id())))
        .toList();
  }
}
