package dev.diorama.reachability;

import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Flag;
import java.util.Optional;

/// One question to an account's network.
///
/// @param from the interface that sends; empty: the internet
/// @param fromAddress the address on the internet that sends
/// @param to the interface to reach, if one is meant
/// @param toAddress the address to reach, if one is meant
/// @param service the AWS service to reach, if one is meant
record AccountCase(
    Optional<String> from,
    Optional<Ip> fromAddress,
    Optional<String> to,
    Optional<Ip> toAddress,
    Optional<String> service,
    Traffic traffic) {

  /// A case that cannot be understood.
  static final class BadCase extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Message text;

    BadCase(String key, Object... names) {
      super(key);
      this.text = Message.of(key, names);
    }

    Message text() {
      return text;
    }
  }

  /// Reads a case line's fields.
  static AccountCase read(Fields line) throws BadCase {
    var from = line.fields("from");
    var to = line.fields("to");
    var fromEni = text(from, "eni");
    boolean internet = from.get("internet").map(v -> !v.equals(new Flag(false))).orElse(false);
    if (fromEni.isEmpty() && !internet) {
      throw new BadCase("case.from");
    }
    var fromAddress = fromEni.isPresent() ? Optional.<Ip>empty() : Optional.of(address(from));
    var toEni = text(to, "eni");
    var service = text(to, "service");
    if (toEni.isEmpty() && service.isEmpty() && to.get("ip").isEmpty()) {
      throw new BadCase("case.to");
    }
    var toAddress =
        toEni.isPresent() || service.isPresent() ? Optional.<Ip>empty() : Optional.of(address(to));
    return new AccountCase(fromEni, fromAddress, toEni, toAddress, service, traffic(line));
  }

  private static Optional<String> text(Fields fields, String name) {
    return fields.text(name).filter(t -> !t.isBlank());
  }

  private static Ip address(Fields end) throws BadCase {
    var text = end.text("ip").orElse("");
    int slash = text.endsWith("/32") || text.endsWith("/128") ? text.indexOf('/') : text.length();
    return Ip.parse(text.substring(0, slash)).orElseThrow(() -> new BadCase("case.address", text));
  }

  private static Traffic traffic(Fields line) throws BadCase {
    var written = line.get("protocol").orElse(Value.of("tcp"));
    int protocol =
        TrafficMatch.protocol(Optional.of(written))
            .filter(p -> p <= 255)
            .orElseThrow(() -> new BadCase("case.protocol", shown(written)));
    if (protocol == Traffic.ICMP || protocol == Traffic.ICMP_V6) {
      long echo = protocol == Traffic.ICMP ? 8 : 128;
      long type =
          line.number("icmpType")
              .or(() -> line.number("type"))
              .or(() -> line.number("destinationPort").filter(p -> isAssigned(protocol, p)))
              .orElse(echo);
      long code = line.number("icmpCode").or(() -> line.number("code")).orElse(0L);
      if (type < 0 || type > 255 || code < 0 || code > 255) {
        throw new BadCase("case.icmp", type, code);
      }
      return new Traffic(protocol, (int) type, (int) code, Traffic.EPHEMERAL);
    }
    if (protocol != Traffic.TCP && protocol != Traffic.UDP) {
      return new Traffic(protocol, 0, 0, Traffic.EPHEMERAL);
    }
    var destination = port(line, "destinationPort");
    if (destination.isEmpty()) {
      throw new BadCase("case.port", "destinationPort", "");
    }
    var source = port(line, "sourcePort");
    return new Traffic(
        protocol,
        destination.get(),
        0,
        source.map(p -> PortSet.of(p, p)).orElse(Traffic.EPHEMERAL));
  }

  /// Whether a number that stands in the place of a port is rather an ICMP type, as in the rules of
  /// security groups: one of those that are assigned (`www.iana.org/assignments/icmp-parameters`,
  /// `…/icmpv6-parameters`), but 0, which means no port.
  private static boolean isAssigned(int protocol, long type) {
    return protocol == Traffic.ICMP
        ? type > 0 && type <= 18
        : (type > 0 && type <= 4) || (type >= 128 && type <= 161);
  }

  private static Optional<Integer> port(Fields line, String name) throws BadCase {
    var value = line.get(name).filter(v -> v != Value.Null.NULL);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var number =
        value
            .get()
            .asLong()
            .or(() -> value.get().asText().filter(t -> t.matches("[0-9]{1,5}")).map(Long::valueOf));
    return Optional.of(
        number
            .filter(p -> p >= 0 && p <= 65535)
            .orElseThrow(() -> new BadCase("case.port", name, shown(value.get())))
            .intValue());
  }

  /// A value as whoever wrote the line knows it.
  private static String shown(Value value) {
    return value.asText().or(() -> value.asLong().map(String::valueOf)).orElse("…");
  }
}
