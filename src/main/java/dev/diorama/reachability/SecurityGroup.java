package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A security group: stateful, and only rules that allow
/// (`docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html`).
///
/// @param key identifies the group among all of the drawing
/// @param id the drawn group; empty for a VPC's default group, which is not drawn
/// @param vpc the VPC in which it stands, if it stands in one
record SecurityGroup(
    String key, Optional<ResourceId> id, String name, Optional<ResourceId> vpc, List<Rule> rules) {

  /// One rule.
  record Rule(Direction direction, TrafficMatch traffic, Peer peer) {}

  /// With whom a rule allows traffic.
  sealed interface Peer {}

  /// Addresses of a block.
  record Block(Cidr cidr) implements Peer {}

  /// The private addresses of interfaces that have a group.
  record Members(String groupKey) implements Peer {}

  /// The blocks of a prefix list.
  record Listed(PrefixList list) implements Peer {}

  /// Something that is not modelled.
  record Unmodelled() implements Peer {}

  SecurityGroup {
    rules = List.copyOf(rules);
  }

  /// This group; one that says no VPC is taken to be in the subnet's.
  SecurityGroup in(Network.Subnet subnet) {
    return vpc.isPresent() ? this : new SecurityGroup(key, id, name, subnet.vpcId(), rules);
  }

  /// The destination ports with which packets between an interface of this group and `peer` are
  /// allowed.
  ///
  /// @param peerGroups the groups of the interface to which `peer` belongs; none for a public
  ///   address
  PortSet allowed(Direction direction, Traffic packet, Ip peer, Set<String> peerGroups) {
    return rules.stream()
        .filter(r -> r.direction == direction)
        .filter(r ->
            switch (r.peer) {
              case Block b -> b.cidr.contains(peer);
              case Members m -> peerGroups.contains(m.groupKey);
              case Listed l -> l.list.contains(peer);
              case Unmodelled u -> false;
            })
        .map(r -> r.traffic.of(packet))
        .reduce(PortSet.NONE, PortSet::union);
  }

  /// The ports that rules with an unmodelled peer might allow besides.
  PortSet perhaps(Direction direction, Traffic packet) {
    return rules.stream()
        .filter(r -> r.direction == direction && r.peer instanceof Unmodelled)
        .map(r -> r.traffic.of(packet))
        .reduce(PortSet.NONE, PortSet::union);
  }

  /// Whether there is any rule in this direction.
  boolean hasRules(Direction direction) {
    return rules.stream().anyMatch(r -> r.direction == direction);
  }

  /// All blocks that rules name.
  Stream<Cidr> blocks() {
    return rules.stream()
        .flatMap(r ->
            switch (r.peer) {
              case Block b -> Stream.of(b.cidr);
              case Listed l -> l.list.blocks().stream();
              case Members m -> Stream.empty();
              case Unmodelled u -> Stream.empty();
            });
  }
}
