package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Vpc;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which addresses must be told apart when packets of some interfaces are walked. Remembers what a
/// VPC's tables and ACLs name; thread-safe.
final class Addresses {
  private final Network network;
  private final Packets packets;
  private final Map<ResourceId, Set<Cidr>> ofVpcs = new ConcurrentHashMap<>();

  Addresses(Network network, Packets packets) {
    this.network = network;
    this.packets = packets;
  }

  /// The addresses on the internet that must be told apart on the way to or from an interface.
  AddressClasses ofInternet(Nic nic, boolean v6) {
    return AddressClasses.ofInternet(
        v6, blocks(List.of(nic)), nic.subnet().vpc().map(Vpc::cidrs).orElse(List.of()));
  }

  /// The addresses of one family that an interface can have.
  AddressClasses of(Nic nic, boolean v6, Collection<Nic> involved) {
    return nic.address(v6)
        .map(AddressClasses::only)
        .orElseGet(() ->
            (v6 ? nic.subnet().cidrV6() : nic.subnet().cidr())
                .map(c -> AddressClasses.ofSubnet(c, blocks(involved)))
                .orElseGet(() -> AddressClasses.only(AddressClasses.NONE)));
  }

  /// The blocks that could tell addresses apart on the way of these interfaces.
  List<Cidr> blocks(Collection<Nic> involved) {
    var result = new HashSet<Cidr>();
    var seen = new HashSet<ResourceId>();
    for (var nic : involved) {
      nic.groups().forEach(g -> g.blocks().forEach(result::add));
      nic.subnet()
          .vpcId()
          .filter(seen::add)
          .ifPresent(vpc -> result.addAll(ofVpcs.computeIfAbsent(vpc, this::ofVpc)));
    }
    return result.stream()
        .sorted(Comparator.comparing(Cidr::network).thenComparingInt(Cidr::prefix))
        .toList();
  }

  /// The blocks that routes and ACLs of a VPC name, and the groups of the devices to which its
  /// routes lead.
  private Set<Cidr> ofVpc(ResourceId vpc) {
    var result = new HashSet<Cidr>();
    var tables = new HashSet<RouteTable>();
    var acls = new HashSet<ResourceId>();
    for (var subnet : network.subnets().values()) {
      if (subnet.vpcId().filter(vpc::equals).isPresent()) {
        subnet.acl().filter(a -> acls.add(a.id())).ifPresent(a -> a.blocks().forEach(result::add));
        if (tables.add(subnet.routes())) {
          subnet.routes().blocks().forEach(result::add);
          devices(subnet.routes(), result);
        }
      }
    }
    return Set.copyOf(result);
  }

  private void devices(RouteTable table, Set<Cidr> into) {
    for (var route : table.routes()) {
      if (route.target() instanceof RouteTable.ToResource t
          && t.kind() == RouteTable.Kind.INSTANCE) {
        packets
            .instanceNic()
            .apply(t.id())
            .ifPresent(n -> n.groups().forEach(g -> g.blocks().forEach(into::add)));
      }
    }
  }
}
