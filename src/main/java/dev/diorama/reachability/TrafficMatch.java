package dev.diorama.reachability;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Flow.Protocol;
import java.util.Locale;
import java.util.Optional;

/// Which packets of which protocol a security group rule or network ACL entry means: the
/// destination ports of the packet in its own direction, or for ICMP its types.
///
/// See `docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html` and
/// `…/nacl-rules.html`.
///
/// @param protocol empty for all protocols
record TrafficMatch(Optional<Protocol> protocol, PortSet ports) {

  /// The ports (ICMP types) that match for a protocol.
  PortSet of(Protocol wanted) {
    return protocol.isEmpty() || protocol.get() == wanted ? ports : PortSet.NONE;
  }

  /// Reads protocol and ports as CloudFormation writes them: a name or a number, and a range that
  /// counts for TCP, UDP and ICMP only. Empty if they cannot be understood, as a range that runs
  /// backwards. A protocol that carries nothing we trace (as ESP, 50) matches no ports.
  static Optional<TrafficMatch> read(Optional<Value> protocol, Fields ports) {
    var name =
        protocol
            .flatMap(v -> v.asText().or(() -> v.asLong().map(String::valueOf)))
            .map(s -> s.strip().toLowerCase(Locale.ROOT));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return switch (name.get()) {
      case "-1", "all" -> Optional.of(new TrafficMatch(Optional.empty(), PortSet.ALL));
      case "tcp", "6" -> range(ports).map(p -> new TrafficMatch(Optional.of(Protocol.TCP), p));
      case "udp", "17" -> range(ports).map(p -> new TrafficMatch(Optional.of(Protocol.UDP), p));
      case "icmp", "1" -> types(ports).map(p -> new TrafficMatch(Optional.of(Protocol.ICMP), p));
      default ->
          name.get().matches("[0-9]{1,3}|[a-z][a-z0-9]*")
              ? Optional.of(new TrafficMatch(Optional.of(Protocol.TCP), PortSet.NONE))
              : Optional.empty();
    };
  }

  private static Optional<PortSet> range(Fields ports) {
    var from = ports.number("FromPort");
    var to = ports.number("ToPort");
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

  /// For ICMP, `FromPort` is the type and `ToPort` the code; −1 means every one. Echo messages have
  /// code 0.
  private static Optional<PortSet> types(Fields ports) {
    long type = ports.number("FromPort").orElse(-1L);
    long code = ports.number("ToPort").orElse(-1L);
    if (type < -1 || type > 255 || code < -1 || code > 255) {
      return Optional.empty();
    }
    if (code > 0) {
      return Optional.of(PortSet.NONE);
    }
    return Optional.of(type == -1 ? PortSet.ALL : PortSet.of((int) type, (int) type));
  }
}
