package dev.diorama.aws.ec2;

import dev.diorama.catalog.Need;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Blocker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The smallest change that takes away one blocker, if there is an obvious one. Whether it really
/// helps is proved afterwards.
record BlockerRepairs(Draft draft, Need need) {
  private static final String EVERYWHERE = "0.0.0.0/0";

  /// Changes the draft; answers what was done, or nothing if it knows no change.
  Optional<Message> repair(Blocker blocker) {
    var at = blocker.at().flatMap(draft.drawing()::resource);
    if (at.isEmpty()) {
      return Optional.empty();
    }
    var resource = at.get();
    var variant = blocker.explanation().key();
    return switch (blocker.code()) {
      case "ENI_SG_RULES_MISMATCH", "SG_HAS_NO_RULES" ->
          openGroup(resource, variant.endsWith(".ingress"));
      case "SUBNET_ACL_RESTRICTION" ->
          openAcl(resource, variant.contains(".reply."), variant.endsWith(".ingress"));
      case "DIORAMA_VPC_DNS_SUPPORT_OFF", "DIORAMA_VPC_DNS_ATTRIBUTES_OFF" -> dns(resource);
      case "DIORAMA_PRIVATE_DNS_OFF" -> flag(resource, "PrivateDnsEnabled", true);
      case "ENI_SOURCE_DEST_CHECK_RESTRICTION" -> flag(resource, "SourceDestCheck", false);
      case "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS" ->
          resource.type().equals(Names.INSTANCE)
              ? flag(resource, "AssociatePublicIpAddress", true)
              : resource.type().equals(Names.NETWORK_INTERFACE)
                  ? flag(resource, "ElasticIp", true)
                  : Optional.empty();
      case "DIORAMA_INSTANCE_IS_NO_NAT" -> text(resource, "Purpose", "nat");
      case "DIORAMA_NAT_GATEWAY_IS_PRIVATE" -> text(resource, "ConnectivityType", "public");
      case "DIORAMA_NAT_GATEWAY_WITHOUT_INTERNET_ROUTE",
          "DIORAMA_NAT_INSTANCE_WITHOUT_INTERNET_ROUTE" ->
          InternetRepairs.leadOut(draft, resource);
      case "NO_ROUTE_TO_DESTINATION" ->
          variant.endsWith(".endpoint")
              ? associate(resource)
              : target().flatMap(t -> new PeerRoutes(draft).lead(resource, source(), t));
      default -> Optional.empty();
    };
  }

  private static Optional<Message> done(boolean changed, String key, Object... names) {
    return changed
        ? Optional.of(Message.of("rule.NoNetworkPath.fix." + key, names))
        : Optional.empty();
  }

  private Optional<Message> flag(Resource resource, String property, boolean value) {
    return done(
        draft.set(resource.id(), property, Value.of(value)),
        "set",
        resource.logicalId(),
        property,
        value);
  }

  private Optional<Message> text(Resource resource, String property, String value) {
    return done(
        draft.set(resource.id(), property, Value.of(value)),
        "set",
        resource.logicalId(),
        property,
        value);
  }

  private Optional<Message> dns(Resource vpc) {
    boolean support = draft.set(vpc.id(), "EnableDnsSupport", Value.of(true));
    boolean hostnames = draft.set(vpc.id(), "EnableDnsHostnames", Value.of(true));
    return done(support || hostnames, "dns", vpc.logicalId());
  }

  private Optional<ResourceId> source() {
    return need.caller() instanceof Need.ResourceCaller r
        ? Optional.of(r.resource())
        : Optional.empty();
  }

  private Optional<ResourceId> target() {
    return need instanceof Need.Packet p && p.destination() instanceof Need.ResourceInterface r
        ? Optional.of(r.resource())
        : Optional.empty();
  }

  private int port() {
    return switch (need) {
      case Need.Call c -> 443;
      case Need.Packet p ->
          switch (p.destination()) {
            case Need.ServiceEndpoint s -> 443;
            case Need.ResourceInterface r -> r.port();
            case Need.InternetHost h -> h.port();
          };
    };
  }

  private Optional<Message> openGroup(Resource group, boolean ingress) {
    if (!group.type().equals(Names.SECURITY_GROUP)) {
      return Optional.empty();
    }
    var peers = peers(ingress ? source() : target(), ingress ? "Source" : "Destination");
    // Nobody is let in from everywhere by a fix; out to everywhere is AWS's own default.
    if (peers.isEmpty()) {
      if (ingress) {
        return Optional.empty();
      }
      peers =
          List.of(
              InternetRepairs.needsV6(need)
                  ? Fields.EMPTY.with("CidrIpv6", "::/0")
                  : Fields.EMPTY.with("CidrIp", EVERYWHERE));
    }
    boolean changed = false;
    for (var peer : peers) {
      var rule =
          Fields.EMPTY.with("IpProtocol", "tcp").with("FromPort", port()).with("ToPort", port());
      for (var e : peer.values().entrySet()) {
        rule = rule.with(e.getKey(), e.getValue());
      }
      changed |=
          draft.append(group.id(), ingress ? "SecurityGroupIngress" : "SecurityGroupEgress", rule);
    }
    return done(
        changed, ingress ? "openIngress" : "openEgress", group.logicalId(), String.valueOf(port()));
  }

  /// The other side as a security group, or as its subnets' blocks.
  private List<Fields> peers(Optional<ResourceId> other, String side) {
    if (other.isEmpty()) {
      return List.of();
    }
    var groups = draft.topology().groupsOf(other.get());
    if (!groups.isEmpty()) {
      return List.of(
          Fields.EMPTY.with(
              side + "SecurityGroupId", References.to(groups.getFirst().logicalId())));
    }
    return draft.topology().subnetsOf(other.get()).stream()
        .flatMap(s -> s.properties().text("CidrBlock").stream())
        .map(cidr -> Fields.EMPTY.with("CidrIp", cidr))
        .toList();
  }

  private Optional<Message> openAcl(Resource acl, boolean reply, boolean ingress) {
    var number = freeNumber(acl, !ingress);
    if (!acl.type().equals(Names.NETWORK_ACL) || number.isEmpty()) {
      return Optional.empty();
    }
    var block =
        target()
            .flatMap(t -> draft.topology().vpcOf(acl))
            .flatMap(vpc -> vpc.properties().text("CidrBlock"))
            .orElse(EVERYWHERE);
    var entry =
        Fields.EMPTY
            .with("RuleNumber", number.getAsInt())
            .with("Egress", Value.of(!ingress))
            .with("Protocol", 6)
            .with("RuleAction", "allow")
            .with("CidrBlock", block)
            .with("FromPort", reply ? 1024 : port())
            .with("ToPort", reply ? 65535 : port());
    return done(
        draft.append(acl.id(), "Entries", entry),
        ingress ? "aclIngress" : "aclEgress",
        acl.logicalId(),
        reply ? "1024–65535" : String.valueOf(port()));
  }

  /// A rule number before all others of the direction, so that no entry denies first.
  private static OptionalInt freeNumber(Resource acl, boolean egress) {
    var numbers = new ArrayList<Long>();
    for (var entry : acl.properties().list("Entries")) {
      if (entry instanceof Fields f && f.flag("Egress") == egress) {
        f.number("RuleNumber").ifPresent(numbers::add);
      }
    }
    long first = numbers.stream().mapToLong(n -> n).min().orElse(101);
    return first > 1 && first <= 32766 ? OptionalInt.of((int) first - 1) : OptionalInt.empty();
  }

  /// Associates the service's gateway endpoint with the route table.
  private Optional<Message> associate(Resource place) {
    if (!place.type().equals(Names.ROUTE_TABLE) || !(need instanceof Need.Call call)) {
      return Optional.empty();
    }
    return draft.topology().vpcOf(place).stream()
        .flatMap(vpc -> draft.topology().in(vpc, Names.VPC_ENDPOINT).stream())
        .filter(e -> e.properties().text("VpcEndpointType").orElse("Gateway").equals("Gateway"))
        .filter(e -> EndpointRepairs.serves(e, call.via().orElse(""), draft.drawing()))
        .findFirst()
        .flatMap(e ->
            done(
                draft.append(e.id(), "RouteTableIds", References.to(place.logicalId())),
                "associate",
                e.logicalId(),
                place.logicalId()));
  }
}
