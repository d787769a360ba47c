package dev.diorama.reachability;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.Locale;
import java.util.Optional;

/// Which packets of which protocol a security group rule or network ACL entry means: the
/// destination ports of the packet in its own direction, or for ICMP its types and codes.
///
/// See `docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html` and
/// `…/nacl-rules.html`.
///
/// @param protocol the protocol's number; −1 for all protocols
/// @param code the ICMP code; −1 for every one
record TrafficMatch(int protocol, PortSet ports, int code) {
  /// Everything.
  static final TrafficMatch EVERYTHING = new TrafficMatch(-1, PortSet.ALL, -1);

  /// The ports (ICMP types) that match for a packet's protocol and code.
  PortSet of(Traffic packet) {
    return protocol == -1
            || (protocol == packet.protocol() && (code == -1 || code == packet.code()))
        ? ports
        : PortSet.NONE;
  }

  /// The number of a protocol that is written as a name or a number; −1 for all. Empty if it is
  /// neither.
  static Optional<Integer> protocol(Optional<Value> value) {
    return value
        .flatMap(v -> v.asText().or(() -> v.asLong().map(String::valueOf)))
        .map(s -> s.strip().toLowerCase(Locale.ROOT))
        .flatMap(name ->
            switch (name) {
              case "-1", "all" -> Optional.of(-1);
              case "tcp" -> Optional.of(Traffic.TCP);
              case "udp" -> Optional.of(Traffic.UDP);
              case "icmp" -> Optional.of(Traffic.ICMP);
              case "icmpv6" -> Optional.of(Traffic.ICMP_V6);
              default ->
                  name.matches("[0-9]{1,3}")
                      ? Optional.of(Integer.parseInt(name)).filter(n -> n <= 255)
                      : name.matches("[a-z][a-z0-9]*") ? Optional.of(NOTHING) : Optional.empty();
            });
  }

  /// A protocol with a name that we do not know; it is none that we trace.
  private static final int NOTHING = 256;

  /// Reads protocol and ports as CloudFormation and `describe-security-groups` write them: a name
  /// or a number, and `FromPort` and `ToPort`, which count for TCP, UDP and ICMP only. Empty if
  /// they cannot be understood, as a range that runs backwards.
  static Optional<TrafficMatch> read(Optional<Value> protocol, Fields ports) {
    return read(protocol, ports.number("FromPort"), ports.number("ToPort"));
  }

  /// The same with the two numbers given; for ICMP they are type and code.
  static Optional<TrafficMatch> read(
      Optional<Value> protocol, Optional<Long> from, Optional<Long> to) {
    return protocol(protocol)
        .flatMap(number ->
            switch (number) {
              case -1 -> Optional.of(EVERYTHING);
              case Traffic.TCP, Traffic.UDP ->
                  range(from, to).map(p -> new TrafficMatch(number, p, -1));
              case Traffic.ICMP, Traffic.ICMP_V6 -> types(number, from, to);
              default -> Optional.of(new TrafficMatch(number, PortSet.ALL, -1));
            });
  }

  private static Optional<PortSet> range(Optional<Long> from, Optional<Long> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.get() == -1 && to.get() == -1) {
      return Optional.of(PortSet.ALL);
    }
    return from.get() < 0 || to.get() > 65535 || from.get() > to.get()
        ? Optional.empty()
        : Optional.of(PortSet.of(from.get().intValue(), to.get().intValue()));
  }

  /// For ICMP, `FromPort` is the type and `ToPort` the code; −1 means every one.
  private static Optional<TrafficMatch> types(
      int protocol, Optional<Long> from, Optional<Long> to) {
    long type = from.orElse(-1L);
    long code = to.orElse(-1L);
    if (type < -1 || type > 255 || code < -1 || code > 255) {
      return Optional.empty();
    }
    return Optional.of(
        type == -1
            ? new TrafficMatch(protocol, PortSet.ALL, -1)
            : new TrafficMatch(protocol, PortSet.of((int) type, (int) type), (int) code));
  }
}
