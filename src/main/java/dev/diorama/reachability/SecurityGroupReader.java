package dev.diorama.reachability;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the security groups of a drawing.
final class SecurityGroupReader {
  private SecurityGroupReader() {}

  static SecurityGroup read(
      Architecture drawing,
      Resource resource,
      Optional<ResourceId> vpc,
      Map<String, PrefixList> lists) {
    var rules = new ArrayList<SecurityGroup.Rule>();
    for (var value : resource.properties().list("SecurityGroupIngress")) {
      rule(drawing, value, Direction.INGRESS, "Source", lists).ifPresent(rules::add);
    }
    if (resource.properties().get("SecurityGroupEgress").isEmpty()) {
      // A new group lets everything out: docs.aws.amazon.com/vpc/latest/userguide/
      // security-group-rules.html
      rules.addAll(everythingOut());
    }
    for (var value : resource.properties().list("SecurityGroupEgress")) {
      rule(drawing, value, Direction.EGRESS, "Destination", lists).ifPresent(rules::add);
    }
    return new SecurityGroup(
        resource.id().value(), Optional.of(resource.id()), resource.logicalId(), vpc, rules);
  }

  /// The group of interfaces without a drawn one: everything out, and in from itself only
  /// (`docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html`).
  static SecurityGroup defaultGroup(Resource vpc) {
    // A resource id has no line break, so no drawn group has this key.
    var key = "default\n" + vpc.id().value();
    return new SecurityGroup(
        key,
        Optional.empty(),
        "default (" + vpc.logicalId() + ")",
        Optional.of(vpc.id()),
        Stream.concat(
                Stream.of(
                    new SecurityGroup.Rule(
                        Direction.INGRESS,
                        TrafficMatch.EVERYTHING,
                        new SecurityGroup.Members(key))),
                everythingOut().stream())
            .toList());
  }

  private static List<SecurityGroup.Rule> everythingOut() {
    return Stream.of(Cidr.ANYWHERE, Cidr.ANYWHERE_V6)
        .map(c ->
            new SecurityGroup.Rule(
                Direction.EGRESS, TrafficMatch.EVERYTHING, new SecurityGroup.Block(c)))
        .toList();
  }

  private static Optional<SecurityGroup.Rule> rule(
      Architecture drawing,
      Value value,
      Direction direction,
      String side,
      Map<String, PrefixList> lists) {
    if (!(value instanceof Fields f)) {
      return Optional.empty();
    }
    var traffic = TrafficMatch.read(f.get("IpProtocol"), f);
    // What cannot be understood might allow anything; it never makes a path certain.
    return peer(drawing, f, side, lists)
        .map(p ->
            traffic.isPresent()
                ? new SecurityGroup.Rule(direction, traffic.get(), p)
                : new SecurityGroup.Rule(
                    direction, TrafficMatch.EVERYTHING, new SecurityGroup.Unmodelled()));
  }

  private static Optional<SecurityGroup.Peer> peer(
      Architecture drawing, Fields rule, String side, Map<String, PrefixList> lists) {
    if (rule.get("CidrIp").isPresent()) {
      return Optional.of(
          rule.text("CidrIp")
              .flatMap(Cidr::parse)
              .<SecurityGroup.Peer>map(SecurityGroup.Block::new)
              .orElseGet(SecurityGroup.Unmodelled::new));
    }
    if (rule.get("CidrIpv6").isPresent()) {
      return Optional.of(
          rule.text("CidrIpv6")
              .flatMap(Cidr::parse)
              .<SecurityGroup.Peer>map(SecurityGroup.Block::new)
              .orElseGet(SecurityGroup.Unmodelled::new));
    }
    var listed =
        rule.get(side + "PrefixListId")
            .flatMap(References::target)
            .flatMap(drawing::byLogicalId)
            .flatMap(r -> Optional.ofNullable(lists.get(r.id().value())));
    if (listed.isPresent()) {
      return Optional.of(new SecurityGroup.Listed(listed.get()));
    }
    var group = rule.get(side + "SecurityGroupId");
    if (group.isPresent()) {
      var name = References.target(group.get());
      if (name.isEmpty()) {
        return Optional.of(new SecurityGroup.Unmodelled());
      }
      // A group that is not drawn has no members.
      return name.flatMap(drawing::byLogicalId).map(r -> new SecurityGroup.Members(r.id().value()));
    }
    return Optional.of(new SecurityGroup.Unmodelled());
  }
}
