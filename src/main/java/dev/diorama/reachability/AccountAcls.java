package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads what `describe-network-acls` prints.
final class AccountAcls {
  private AccountAcls() {}

  /// The ACLs by what they are associated with.
  record Acls(Map<ResourceId, NetworkAcl> ofSubnets, Map<ResourceId, NetworkAcl> defaults) {
    Optional<NetworkAcl> of(ResourceId subnet, Optional<ResourceId> vpc) {
      return Optional.ofNullable(ofSubnets.get(subnet))
          .or(() -> vpc.flatMap(v -> Optional.ofNullable(defaults.get(v))));
    }
  }

  static Acls read(AccountFiles files) {
    var acls = new Acls(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (var item : files.items("NetworkAcls")) {
      var id = AccountReader.id(item, "NetworkAclId");
      if (id.isEmpty()) {
        continue;
      }
      var acl = acl(files, id.get(), item);
      for (var association : AccountFiles.fields(item, "Associations")) {
        AccountReader.id(association, "SubnetId").ifPresent(s -> acls.ofSubnets.put(s, acl));
      }
      if (item.flag("IsDefault")) {
        AccountReader.id(item, "VpcId").ifPresent(v -> acls.defaults.put(v, acl));
      }
    }
    return acls;
  }

  private static NetworkAcl acl(AccountFiles files, ResourceId id, Fields item) {
    var entries = new ArrayList<NetworkAcl.Entry>();
    boolean unreadable = false;
    for (var value : AccountFiles.fields(item, "Entries")) {
      var entry = entry(value);
      entry.ifPresent(entries::add);
      if (entry.isEmpty()) {
        unreadable = true;
        files.warn("warning.aclEntry", id, value.number("RuleNumber").orElse(-1L));
      }
    }
    entries.sort(Comparator.comparingInt(NetworkAcl.Entry::number));
    return new NetworkAcl(id, id.value(), entries, unreadable);
  }

  private static Optional<NetworkAcl.Entry> entry(Fields f) {
    var number = f.number("RuleNumber").filter(n -> n >= 0 && n <= 32767);
    var cidr = f.text("CidrBlock").or(() -> f.text("Ipv6CidrBlock")).flatMap(Cidr::parse);
    var action =
        f.text("RuleAction")
            .map(a -> a.toLowerCase(Locale.ROOT))
            .filter(a -> a.equals("allow") || a.equals("deny"));
    var traffic = traffic(f);
    if (number.isEmpty() || cidr.isEmpty() || action.isEmpty() || traffic.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NetworkAcl.Entry(
            number.get().intValue(),
            f.flag("Egress") ? Direction.EGRESS : Direction.INGRESS,
            action.get().equals("allow"),
            cidr.get(),
            traffic.get()));
  }

  /// Without a port range or a type and code, an entry means all of them.
  private static Optional<TrafficMatch> traffic(Fields f) {
    boolean icmp =
        TrafficMatch.protocol(f.get("Protocol"))
            .filter(p -> p == Traffic.ICMP || p == Traffic.ICMP_V6)
            .isPresent();
    var range = f.fields(icmp ? "IcmpTypeCode" : "PortRange");
    return TrafficMatch.read(
        f.get("Protocol"),
        Optional.of(range.number(icmp ? "Type" : "From").orElse(-1L)),
        Optional.of(range.number(icmp ? "Code" : "To").orElse(-1L)));
  }
}
