package dev.diorama.reachability;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.reachability.Network.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why AWS would not make a subnet as drawn.
final class SubnetProblems {
  private SubnetProblems() {}

  /// @param overlapping subnets of the same VPC whose blocks overlap this one's
  static List<Blocker> of(
      Architecture drawing,
      Resource subnet,
      Optional<Vpc> vpc,
      Optional<Cidr> cidr,
      Optional<Cidr> cidrV6,
      List<OverlappingBlocks.Sibling> overlapping) {
    var at = Optional.of(subnet.id());
    var problems = new ArrayList<Blocker>();
    if (vpc.isEmpty()) {
      problems.add(
          Reasons.blocker(
              "UNASSOCIATED_COMPONENT", at, Pages.EXPLANATION_CODES, subnet.logicalId()));
      return problems;
    }
    var vpcCidrs = vpc.get().cidrs().stream().filter(c -> !c.v6()).toList();
    // docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html#subnet-sizing-ipv6
    if (subnet.properties().flag("Ipv6Native") && cidrV6.isPresent()) {
      v6(subnet, vpc.get(), cidrV6).ifPresent(problems::add);
      misplaced(drawing, subnet, vpc.get(), problems);
      return problems;
    }
    if (vpcCidrs.isEmpty()) {
      problems.add(
          Reasons.variant(
              "DIORAMA_INVALID_CIDR",
              "vpc",
              Optional.of(vpc.get().id()),
              Pages.VPC_CIDR,
              vpc.get().name()));
    }
    if (cidr.isEmpty()) {
      problems.add(
          Reasons.variant(
              "DIORAMA_INVALID_CIDR", "subnet", at, Pages.SUBNET_CIDR, subnet.logicalId()));
      return problems;
    }
    if (!vpcCidrs.isEmpty() && vpcCidrs.stream().noneMatch(c -> c.contains(cidr.get()))) {
      problems.add(
          Reasons.blocker(
              "DIORAMA_SUBNET_OUTSIDE_VPC",
              at,
              Pages.SUBNET_CIDR,
              subnet.logicalId(),
              cidr.get(),
              vpc.get().name(),
              vpcCidrs.stream().map(Cidr::toString).collect(Collectors.joining(", "))));
    }
    v6(subnet, vpc.get(), cidrV6).ifPresent(problems::add);
    for (var other : overlapping) {
      problems.add(
          Reasons.blocker(
              "DIORAMA_OVERLAPPING_SUBNETS",
              at,
              Pages.SUBNET_CIDR,
              subnet.logicalId(),
              other.name()));
    }
    misplaced(drawing, subnet, vpc.get(), problems);
    return problems;
  }

  /// Route tables and network ACLs of another VPC.
  private static void misplaced(
      Architecture drawing, Resource subnet, Vpc vpc, List<Blocker> problems) {
    for (var property : List.of("RouteTableId", "NetworkAclId")) {
      References.one(drawing, subnet, property)
          .filter(r ->
              !drawing.enclosing(r, Ec2Types.VPC).map(Resource::id).equals(Optional.of(vpc.id())))
          .ifPresent(r ->
              problems.add(
                  Reasons.blocker(
                      "DIORAMA_NOT_IN_SAME_VPC",
                      Optional.of(r.id()),
                      Pages.ROUTE_TABLES,
                      r.logicalId(),
                      subnet.logicalId(),
                      vpc.name())));
    }
  }

  /// What is wrong with the subnet's IPv6 block, if it has one.
  private static Optional<Blocker> v6(Resource subnet, Vpc vpc, Optional<Cidr> cidr) {
    var at = Optional.of(subnet.id());
    if (cidr.isEmpty()) {
      return subnet
          .properties()
          .text("Ipv6CidrBlock")
          .map(text ->
              Reasons.variant(
                  "DIORAMA_INVALID_CIDR",
                  "subnetV6",
                  at,
                  Pages.SUBNET_CIDR,
                  subnet.logicalId(),
                  text));
    }
    var blocks = vpc.cidrs().stream().filter(Cidr::v6).toList();
    if (blocks.stream().anyMatch(c -> c.contains(cidr.get()))) {
      return Optional.empty();
    }
    return Optional.of(
        blocks.isEmpty()
            ? Reasons.variant(
                "DIORAMA_SUBNET_OUTSIDE_VPC",
                "v6",
                at,
                Pages.SUBNET_CIDR,
                subnet.logicalId(),
                cidr.get(),
                vpc.name())
            : Reasons.blocker(
                "DIORAMA_SUBNET_OUTSIDE_VPC",
                at,
                Pages.SUBNET_CIDR,
                subnet.logicalId(),
                cidr.get(),
                vpc.name(),
                blocks.stream().map(Cidr::toString).collect(Collectors.joining(", "))));
  }
}
