package dev.diorama.aws.ec2;

import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// Leads subnets out to the internet.
final class InternetRepairs {
  private InternetRepairs() {}

  /// Routes the caller's subnets to a NAT gateway; adds what is missing for it: the gateway, a
  /// public subnet, an internet gateway.
  static Optional<Message> throughNat(Draft draft, ResourceId caller) {
    var subnets = draft.topology().subnetsOf(caller);
    var vpc = subnets.stream().findFirst().flatMap(s -> draft.topology().vpcOf(s));
    if (vpc.isEmpty()) {
      return Optional.empty();
    }
    var existing =
        draft.topology().in(vpc.get(), Names.NAT_GATEWAY).stream()
            .filter(n ->
                draft
                    .drawing()
                    .enclosing(n, Names.SUBNET)
                    .filter(draft.topology()::isPublic)
                    .isPresent())
            .findFirst();
    var gateway = existing.or(() -> addNat(draft, vpc.get(), subnets.getFirst(), caller));
    if (gateway.isEmpty()) {
      return Optional.empty();
    }
    for (var subnet : subnets) {
      draft.defaultRoute(subnet, "NatGatewayId", gateway.get());
    }
    return Optional.of(
        existing.isPresent()
            ? Message.of("rule.NoNetworkPath.fix.routeToNat", gateway.get().logicalId())
            : Message.of("rule.NoNetworkPath.fix.addNat"));
  }

  /// Whether a need is for a host that has an IPv6 address only.
  static boolean needsV6(Need need) {
    return need instanceof Need.Packet p
        && p.destination() instanceof Need.InternetHost h
        && h.host().contains(":");
  }

  /// Routes the caller's subnets to an egress-only internet gateway for IPv6, which is added if
  /// none is drawn.
  static Optional<Message> throughEgressOnly(Draft draft, ResourceId caller) {
    var subnets = draft.topology().subnetsOf(caller);
    var vpc = subnets.stream().findFirst().flatMap(s -> draft.topology().vpcOf(s));
    if (vpc.isEmpty()) {
      return Optional.empty();
    }
    var gateway =
        draft.topology().in(vpc.get(), Names.EGRESS_ONLY_GATEWAY).stream()
            .findFirst()
            .orElseGet(() ->
                draft.add(
                    Names.EGRESS_ONLY_GATEWAY,
                    "EgressOnlyInternetGateway",
                    vpc.map(Resource::id),
                    Fields.EMPTY));
    var route =
        Fields.EMPTY
            .with("DestinationIpv6CidrBlock", "::/0")
            .with("EgressOnlyInternetGatewayId", References.to(gateway.logicalId()));
    for (var subnet : subnets) {
      var table =
          draft
              .topology()
              .tableOf(subnet)
              .orElseGet(() -> draft.ownTable(subnet, Optional.empty(), Value.Items.EMPTY));
      draft.append(table.id(), "Routes", route);
    }
    return Optional.of(Message.of("rule.NoNetworkPath.fix.egressOnly", gateway.logicalId()));
  }

  private static Optional<Resource> addNat(
      Draft draft, Resource vpc, Resource callerSubnet, ResourceId caller) {
    var callers = draft.topology().subnetsOf(caller);
    var subnet =
        draft.topology().in(vpc, Names.SUBNET).stream()
            .filter(s -> !callers.contains(s))
            .filter(draft.topology()::isPublic)
            .findFirst()
            .or(() -> addPublicSubnet(draft, vpc, callerSubnet));
    return subnet.map(
        s -> draft.add(Names.NAT_GATEWAY, "NatGateway", Optional.of(s.id()), Fields.EMPTY));
  }

  private static Optional<Resource> addPublicSubnet(Draft draft, Resource vpc, Resource beside) {
    var block = FreeBlocks.in(draft.topology(), vpc, 24);
    if (block.isEmpty()) {
      return Optional.empty();
    }
    var gateway = internetGateway(draft, vpc);
    var table =
        draft.add(
            Names.ROUTE_TABLE,
            "PublicRoutes",
            Optional.of(vpc.id()),
            Fields.EMPTY.with("Routes", Value.list(internetRoute(gateway))));
    return Optional.of(
        draft.add(
            Names.SUBNET,
            "PublicSubnet",
            // In the same Availability Zone, so that no traffic between zones is paid for.
            beside.container(),
            Fields.EMPTY
                .with("CidrBlock", block.get())
                .with("MapPublicIpOnLaunch", Value.of(true))
                .with("RouteTableId", References.to(table.logicalId()))));
  }

  private static Fields internetRoute(Resource gateway) {
    return Fields.EMPTY
        .with("DestinationCidrBlock", "0.0.0.0/0")
        .with("GatewayId", References.to(gateway.logicalId()));
  }

  private static Resource internetGateway(Draft draft, Resource vpc) {
    return draft.topology().in(vpc, Names.INTERNET_GATEWAY).stream()
        .findFirst()
        .orElseGet(() ->
            draft.add(
                Names.INTERNET_GATEWAY, "InternetGateway", Optional.of(vpc.id()), Fields.EMPTY));
  }

  /// Makes the subnet of a NAT device public.
  static Optional<Message> leadOut(Draft draft, Resource device) {
    var subnet = draft.drawing().enclosing(device, Names.SUBNET);
    var vpc = subnet.flatMap(draft.topology()::vpcOf);
    if (vpc.isEmpty()) {
      return Optional.empty();
    }
    var gateway = internetGateway(draft, vpc.get());
    draft.defaultRoute(subnet.get(), "GatewayId", gateway);
    return Optional.of(
        Message.of(
            "rule.NatGatewayWithoutInternetRoute.fix.route",
            subnet.get().logicalId(),
            gateway.logicalId()));
  }

  /// Moves a NAT gateway into a subnet that is public already.
  static Optional<Message> move(Draft draft, Resource gateway) {
    return draft.topology().vpcOf(gateway).stream()
        .flatMap(vpc -> draft.topology().in(vpc, Names.SUBNET).stream())
        .filter(draft.topology()::isPublic)
        .findFirst()
        .map(s -> {
          draft.apply(new Edit.SetContainer(gateway.id(), Optional.of(s.id())));
          return Message.of(
              "rule.NatGatewayWithoutInternetRoute.fix.move", gateway.logicalId(), s.logicalId());
        });
  }
}
