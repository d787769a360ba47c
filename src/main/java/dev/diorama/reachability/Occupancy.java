package dev.diorama.reachability;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.reachability.Network.Subnet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How many interfaces each subnet must hold. AWS keeps five addresses of each subnet
/// (`docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html`).
final class Occupancy {
  private static final int RESERVED = 5;

  private static final Set<ResourceTypeName> WITHOUT_INTERFACE =
      Set.of(
          Ec2Types.VPC,
          Ec2Types.AVAILABILITY_ZONE,
          Ec2Types.SUBNET,
          Ec2Types.SECURITY_GROUP,
          Ec2Types.NETWORK_ACL,
          Ec2Types.ROUTE_TABLE);

  private Occupancy() {}

  /// The network with a problem at each subnet that has fewer addresses than interfaces.
  ///
  /// @param attachment how a resource stands in the network
  static Network checked(
      Network network,
      Architecture drawing,
      Function<Resource, Optional<NetworkAttachment>> attachment) {
    if (!mayBeCrowded(network, drawing)) {
      return network;
    }
    var counts = counts(network, drawing, attachment);
    var crowded = new HashMap<ResourceId, Subnet>();
    for (var subnet : network.subnets().values()) {
      int count = counts.getOrDefault(subnet.id(), 0);
      if (count > free(subnet)) {
        crowded.put(subnet.id(), withProblem(subnet, count));
      }
    }
    return crowded.isEmpty() ? network : network.with(crowded);
  }

  /// Whether there can be a crowded subnet at all, which is cheaper to say than how many interfaces
  /// each has: what is drawn inside a subnet stands there, anything else may stand anywhere.
  private static boolean mayBeCrowded(Network network, Architecture drawing) {
    var inside = new HashMap<ResourceId, Integer>();
    long anywhere = network.endpoints().size();
    for (var resource : drawing.resources().values()) {
      if (!WITHOUT_INTERFACE.contains(resource.type())) {
        var subnet = drawing.enclosing(resource, Ec2Types.SUBNET);
        if (subnet.isPresent()) {
          inside.merge(subnet.get().id(), 1, Integer::sum);
        } else {
          anywhere++;
        }
      }
    }
    for (var subnet : network.subnets().values()) {
      if (free(subnet) < inside.getOrDefault(subnet.id(), 0) + anywhere) {
        return true;
      }
    }
    return false;
  }

  private static long free(Subnet subnet) {
    return subnet
        .cidr()
        .map(c -> (1L << (c.first().bits() - c.prefix())) - RESERVED)
        .orElse(Long.MAX_VALUE);
  }

  private static Map<ResourceId, Integer> counts(
      Network network,
      Architecture drawing,
      Function<Resource, Optional<NetworkAttachment>> attachment) {
    var counts = new HashMap<ResourceId, Integer>();
    // Functions with the same groups share one interface in a subnet:
    // docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
    var shared = new HashSet<List<Object>>();
    for (var resource : drawing.resources().values()) {
      var found =
          WITHOUT_INTERFACE.contains(resource.type())
              ? Optional.<NetworkAttachment>empty()
              : attachment.apply(resource);
      if (found.isEmpty()) {
        continue;
      }
      var nics = found.get();
      // A database is in one of its subnets only; it is not known in which.
      boolean somewhere =
          nics.kind() == NetworkAttachment.Kind.DATABASE && nics.subnets().size() > 1;
      boolean sharing = nics.kind() == NetworkAttachment.Kind.LAMBDA_HYPERPLANE;
      for (var subnet : somewhere ? List.<ResourceId>of() : nics.subnets()) {
        if (!sharing || shared.add(List.of(subnet, Set.copyOf(nics.securityGroups())))) {
          counts.merge(subnet, 1, Integer::sum);
        }
      }
    }
    network
        .natGateways()
        .values()
        .forEach(g -> g.subnet().ifPresent(s -> counts.merge(s, 1, Integer::sum)));
    network.endpoints().stream()
        .filter(e -> !e.gateway())
        .flatMap(e -> e.subnets().stream())
        .forEach(s -> counts.merge(s, 1, Integer::sum));
    return counts;
  }

  private static Subnet withProblem(Subnet subnet, int count) {
    var problems = new ArrayList<>(subnet.problems());
    problems.add(
        Reasons.blocker(
            "DIORAMA_SUBNET_OUT_OF_ADDRESSES",
            Optional.of(subnet.id()),
            Pages.SUBNET_CIDR,
            subnet.name(),
            String.valueOf(free(subnet)),
            String.valueOf(count)));
    return new Subnet(
        subnet.id(),
        subnet.name(),
        subnet.vpc(),
        subnet.cidr(),
        subnet.cidrV6(),
        subnet.routes(),
        subnet.acl(),
        List.copyOf(problems));
  }
}
