package dev.diorama.reachability;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why AWS would not make a subnet as drawn.
final class SubnetProblems {
  private SubnetProblems() {}

  /// A subnet of the same VPC.
  record Sibling(ResourceId id, String name, Cidr cidr) {}

  static List<Blocker> of(
      Architecture drawing,
      Resource subnet,
      Optional<Vpc> vpc,
      Optional<Cidr> cidr,
      List<Sibling> siblings) {
    var at = Optional.of(subnet.id());
    var problems = new ArrayList<Blocker>();
    if (vpc.isEmpty()) {
      problems.add(
          Reasons.blocker(
              "UNASSOCIATED_COMPONENT", at, Pages.EXPLANATION_CODES, subnet.logicalId()));
      return problems;
    }
    var vpcCidrs = vpc.get().cidrs().stream().filter(c -> !c.v6()).toList();
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
    for (var other : siblings) {
      if (!other.id.equals(subnet.id()) && other.cidr.overlaps(cidr.get())) {
        problems.add(
            Reasons.blocker(
                "DIORAMA_OVERLAPPING_SUBNETS",
                at,
                Pages.SUBNET_CIDR,
                subnet.logicalId(),
                other.name));
      }
    }
    for (var property : List.of("RouteTableId", "NetworkAclId")) {
      References.one(drawing, subnet, property)
          .filter(r ->
              !drawing
                  .enclosing(r, Ec2Types.VPC)
                  .map(Resource::id)
                  .equals(Optional.of(vpc.get().id())))
          .ifPresent(r ->
              problems.add(
                  Reasons.blocker(
                      "DIORAMA_NOT_IN_SAME_VPC",
                      Optional.of(r.id()),
                      Pages.ROUTE_TABLES,
                      r.logicalId(),
                      subnet.logicalId(),
                      vpc.get().name())));
    }
    return problems;
  }
}
