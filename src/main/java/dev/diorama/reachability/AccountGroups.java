package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.SecurityGroup.Peer;
import dev.diorama.reachability.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what `describe-security-groups` prints.
record AccountGroups(AccountFiles files, Map<String, PrefixList> prefixLists) {

  Map<ResourceId, SecurityGroup> read() {
    var result = new LinkedHashMap<ResourceId, SecurityGroup>();
    for (var item : files.items("SecurityGroups")) {
      AccountReader.id(item, "GroupId")
          .ifPresent(id -> {
            var rules = new ArrayList<Rule>();
            rules(id, item, "IpPermissions", Direction.INGRESS, rules);
            rules(id, item, "IpPermissionsEgress", Direction.EGRESS, rules);
            result.put(
                id,
                new SecurityGroup(
                    id.value(),
                    Optional.of(id),
                    id.value(),
                    AccountReader.id(item, "VpcId"),
                    rules));
          });
    }
    return result;
  }

  private void rules(
      ResourceId id, Fields item, String name, Direction direction, List<Rule> rules) {
    for (var permission : AccountFiles.fields(item, name)) {
      var traffic = traffic(permission);
      if (traffic.isEmpty()) {
        files.warn("warning.groupRule", id);
        continue;
      }
      for (var peer : peers(id, permission)) {
        rules.add(new Rule(direction, traffic.get(), peer));
      }
    }
  }

  /// Without ports, a rule means all of them.
  private static Optional<TrafficMatch> traffic(Fields permission) {
    return TrafficMatch.read(
        permission.get("IpProtocol"),
        Optional.of(permission.number("FromPort").orElse(-1L)),
        Optional.of(permission.number("ToPort").orElse(-1L)));
  }

  private List<Peer> peers(ResourceId id, Fields permission) {
    var result = new ArrayList<Peer>();
    for (var range : AccountFiles.fields(permission, "IpRanges")) {
      block(id, range.text("CidrIp"), result);
    }
    for (var range : AccountFiles.fields(permission, "Ipv6Ranges")) {
      block(id, range.text("CidrIpv6"), result);
    }
    for (var list : AccountFiles.fields(permission, "PrefixListIds")) {
      list.text("PrefixListId")
          .ifPresent(l -> {
            var known = Optional.ofNullable(prefixLists.get(l));
            if (known.isEmpty()) {
              files.dangling(id, l);
            }
            result.add(
                known
                    .<Peer>map(SecurityGroup.Listed::new)
                    .orElseGet(SecurityGroup.Unmodelled::new));
          });
    }
    for (var pair : AccountFiles.fields(permission, "UserIdGroupPairs")) {
      // A stale rule, whose peering connection is gone, allows nothing:
      // docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
      if (pair.text("PeeringStatus").map(s -> s.equals("active")).orElse(true)) {
        pair.text("GroupId").ifPresent(g -> result.add(new SecurityGroup.Members(g)));
      }
    }
    return result;
  }

  private void block(ResourceId id, Optional<String> text, List<Peer> into) {
    text.flatMap(Cidr::parse)
        .ifPresentOrElse(
            c -> into.add(new SecurityGroup.Block(c)),
            () -> files.warn("warning.cidr", id, text.orElse("")));
  }
}
