package dev.diorama.aws.lambda;

import dev.diorama.model.Architecture;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import java.util.Optional;
import java.util.stream.Stream;

/// What Lambda's rules read of drawn subnets.
final class Subnets {
  static final PropertyPath PROPERTY = PropertyPath.of("VpcConfig", "SubnetIds");
  static final ResourceTypeName SUBNET = new ResourceTypeName("AWS::EC2::Subnet");
  private static final ResourceTypeName VPC = new ResourceTypeName("AWS::EC2::VPC");
  private static final ResourceTypeName ZONE = new ResourceTypeName("Diorama::AvailabilityZone");
  private static final ResourceTypeName ROUTE_TABLE = new ResourceTypeName("AWS::EC2::RouteTable");
  private static final ResourceTypeName INTERNET_GATEWAY =
      new ResourceTypeName("AWS::EC2::InternetGateway");

  private Subnets() {}

  /// The Availability Zone in which a subnet is drawn.
  static Optional<Resource> zone(Architecture drawing, Resource subnet) {
    return drawing.enclosing(subnet, ZONE);
  }

  static boolean inSameVpc(Architecture drawing, Resource a, Resource b) {
    var vpc = drawing.enclosing(a, VPC).map(Resource::id);
    return vpc.isPresent() && vpc.equals(drawing.enclosing(b, VPC).map(Resource::id));
  }

  /// Whether a route of the subnet leads to an internet gateway, which is what makes a subnet
  /// public (docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html).
  static boolean isPublic(Architecture drawing, Resource subnet) {
    return routes(drawing, subnet)
        .anyMatch(r -> leadsTo(drawing, r, "GatewayId", INTERNET_GATEWAY));
  }

  private static boolean leadsTo(
      Architecture drawing, Fields route, String property, ResourceTypeName type) {
    return route
        .get(property)
        .flatMap(References::target)
        .flatMap(drawing::byLogicalId)
        .filter(r -> r.type().equals(type))
        .isPresent();
  }

  /// The routes of the subnet's own table, or of the VPC's main table
  /// (docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html).
  private static Stream<Fields> routes(Architecture drawing, Resource subnet) {
    return References.one(drawing, subnet, "RouteTableId")
        .or(() -> mainTable(drawing, subnet))
        .stream()
        .flatMap(t -> t.properties().list("Routes").stream())
        .flatMap(v -> v instanceof Fields f ? Stream.of(f) : Stream.empty());
  }

  private static Optional<Resource> mainTable(Architecture drawing, Resource subnet) {
    return drawing.ofType(ROUTE_TABLE).stream()
        .filter(t -> t.properties().flag("Main"))
        .filter(t -> inSameVpc(drawing, t, subnet))
        .findFirst();
  }
}
