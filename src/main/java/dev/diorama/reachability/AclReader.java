package dev.diorama.reachability;

import dev.diorama.model.Resource;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

/// Reads a network ACL's entries.
final class AclReader {
  private AclReader() {}

  static NetworkAcl read(Resource resource) {
    var entries = new ArrayList<NetworkAcl.Entry>();
    var numbers = new HashSet<String>();
    boolean unreadable = false;
    for (var value : resource.properties().list("Entries")) {
      var entry = value instanceof Fields f ? entry(f) : Optional.<NetworkAcl.Entry>empty();
      if (entry.isPresent() && numbers.add(entry.get().direction() + " " + entry.get().number())) {
        entries.add(entry.get());
      } else {
        unreadable = true;
      }
    }
    entries.sort(Comparator.comparingInt(NetworkAcl.Entry::number));
    return new NetworkAcl(resource.id(), resource.logicalId(), entries, unreadable);
  }

  private static Optional<NetworkAcl.Entry> entry(Fields f) {
    // Rule numbers go from 1 to 32766: docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
    var number = f.number("RuleNumber").filter(n -> n >= 1 && n <= 32766);
    var cidr = f.text("CidrBlock").or(() -> f.text("Ipv6CidrBlock")).flatMap(Cidr::parse);
    var action = f.text("RuleAction").map(a -> a.toLowerCase(Locale.ROOT));
    var traffic = TrafficMatch.read(f.get("Protocol"), f);
    if (number.isEmpty() || cidr.isEmpty() || traffic.isEmpty()) {
      return Optional.empty();
    }
    return action
        .filter(a -> a.equals("allow") || a.equals("deny"))
        .map(a ->
            new NetworkAcl.Entry(
                number.get().intValue(),
                f.flag("Egress") ? Direction.EGRESS : Direction.INGRESS,
                a.equals("allow"),
                cidr.get(),
                traffic.get()));
  }
}
