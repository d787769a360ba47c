package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.model.ResourceId;
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
  private final Traffic traffic;
  private final List<Hop> forward = new ArrayList<>();
  private final List<Hop> reply = new ArrayList<>();
  private final Set<Blocker> blockers = new LinkedHashSet<>();
  private final Deque<Runnable> returning = new ArrayDeque<>();
  private boolean arriving = true;
  private boolean returned = true;
  private boolean replying;
  private boolean unknown;
  private boolean doubtful;
  private boolean partly;
  private boolean closed;
  private boolean preserved = true;
  private int translations;
  private PortSet open;
  private PortSet replies;
  private PortSet earlier = PortSet.ALL;
  private Optional<ResourceId> lastReplyAcl = Optional.empty();
  private Optional<ResourceId> leaving = Optional.empty();

  Walk(Traffic traffic) {
    this.traffic = traffic;
    this.open = PortSet.ALL;
    this.replies = traffic.replyPorts();
  }

  Traffic packet() {
    return traffic;
  }

  /// What is asked for, as `TCP 443`.
  String traffic() {
    return traffic.toString();
  }

  /// Whether a server on this TCP port would answer; echo requests are answered by every host.
  boolean asksFor(int served) {
    return traffic.isIcmp() || (traffic.protocol() == Traffic.TCP && traffic.port() == served);
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
    closed = true;
    stop(blocker);
  }

  /// Stops the packets whose ports are asked for.
  private void stop(Blocker blocker) {
    if (replying) {
      returned = false;
    } else {
      arriving = false;
    }
    blockers.add(blocker);
  }

  /// May or may not stop packets.
  void doubt(Blocker blocker) {
    unknown = true;
    doubtful |= !replying;
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
  void groups(Nic nic, Direction direction, Ip peer, Set<String> peerGroups, String peerName) {
    if (!nic.filtered()) {
      return;
    }
    var allowed = PortSet.NONE;
    var perhaps = PortSet.NONE;
    boolean any = false;
    for (var group : nic.groups()) {
      allowed = allowed.union(group.allowed(direction, traffic, peer, peerGroups));
      perhaps = perhaps.union(group.perhaps(direction, traffic));
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
    open = open.intersect(allowed);
    if (allowed.contains(traffic.port())) {
      step(
          hop(
              Hop.Kind.SECURITY_GROUP,
              nic.groupPlace(),
              "group." + side,
              nic.groupNames(),
              traffic(),
              peerName));
    } else if (perhaps.contains(traffic.port())) {
      doubt(
          Reasons.blocker(
              "DIORAMA_RULE_NOT_MODELLED",
              nic.groupPlace(),
              Pages.SECURITY_GROUP_RULES,
              nic.groupNames()));
    } else {
      stop(
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
  void acl(Subnet subnet, Direction direction, Ip peer, String peerName) {
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
    var allowed = acl.allowed(direction, traffic, peer);
    open = open.intersect(allowed);
    if (allowed.contains(traffic.port())) {
      step(
          hop(
              Hop.Kind.NETWORK_ACL,
              Optional.of(acl.id()),
              "acl." + side,
              acl.name(),
              subnet.name(),
              traffic()));
    } else {
      stop(
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
  private void replyAcl(Subnet subnet, Direction direction, Ip peer, String peerName) {
    if (subnet.acl().isEmpty()) {
      return;
    }
    var acl = subnet.acl().get();
    if (acl.unreadable()) {
      doubtful(acl);
    }
    lastReplyAcl = Optional.of(acl.id());
    var wanted = wanted();
    var open = acl.allowed(direction, traffic, peer).intersect(wanted);
    replies = replies.intersect(open);
    var side = direction == Direction.EGRESS ? "egress" : "ingress";
    if (open.isEmpty()) {
      stop(
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
      preserved &= open.containsAll(traffic.replyPorts());
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
    return traffic.name() + " " + wanted();
  }

  /// The ports to which a reply goes on its present leg: the client's, or a NAT device's.
  private PortSet wanted() {
    return translations > 0 ? traffic.natPorts() : traffic.replyPorts();
  }

  /// The request passes a NAT device, which sends it on from a port of its own.
  void translated() {
    translations++;
  }

  /// The reply passes a NAT device, which sends it on to another port: the ports that were left so
  /// far are one leg, and the next one begins with all.
  void nextLeg() {
    closeLeg();
    earlier = earlier.intersect(replies);
    translations--;
    replies = wanted();
  }

  private void closeLeg() {
    if (replies.isEmpty() && arriving && returned) {
      stop(
          Reasons.variant(
              "SUBNET_ACL_RESTRICTION", "together", lastReplyAcl, Pages.EPHEMERAL_PORTS));
    }
  }

  /// The way that was walked.
  Way finish(Optional<ResourceId> endpoint) {
    replying = true;
    replies = wanted();
    returning.forEach(Runnable::run);
    closeLeg();
    boolean blocked = !arriving || !returned;
    var status =
        blocked
            ? Status.BLOCKED
            : unknown ? Status.UNKNOWN : partly ? Status.SOMETIMES : Status.WORKS;
    return new Way(
        status,
        List.of(new Path(forward, blocked ? List.of() : reply, List.copyOf(blockers))),
        endpoint);
  }

  /// Whether the request arrives or leaves; certain only without doubts.
  boolean arrives() {
    return arriving;
  }

  /// Whether the request arrives or leaves for sure, whatever becomes of the reply.
  boolean arrivesForSure() {
    return arriving && !doubtful;
  }

  /// The request goes out to the internet as one of this interface's or NAT gateway's addresses.
  void leavesAs(ResourceId sender) {
    leaving = Optional.of(sender);
  }

  /// Whose address the request had when it went out to the internet, if it did.
  Optional<ResourceId> leaving() {
    return leaving;
  }

  /// Whether the reply returns. Where a NAT device translates and only a part of its ports is open,
  /// the answer is that for the client's own port.
  boolean returns() {
    return arriving && returned && preserved;
  }

  /// Whether something on the way is not modelled.
  boolean isUnknown() {
    return unknown;
  }

  /// The destination ports with which requests arrive, whatever was asked for; none if something
  /// else than a filter of ports is in the way.
  PortSet openPorts() {
    return closed ? PortSet.NONE : open;
  }

  /// The client's ports to which replies return. NAT devices are taken to send from the client's
  /// own port where they can.
  PortSet returnPorts() {
    return replies.intersect(earlier);
  }
}
