package dev.diorama.reachability;

import dev.diorama.reachability.Network.Nic;
import java.util.Set;

/// Where a packet is meant to arrive.
sealed interface Goal {
  /// The packet's destination address.
  Ip address();

  /// How people call it.
  String name();

  /// The security groups of the interface that has the address.
  default Set<String> groupKeys() {
    return Set.of();
  }

  /// A network interface, at one of its private or IPv6 addresses.
  record ToNic(Nic nic, Ip address) implements Goal {
    @Override
    public String name() {
      return nic.name();
    }

    @Override
    public Set<String> groupKeys() {
      return nic.groupKeys();
    }
  }

  /// Anything that is none of the network's interfaces: a host on the internet, a service.
  record Outside(Ip address, String name) implements Goal {}
}
