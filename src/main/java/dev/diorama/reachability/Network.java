package dev.diorama.reachability;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// The networks of a drawing, read once: what the engine walks through. Immutable.
record Network(
    Map<ResourceId, Vpc> vpcs,
    Map<ResourceId, Subnet> subnets,
    Map<ResourceId, SecurityGroup> groups,
    Map<ResourceId, InternetGateway> internetGateways,
    Map<ResourceId, NatGateway> natGateways,
    Map<ResourceId, NatInstance> instances,
    List<Endpoint> endpoints) {

  /// A VPC.
  ///
  /// @param cidr empty if the drawing gives none that AWS would take
  record Vpc(
      ResourceId id,
      String name,
      Optional<Cidr> cidr,
      boolean dnsSupport,
      boolean dnsHostnames,
      SecurityGroup defaultGroup) {}

  /// A subnet.
  ///
  /// @param acl empty for the VPC's default network ACL, which allows everything
  /// @param problems why AWS would not make this subnet
  record Subnet(
      ResourceId id,
      String name,
      Optional<Vpc> vpc,
      Optional<Cidr> cidr,
      RouteTable routes,
      Optional<NetworkAcl> acl,
      List<Blocker> problems) {}

  /// An internet gateway.
  record InternetGateway(ResourceId id, String name, Optional<ResourceId> vpc) {}

  /// A NAT gateway.
  ///
  /// @param reachesInternet whether its connectivity type is public
  record NatGateway(
      ResourceId id, String name, Optional<ResourceId> subnet, boolean reachesInternet) {}

  /// What matters of an instance when a route leads to it.
  record NatInstance(ResourceId id, String name, boolean sourceDestCheck, boolean translates) {}

  /// A VPC endpoint.
  ///
  /// @param service the service's short name, as `s3`
  record Endpoint(
      ResourceId id,
      String name,
      boolean gateway,
      String service,
      Optional<ResourceId> vpc,
      Set<ResourceId> routeTables,
      List<ResourceId> subnets,
      List<ResourceId> groups,
      boolean privateDns) {}

  /// A network interface.
  ///
  /// @param address its private address, if the drawing says it
  /// @param port the only TCP port that is served behind it; empty if that is not known
  record Nic(
      ResourceId owner,
      String name,
      Optional<NetworkAttachment.Kind> kind,
      Subnet subnet,
      List<SecurityGroup> groups,
      boolean publicAddress,
      Optional<Long> address,
      OptionalInt port) {
    Nic {
      groups = List.copyOf(groups);
    }

    /// This interface with a server behind it that listens on one TCP port.
    Nic serving(OptionalInt newPort) {
      return new Nic(owner, name, kind, subnet, groups, publicAddress, address, newPort);
    }

    Set<String> groupKeys() {
      return groups.stream().map(SecurityGroup::key).collect(Collectors.toSet());
    }

    String groupNames() {
      return groups.stream().map(SecurityGroup::name).collect(Collectors.joining(", "));
    }

    /// Where a blocker about the groups stands: the first drawn group, or the interface's owner.
    Optional<ResourceId> groupPlace() {
      return groups.stream().flatMap(g -> g.id().stream()).findFirst().or(() -> Optional.of(owner));
    }
  }

  Network {
    vpcs = new LinkedHashMap<>(vpcs);
    subnets = new LinkedHashMap<>(subnets);
    endpoints = List.copyOf(endpoints);
  }

  /// The interface of `owner` in a subnet; without groups it has the VPC's default group.
  Optional<Nic> nic(
      ResourceId owner,
      String name,
      Optional<NetworkAttachment.Kind> kind,
      ResourceId subnetId,
      List<ResourceId> groupIds,
      boolean publicAddress,
      Optional<Long> address) {
    return Optional.ofNullable(subnets.get(subnetId))
        .map(subnet -> {
          var drawn =
              groupIds.stream().flatMap(g -> Optional.ofNullable(groups.get(g)).stream()).toList();
          var effective =
              drawn.isEmpty() ? subnet.vpc().map(Vpc::defaultGroup).stream().toList() : drawn;
          return new Nic(
              owner, name, kind, subnet, effective, publicAddress, address, OptionalInt.empty());
        });
  }

  /// The endpoints of a VPC for a service.
  List<Endpoint> endpoints(ResourceId vpc, String service) {
    return endpoints.stream()
        .filter(e -> e.service().equals(service) && e.vpc().filter(vpc::equals).isPresent())
        .toList();
  }
}
