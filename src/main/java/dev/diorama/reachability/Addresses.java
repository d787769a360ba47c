package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Vpc;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/// Which addresses must be told apart when packets of some interfaces are walked.
record Addresses(Network network, Packets packets) {

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
    var vpcs = new HashSet<ResourceId>();
    for (var nic : involved) {
      nic.subnet().vpc().map(Vpc::id).ifPresent(vpcs::add);
      nic.groups().forEach(g -> g.blocks().forEach(result::add));
    }
    for (var subnet : network.subnets().values()) {
      if (subnet.vpc().map(Vpc::id).filter(vpcs::contains).isPresent()) {
        subnet.routes().blocks().forEach(result::add);
        subnet.acl().ifPresent(a -> a.blocks().forEach(result::add));
        for (var route : subnet.routes().routes()) {
          if (route.target() instanceof RouteTable.ToResource t
              && t.kind() == RouteTable.Kind.INSTANCE) {
            packets
                .instanceNic()
                .apply(t.id())
                .ifPresent(n -> n.groups().forEach(g -> g.blocks().forEach(result::add)));
          }
        }
      }
    }
    return result.stream()
        .sorted(Comparator.comparing(Cidr::network).thenComparingInt(Cidr::prefix))
        .toList();
  }
}
