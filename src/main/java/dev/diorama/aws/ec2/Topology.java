package dev.diorama.aws.ec2;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// Answers how the parts of a drawn network hang together. For verdicts ask the reachability
/// engine; this finds places for changes.
record Topology(Architecture drawing, Catalog catalog) {

  Optional<Resource> vpcOf(Resource resource) {
    return drawing.enclosing(resource, Names.VPC);
  }

  /// The resources of a type in a VPC.
  List<Resource> in(Resource vpc, ResourceTypeName type) {
    return drawing.ofType(type).stream()
        .filter(r -> vpcOf(r).map(Resource::id).equals(Optional.of(vpc.id())))
        .toList();
  }

  /// The subnets in which a resource has interfaces.
  List<Resource> subnetsOf(ResourceId id) {
    return drawing
        .resource(id)
        .flatMap(r -> catalog.facets(r).attachment(r, drawing))
        .map(a -> a.subnets().stream().flatMap(s -> drawing.resource(s).stream()).toList())
        .orElse(List.of());
  }

  /// The drawn security groups of a resource.
  List<Resource> groupsOf(ResourceId id) {
    return drawing
        .resource(id)
        .flatMap(r -> catalog.facets(r).attachment(r, drawing))
        .map(a -> a.securityGroups().stream().flatMap(g -> drawing.resource(g).stream()).toList())
        .orElse(List.of());
  }

  /// The route table that a subnet uses: its own or the VPC's main one; empty if that is not drawn.
  Optional<Resource> tableOf(Resource subnet) {
    return ownTable(subnet)
        .or(() ->
            vpcOf(subnet).stream()
                .flatMap(vpc -> in(vpc, Names.ROUTE_TABLE).stream())
                .filter(t -> t.properties().flag("Main"))
                .findFirst());
  }

  /// The route table that a subnet names.
  Optional<Resource> ownTable(Resource subnet) {
    return References.one(drawing, subnet, "RouteTableId")
        .filter(t -> t.type().equals(Names.ROUTE_TABLE));
  }

  /// The position of a table's default route.
  static Optional<Integer> defaultRoute(Resource table) {
    var routes = table.properties().list("Routes");
    for (int i = 0; i < routes.size(); i++) {
      if (isDefault(routes.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  static boolean isDefault(Value route) {
    return route instanceof Fields f
        && f.text("DestinationCidrBlock").equals(Optional.of("0.0.0.0/0"));
  }

  /// The internet gateway to which a table's default route leads.
  Optional<Resource> internetGatewayOf(Resource table) {
    return defaultRoute(table)
        .map(i -> table.properties().list("Routes").get(i))
        .flatMap(route -> ((Fields) route).get("GatewayId"))
        .flatMap(References::target)
        .flatMap(drawing::byLogicalId)
        .filter(g -> g.type().equals(Names.INTERNET_GATEWAY))
        .filter(g -> vpcOf(g).map(Resource::id).equals(vpcOf(table).map(Resource::id)));
  }

  /// Whether a subnet's default route leads to an internet gateway of its VPC.
  boolean isPublic(Resource subnet) {
    return tableOf(subnet).flatMap(this::internetGatewayOf).isPresent();
  }
}
