package dev.diorama.aws.ec2;

import dev.diorama.catalog.Catalog;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A change in the making: edits and the copy of the drawing to which they were applied.
final class Draft {
  private final Catalog catalog;
  private final List<Edit> edits = new ArrayList<>();
  private final Architecture original;
  private Document document;

  Draft(Architecture drawing, Catalog catalog) {
    this.catalog = catalog;
    this.original = drawing;
    this.document = Document.EMPTY.with(drawing);
  }

  Architecture drawing() {
    return document.architecture();
  }

  Topology topology() {
    return new Topology(drawing(), catalog);
  }

  Catalog catalog() {
    return catalog;
  }

  int size() {
    return edits.size();
  }

  /// Applies an edit; answers whether it changed anything.
  boolean apply(Edit edit) {
    var next = edit.apply(document);
    if (next.architecture().equals(document.architecture())) {
      return false;
    }
    document = next;
    edits.add(edit);
    return true;
  }

  boolean set(ResourceId id, String property, Value value) {
    return apply(new Edit.SetProperty(id, PropertyPath.of(property), Optional.of(value)));
  }

  /// Appends to a list property.
  boolean append(ResourceId id, String property, Value value) {
    var list = drawing().resource(id).map(r -> r.properties().list(property)).orElse(List.of());
    return !list.contains(value)
        && apply(
            new Edit.SetProperty(
                id, PropertyPath.of(property).then(list.size()), Optional.of(value)));
  }

  /// Adds a resource with a logical id that begins with `name`.
  Resource add(
      ResourceTypeName type, String name, Optional<ResourceId> container, Fields properties) {
    var logicalId = name;
    for (int i = 2; taken(logicalId); i++) {
      logicalId = name + i;
    }
    var resource = new Resource(id(logicalId), type, logicalId, container, properties);
    apply(new Edit.AddUnplacedResource(resource));
    return resource;
  }

  private boolean taken(String logicalId) {
    return drawing().byLogicalId(logicalId).isPresent()
        || drawing().resource(id(logicalId)).isPresent();
  }

  private static ResourceId id(String logicalId) {
    return new ResourceId(logicalId.toLowerCase(Locale.ROOT));
  }

  /// Makes a subnet's default route lead to `target`. A table that serves an internet gateway stays
  /// as it is for others: the subnet gets a table of its own.
  void defaultRoute(Resource subnet, String targetProperty, Resource target) {
    var route =
        Fields.EMPTY
            .with("DestinationCidrBlock", "0.0.0.0/0")
            .with(targetProperty, References.to(target.logicalId()));
    var own = topology().ownTable(subnet).filter(t -> topology().internetGatewayOf(t).isEmpty());
    if (own.isPresent()) {
      var at = Topology.defaultRoute(own.get());
      if (at.isPresent()) {
        apply(
            new Edit.SetProperty(
                own.get().id(), PropertyPath.of("Routes").then(at.get()), Optional.of(route)));
      } else {
        append(own.get().id(), "Routes", route);
      }
      return;
    }
    var before = topology().tableOf(subnet);
    var kept = new ArrayList<>(before.map(t -> t.properties().list("Routes")).orElse(List.of()));
    kept.removeIf(Topology::isDefault);
    kept.add(route);
    ownTable(subnet, before, new Value.Items(kept));
  }

  /// Gives a subnet a route table of its own; gateway endpoints of the old one serve it too.
  Resource ownTable(Resource subnet, Optional<Resource> before, Value.Items routes) {
    var table =
        add(
            Names.ROUTE_TABLE,
            subnet.logicalId() + "Routes",
            topology().vpcOf(subnet).map(Resource::id),
            routes.values().isEmpty() ? Fields.EMPTY : Fields.EMPTY.with("Routes", routes));
    set(subnet.id(), "RouteTableId", References.to(table.logicalId()));
    for (var endpoint : drawing().ofType(Names.VPC_ENDPOINT)) {
      var references = endpoint.properties().list("RouteTableIds");
      if (before.filter(t -> references.contains(References.to(t.logicalId()))).isPresent()) {
        append(endpoint.id(), "RouteTableIds", References.to(table.logicalId()));
      }
    }
    return table;
  }

  /// The change as a fix, which says what it costs.
  Fix fix(Message label) {
    return new Fix(FixCost.priced(label, original, drawing()), new Transaction(label, edits));
  }
}
