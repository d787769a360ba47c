package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Flow.Protocol;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Subnet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One packet's walk and its reply's: collects hops as far as they go and blockers to the end.
final class Walk {
  /// The ports from which clients open connections. Lambda functions, NAT gateways and elastic load
  /// balancers use all of them, other clients a part that depends on their operating system
  /// (`docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports`).
  static final PortSet EPHEMERAL = PortSet.of(1024, 65535);

  private static final int ECHO_REQUEST = 8;
  private static final int ECHO_REPLY = 0;

  private final Protocol protocol;
  private final int port;
  private final List<Hop> forward = new ArrayList<>();
  private final List<Hop> reply = new ArrayList<>();
  private final Set<Blocker> blockers = new LinkedHashSet<>();
  private final Deque<Runnable> returning = new ArrayDeque<>();
  private boolean certain;
  private boolean unknown;
  private boolean partly;
  private PortSet replies;
  private Optional<ResourceId> lastReplyAcl = Optional.empty();

  Walk(Flow flow) {
    this.protocol = flow.protocol();
    this.port = protocol == Protocol.ICMP ? ECHO_REQUEST : flow.port();
    this.replies = replyPorts();
  }

  private PortSet replyPorts() {
    return protocol == Protocol.ICMP ? PortSet.of(ECHO_REPLY, ECHO_REPLY) : EPHEMERAL;
  }

  /// What is asked for, as `TCP 443`.
  String traffic() {
    return protocol == Protocol.ICMP ? "ICMP" : protocol + " " + port;
  }

  /// Whether a server on this TCP port would answer; echo requests are answered by every host.
  boolean asksFor(int served) {
    return protocol == Protocol.ICMP || (protocol == Protocol.TCP && port == served);
  }

  Protocol protocol() {
    return protocol;
  }

  void step(Hop hop) {
    if (blockers.isEmpty()) {
      forward.add(hop);
    }
  }

  void back(Hop hop) {
    reply.add(hop);
  }

  /// What the reply meets on its way back; the last one said is met first.
  void onReply(Runnable meeting) {
    returning.push(meeting);
  }

  /// Stops every packet.
  void block(Blocker blocker) {
    certain = true;
    blockers.add(blocker);
  }

  /// May or may not stop packets.
  void doubt(Blocker blocker) {
    unknown = true;
    blockers.add(blocker);
  }

  /// Adds the blockers of subnets that cannot exist; answers whether there were any.
  boolean impossible(Subnet subnet) {
    subnet.problems().forEach(this::block);
    return !subnet.problems().isEmpty();
  }

  /// Passes an interface's security groups with the request; they let the reply pass because they
  /// are stateful
  /// (`docs.aws.amazon.com/vpc/latest/userguide/security-group-connection-tracking.html`).
  void groups(Nic nic, Direction direction, long peer, Set<String> peerGroups, String peerName) {
    var allowed = PortSet.NONE;
    var perhaps = PortSet.NONE;
    boolean any = false;
    for (var group : nic.groups()) {
      allowed = allowed.union(group.allowed(direction, protocol, peer, peerGroups));
      perhaps = perhaps.union(group.perhaps(direction, protocol));
      any |= group.hasRules(direction);
    }
    var side = direction == Direction.EGRESS ? "egress" : "ingress";
    for (var group : nic.groups()) {
      if (!group.vpc().equals(nic.subnet().vpc().map(Network.Vpc::id))) {
        block(
            Reasons.blocker(
                "DIORAMA_SECURITY_GROUP_IN_OTHER_VPC",
                group.id(),
                Pages.SECURITY_GROUP_RULES,
                group.name(),
                nic.name(),
                nic.subnet().name()));
      }
    }
    if (allowed.contains(port)) {
      step(
          hop(
              Hop.Kind.SECURITY_GROUP,
              nic.groupPlace(),
              "group." + side,
              nic.groupNames(),
              traffic(),
              peerName));
    } else if (perhaps.contains(port)) {
      doubt(
          Reasons.blocker(
              "DIORAMA_RULE_NOT_MODELLED",
              nic.groupPlace(),
              Pages.SECURITY_GROUP_RULES,
              nic.groupNames()));
    } else {
      block(
          any
              ? Reasons.variant(
                  "ENI_SG_RULES_MISMATCH",
                  side,
                  nic.groupPlace(),
                  Pages.SECURITY_GROUP_RULES,
                  nic.groupNames(),
                  traffic(),
                  peerName,
                  nic.name())
              : Reasons.variant(
                  "SG_HAS_NO_RULES",
                  side,
                  nic.groupPlace(),
                  Pages.SECURITY_GROUP_RULES,
                  nic.groupNames(),
                  nic.name()));
    }
  }

  /// Passes a subnet's network ACL with the request, and on the way back with the reply.
  void acl(Subnet subnet, Direction direction, long peer, String peerName) {
    var side = direction == Direction.EGRESS ? "egress" : "ingress";
    var opposite = direction == Direction.EGRESS ? Direction.INGRESS : Direction.EGRESS;
    onReply(() -> replyAcl(subnet, opposite, peer, peerName));
    if (subnet.acl().isEmpty()) {
      return;
    }
    var acl = subnet.acl().get();
    if (acl.unreadable()) {
      doubtful(acl);
    }
    if (acl.allowed(direction, protocol, peer).contains(port)) {
      step(
          hop(
              Hop.Kind.NETWORK_ACL,
              Optional.of(acl.id()),
              "acl." + side,
              acl.name(),
              subnet.name(),
              traffic()));
    } else {
      block(
          Reasons.variant(
              "SUBNET_ACL_RESTRICTION",
              side,
              Optional.of(acl.id()),
              Pages.NETWORK_ACL,
              acl.name(),
              traffic(),
              subnet.name(),
              peerName));
    }
  }

  private void doubtful(NetworkAcl acl) {
    doubt(
        Reasons.blocker(
            "DIORAMA_ACL_ENTRY_NOT_UNDERSTOOD",
            Optional.of(acl.id()),
            Pages.NETWORK_ACL,
            acl.name()));
  }

  /// Passes a subnet's network ACL with the reply, whose destination is the client's port.
  private void replyAcl(Subnet subnet, Direction direction, long peer, String peerName) {
    if (subnet.acl().isEmpty()) {
      return;
    }
    var acl = subnet.acl().get();
    if (acl.unreadable()) {
      doubtful(acl);
    }
    lastReplyAcl = Optional.of(acl.id());
    var wanted = replyPorts();
    var open = acl.allowed(direction, protocol, peer).intersect(wanted);
    replies = replies.intersect(open);
    var side = direction == Direction.EGRESS ? "egress" : "ingress";
    if (open.isEmpty()) {
      block(
          Reasons.variant(
              "SUBNET_ACL_RESTRICTION",
              "reply." + side,
              Optional.of(acl.id()),
              Pages.EPHEMERAL_PORTS,
              acl.name(),
              subnet.name(),
              wantedText(),
              peerName));
    } else if (!open.containsAll(wanted)) {
      partly = true;
      blockers.add(
          Reasons.variant(
              "SUBNET_ACL_RESTRICTION",
              "reply.partly." + side,
              Optional.of(acl.id()),
              Pages.EPHEMERAL_PORTS,
              acl.name(),
              subnet.name(),
              wantedText(),
              open,
              peerName));
    } else {
      back(
          hop(
              Hop.Kind.NETWORK_ACL,
              Optional.of(acl.id()),
              "acl.reply." + side,
              acl.name(),
              subnet.name()));
    }
  }

  private String wantedText() {
    return protocol == Protocol.ICMP ? "ICMP 0" : protocol + " " + replyPorts();
  }

  /// The reply passes a NAT device, which sends it on to another port: the ports that were left so
  /// far are one leg, and the next one begins with all.
  void nextLeg() {
    closeLeg();
    replies = replyPorts();
  }

  private void closeLeg() {
    if (replies.isEmpty() && !certain) {
      block(
          Reasons.variant(
              "SUBNET_ACL_RESTRICTION", "together", lastReplyAcl, Pages.EPHEMERAL_PORTS));
    }
  }

  /// The way that was walked.
  Way finish(Optional<ResourceId> endpoint) {
    returning.forEach(Runnable::run);
    closeLeg();
    var status =
        certain
            ? Status.BLOCKED
            : unknown ? Status.UNKNOWN : partly ? Status.SOMETIMES : Status.WORKS;
    return new Way(
        status,
        List.of(new Path(forward, certain ? List.of() : reply, List.copyOf(blockers))),
        endpoint);
  }
}
