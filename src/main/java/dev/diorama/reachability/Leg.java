package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Subnet;
import java.util.Optional;
import java.util.Set;

/// A part of a packet's way on which its source address stays the same.
///
/// @param subnet from where it leaves
/// @param source the source address
/// @param name who sends
/// @param groups the security groups of the sender; none once a NAT device has put in its address
/// @param nic the interface that sends, if one does
/// @param withoutInternetRoute what to say if no internet gateway follows a NAT device
/// @param translations how many NAT devices were passed
record Leg(
    Subnet subnet,
    Ip source,
    String name,
    Set<String> groups,
    Optional<Nic> nic,
    Optional<ResourceId> device,
    Optional<Blocker> withoutInternetRoute,
    int translations) {

  /// The first leg: from an interface.
  static Leg of(Nic nic, Ip source) {
    return new Leg(
        nic.subnet(),
        source,
        nic.name(),
        nic.groupKeys(),
        Optional.of(nic),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /// The leg behind a NAT device.
  Leg behind(
      ResourceId newDevice, String newName, Subnet place, Ip address, Blocker noInternetRoute) {
    return new Leg(
        place,
        address,
        newName,
        Set.of(),
        Optional.empty(),
        Optional.of(newDevice),
        Optional.of(noInternetRoute),
        translations + 1);
  }
}
