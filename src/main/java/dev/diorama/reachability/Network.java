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

/// The networks of a drawing or of an account's snapshot, read once: what the engine walks through.
/// Immutable.
///
/// @param interfaces the network interfaces that are things of their own, by id
/// @param prefixLists by id
record Network(
    Map<ResourceId, Vpc> vpcs,
    Map<ResourceId, Subnet> subnets,
    Map<ResourceId, SecurityGroup> groups,
    Map<ResourceId, Attached> internetGateways,
    Map<ResourceId, Attached> egressOnlyGateways,
    Map<ResourceId, NatGateway> natGateways,
    Map<ResourceId, NatInstance> instances,
    Map<ResourceId, Peering> peerings,
    Map<ResourceId, Nic> interfaces,
    Map<String, PrefixList> prefixLists,
    List<Endpoint> endpoints) {

  /// A VPC.
  ///
  /// @param cidrs its IPv4 and IPv6 blocks; empty if the drawing gives none that AWS would take
  record Vpc(
      ResourceId id,
      String name,
      List<Cidr> cidrs,
      boolean dnsSupport,
      boolean dnsHostnames,
      SecurityGroup defaultGroup) {
    Vpc {
      cidrs = List.copyOf(cidrs);
    }

    boolean contains(Ip address) {
      return cidrs.stream().anyMatch(c -> c.contains(address));
    }
  }

  /// A subnet.
  ///
  /// @param cidr its IPv4 block
  /// @param cidrV6 its IPv6 block
  /// @param acl empty for the VPC's default network ACL, which allows everything
  /// @param problems why AWS would not make this subnet
  record Subnet(
      ResourceId id,
      String name,
      Optional<Vpc> vpc,
      Optional<Cidr> cidr,
      Optional<Cidr> cidrV6,
      RouteTable routes,
      Optional<NetworkAcl> acl,
      List<Blocker> problems) {
    Optional<ResourceId> vpcId() {
      return vpc.map(Vpc::id);
    }

    boolean isIn(Subnet other) {
      return id.equals(other.id);
    }
  }

  /// An internet gateway, with or without the way in.
  ///
  /// @param edge the route table for what comes in, if one is associated with it
  ///   (`docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html`)
  record Attached(ResourceId id, String name, Optional<ResourceId> vpc, Optional<RouteTable> edge) {
    Attached(ResourceId id, String name, Optional<ResourceId> vpc) {
      this(id, name, vpc, Optional.empty());
    }
  }

  /// A NAT gateway.
  ///
  /// @param subnet the subnet of a zonal one
  /// @param regional the VPC of a regional one, which stands in no subnet
  ///   (`docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html`)
  /// @param reachesInternet whether its connectivity type is public
  /// @param address its private address, if it is known
  record NatGateway(
      ResourceId id,
      String name,
      Optional<ResourceId> subnet,
      Optional<ResourceId> regional,
      boolean reachesInternet,
      Optional<Ip> address,
      boolean available) {}

  /// What matters of an instance when a route leads to it.
  record NatInstance(ResourceId id, String name, boolean sourceDestCheck, boolean translates) {}

  /// A VPC peering connection: packets between the address ranges of these VPCs, nothing else
  /// (`docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html`).
  record Peering(ResourceId id, String name, List<ResourceId> vpcs, boolean active) {
    Peering {
      vpcs = List.copyOf(vpcs);
    }
  }

  /// A VPC endpoint.
  ///
  /// @param service the service's short name, as `s3`
  /// @param interfaces the ids of its interfaces, if they are known one by one
  record Endpoint(
      ResourceId id,
      String name,
      boolean gateway,
      String service,
      Optional<ResourceId> vpc,
      Set<ResourceId> routeTables,
      List<ResourceId> subnets,
      List<ResourceId> groups,
      boolean privateDns,
      List<ResourceId> interfaces,
      boolean available) {}

  /// A network interface.
  ///
  /// @param id its own id, or its owner's
  /// @param filtered whether security groups apply; a NAT gateway's interface has none
  /// @param anyV6 whether it has an IPv6 address of its subnet of which it is not known which
  /// @param addresses its private IPv4 and its IPv6 addresses, the primary ones first, if known
  /// @param port the only TCP port that is served behind it; empty if that is not known
  record Nic(
      ResourceId id,
      ResourceId owner,
      String name,
      Optional<NetworkAttachment.Kind> kind,
      Subnet subnet,
      List<SecurityGroup> groups,
      boolean filtered,
      boolean publicAddress,
      boolean anyV6,
      List<Ip> addresses,
      OptionalInt port) {
    Nic {
      groups = List.copyOf(groups);
      addresses = List.copyOf(addresses);
    }

    /// This interface with a server behind it that listens on one TCP port.
    Nic serving(OptionalInt newPort) {
      return new Nic(
          id,
          owner,
          name,
          kind,
          subnet,
          groups,
          filtered,
          publicAddress,
          anyV6,
          addresses,
          newPort);
    }

    /// This interface with addresses.
    Nic addressed(boolean isPublic, boolean v6, List<Ip> known) {
      return new Nic(id, owner, name, kind, subnet, groups, filtered, isPublic, v6, known, port);
    }

    /// This interface with a public IPv4 address.
    Nic withPublicAddress() {
      return addressed(true, anyV6, addresses);
    }

    /// Whether it has an address of this family: one that is known, or one of its subnet's block.
    boolean has(boolean v6) {
      return address(v6).isPresent()
          || (v6 ? anyV6 && subnet.cidrV6().isPresent() : subnet.cidr().isPresent());
    }

    /// Its first address of a family.
    Optional<Ip> address(boolean v6) {
      return addresses.stream().filter(a -> a.v6() == v6).findFirst();
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
    interfaces = new LinkedHashMap<>(interfaces);
    endpoints = List.copyOf(endpoints);
  }

  /// The interface of `owner` in a subnet, with any private IPv4 address of it; without groups it
  /// has the VPC's default group.
  Optional<Nic> nic(
      ResourceId owner,
      String name,
      Optional<NetworkAttachment.Kind> kind,
      ResourceId subnetId,
      List<ResourceId> groupIds) {
    return Optional.ofNullable(subnets.get(subnetId))
        .map(subnet -> {
          var drawn =
              groupIds.stream().flatMap(g -> Optional.ofNullable(groups.get(g)).stream()).toList();
          var effective =
              drawn.isEmpty() ? subnet.vpc().map(Vpc::defaultGroup).stream().toList() : drawn;
          return new Nic(
              owner,
              owner,
              name,
              kind,
              subnet,
              effective,
              true,
              false,
              false,
              List.of(),
              OptionalInt.empty());
        });
  }

  /// This network with other subnets in the place of those with their ids.
  Network with(Map<ResourceId, Subnet> others) {
    var all = new LinkedHashMap<>(subnets);
    all.putAll(others);
    return new Network(
        vpcs,
        all,
        groups,
        internetGateways,
        egressOnlyGateways,
        natGateways,
        instances,
        peerings,
        interfaces,
        prefixLists,
        endpoints);
  }

  /// The endpoints of a VPC for a service.
  List<Endpoint> endpoints(ResourceId vpc, String service) {
    return endpoints.stream()
        .filter(e -> e.service().equals(service) && e.vpc().filter(vpc::equals).isPresent())
        .toList();
  }

  /// The gateway endpoint with this id.
  Optional<Endpoint> endpoint(ResourceId id) {
    return endpoints.stream().filter(e -> e.id().equals(id)).findFirst();
  }
}
