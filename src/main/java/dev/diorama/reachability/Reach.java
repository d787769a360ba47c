package dev.diorama.reachability;

/// Which TCP connections from one party to another work: exactly those to one of `ports` from one
/// of `clientPorts`.
///
/// @param disposition [Disposition#REACHABLE] if some ports always work, [Disposition#INTERMITTENT]
///   if that depends on the client's port, [Disposition#AMBIGUOUS] if it depends on something that
///   the drawing does not say, as which address of its subnet an interface has
/// @param ports the destination ports whose round trip works
/// @param clientPorts the client's ports to which replies return, of those that clients use
public record Reach(Disposition disposition, PortSet ports, PortSet clientPorts) {
  /// Nothing works.
  public static final Reach NONE = new Reach(Disposition.UNREACHABLE, PortSet.NONE, PortSet.NONE);

  /// It cannot be known.
  static final Reach UNKNOWN = new Reach(Disposition.UNKNOWN, PortSet.NONE, PortSet.NONE);

  static Reach of(PortSet ports, PortSet clientPorts) {
    var usable = clientPorts.intersect(Traffic.EPHEMERAL);
    return ports.isEmpty() || usable.isEmpty()
        ? NONE
        : new Reach(
            usable.equals(Traffic.EPHEMERAL) ? Disposition.REACHABLE : Disposition.INTERMITTENT,
            ports,
            usable);
  }

  /// What holds in both cases; the drawing does not say which is the case.
  Reach or(Reach other) {
    if (equals(other)) {
      return this;
    }
    if (disposition == Disposition.UNKNOWN || other.disposition == Disposition.UNKNOWN) {
      return UNKNOWN;
    }
    return new Reach(
        Disposition.AMBIGUOUS,
        ports.intersect(other.ports),
        clientPorts.intersect(other.clientPorts));
  }

  /// What holds with either of two interfaces, of which one after the other is used.
  Reach and(Reach other) {
    var both = or(other);
    return both.disposition == Disposition.AMBIGUOUS
        ? new Reach(Disposition.INTERMITTENT, both.ports, both.clientPorts)
        : both;
  }

  /// What holds if both ways are open to the client, as over IPv4 and over IPv6. Where they work
  /// for different client ports, the answer is that for the better one.
  Reach either(Reach other) {
    if (!works() || !other.works()) {
      boolean first = works() || (!other.works() && disposition.compareTo(other.disposition) >= 0);
      return first ? this : other;
    }
    if (clientPorts.equals(other.clientPorts)) {
      return of(ports.union(other.ports), clientPorts);
    }
    return disposition.compareTo(other.disposition) <= 0 ? this : other;
  }

  /// Whether any connection works, at least sometimes.
  public boolean works() {
    return disposition == Disposition.REACHABLE || disposition == Disposition.INTERMITTENT;
  }
}
