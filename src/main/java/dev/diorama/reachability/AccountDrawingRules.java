package dev.diorama.reachability;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The properties of a drawing's route tables, network ACLs, security groups and prefix lists.
///
/// @param reference a reference to the thing with this id, if it is drawn
record AccountDrawingRules(AccountFiles files, Function<String, Optional<Value>> reference) {

  Fields routeTable(Fields item) {
    var routes = new ArrayList<Value>();
    for (var route : AccountFiles.fields(item, "Routes")) {
      route(route).ifPresent(routes::add);
    }
    boolean main = AccountFiles.fields(item, "Associations").stream().anyMatch(a -> a.flag("Main"));
    return Fields.EMPTY.with("Main", Value.of(main)).with("Routes", new Items(routes));
  }

  /// A route other than the local one; gateway endpoints bring theirs themselves.
  private Optional<Value> route(Fields route) {
    var gateway = route.text("GatewayId").orElse("");
    if (gateway.equals("local") || gateway.startsWith("vpce-")) {
      return Optional.empty();
    }
    var result = Fields.EMPTY;
    for (var name : List.of("DestinationCidrBlock", "DestinationIpv6CidrBlock")) {
      var text = route.text(name);
      result = text.isPresent() ? result.with(name, text.get()) : result;
    }
    var list = route.text("DestinationPrefixListId").flatMap(reference);
    result = list.isPresent() ? result.with("DestinationPrefixListId", list.get()) : result;
    for (var name :
        List.of(
            "NatGatewayId",
            "VpcPeeringConnectionId",
            "EgressOnlyInternetGatewayId",
            "NetworkInterfaceId",
            "GatewayId",
            "TransitGatewayId")) {
      var id = route.text(name);
      if (id.isPresent()) {
        // What is not drawn stays in the route as it was.
        return Optional.of(result.with(name, reference.apply(id.get()).orElse(Value.of(id.get()))));
      }
    }
    return Optional.empty();
  }

  Fields acl(Fields item) {
    var entries = new ArrayList<Value>();
    for (var entry : AccountFiles.fields(item, "Entries")) {
      long number = entry.number("RuleNumber").orElse(0L);
      if (number < 1 || number > 32766) {
        continue;
      }
      long protocol = TrafficMatch.protocol(entry.get("Protocol")).orElse(-1);
      boolean icmp = protocol == Traffic.ICMP || protocol == Traffic.ICMP_V6;
      var range = entry.fields(icmp ? "IcmpTypeCode" : "PortRange");
      var result =
          Fields.EMPTY
              .with("RuleNumber", number)
              .with("Egress", Value.of(entry.flag("Egress")))
              .with("Protocol", protocol)
              .with("RuleAction", entry.text("RuleAction").orElse("deny"));
      for (var name : List.of("CidrBlock", "Ipv6CidrBlock")) {
        var text = entry.text(name);
        result = text.isPresent() ? result.with(name, text.get()) : result;
      }
      if (protocol != -1) {
        result =
            result
                .with("FromPort", range.number(icmp ? "Type" : "From").orElse(-1L))
                .with("ToPort", range.number(icmp ? "Code" : "To").orElse(-1L));
      }
      entries.add(result);
    }
    return Fields.EMPTY.with("Entries", new Items(entries));
  }

  Fields group(Fields item) {
    return Fields.EMPTY
        .with(
            "GroupDescription",
            item.text("Description").filter(t -> !t.isEmpty()).orElse("imported"))
        .with("SecurityGroupIngress", rules(item, "IpPermissions", "Source"))
        .with("SecurityGroupEgress", rules(item, "IpPermissionsEgress", "Destination"));
  }

  private Items rules(Fields item, String name, String side) {
    var rules = new ArrayList<Value>();
    for (var permission : AccountFiles.fields(item, name)) {
      var traffic = Fields.EMPTY.with("IpProtocol", permission.text("IpProtocol").orElse("-1"));
      var from = permission.number("FromPort");
      var to = permission.number("ToPort");
      if (from.isPresent() && to.isPresent()) {
        traffic = traffic.with("FromPort", from.get()).with("ToPort", to.get());
      }
      for (var range : AccountFiles.fields(permission, "IpRanges")) {
        rules.add(traffic.with("CidrIp", range.text("CidrIp").orElse("")));
      }
      for (var range : AccountFiles.fields(permission, "Ipv6Ranges")) {
        rules.add(traffic.with("CidrIpv6", range.text("CidrIpv6").orElse("")));
      }
      for (var pair : AccountFiles.fields(permission, "UserIdGroupPairs")) {
        var group = pair.text("GroupId").flatMap(reference);
        if (group.isPresent()) {
          rules.add(traffic.with(side + "SecurityGroupId", group.get()));
        }
      }
      for (var list : AccountFiles.fields(permission, "PrefixListIds")) {
        var known = list.text("PrefixListId").flatMap(reference);
        if (known.isPresent()) {
          rules.add(traffic.with(side + "PrefixListId", known.get()));
        }
      }
    }
    return new Items(rules);
  }

  static Fields prefixList(PrefixList list) {
    return Fields.EMPTY
        .with("PrefixListName", list.name())
        .with(
            "Entries",
            new Items(
                list.blocks().stream()
                    .<Value>map(c -> Fields.EMPTY.with("Cidr", c.toString()))
                    .toList()));
  }

  Fields natGateway(Fields item) {
    var properties =
        Fields.EMPTY.with("ConnectivityType", item.text("ConnectivityType").orElse("public"));
    return item.text("AvailabilityMode").equals(Optional.of("regional"))
        ? properties.with("AvailabilityMode", "regional")
        : properties;
  }

  Fields endpoint(Fields item) {
    boolean gateway = item.text("VpcEndpointType").orElse("Gateway").equals("Gateway");
    var properties =
        Fields.EMPTY
            .with("VpcEndpointType", gateway ? "Gateway" : "Interface")
            .with("ServiceName", item.text("ServiceName").orElse(""));
    return gateway
        ? properties.with("RouteTableIds", references(item.texts("RouteTableIds")))
        : properties
            .with("SubnetIds", references(item.texts("SubnetIds")))
            .with("SecurityGroupIds", groups(item))
            .with("PrivateDnsEnabled", Value.of(item.flag("PrivateDnsEnabled")));
  }

  /// An interface, or the instance that it stands for.
  Fields networkInterface(Fields item, boolean isInstance, boolean isPublic) {
    boolean check = item.get("SourceDestCheck").map(v -> !v.equals(Value.of(false))).orElse(true);
    var properties =
        Fields.EMPTY
            .with(isInstance ? "SecurityGroupIds" : "GroupSet", groups(item))
            .with(isInstance ? "AssociatePublicIpAddress" : "ElasticIp", Value.of(isPublic))
            .with("SourceDestCheck", Value.of(check));
    properties = isInstance && !check ? properties.with("Purpose", "nat") : properties;
    var type = item.text("InterfaceType").filter(t -> !isInstance && !t.equals("interface"));
    properties = type.isPresent() ? properties.with("InterfaceType", type.get()) : properties;
    var address = item.text("PrivateIpAddress");
    properties =
        address.isPresent() ? properties.with("PrivateIpAddress", address.get()) : properties;
    var v6 =
        AccountFiles.fields(item, "Ipv6Addresses").stream()
            .flatMap(a -> a.text("Ipv6Address").stream())
            .<Value>map(a -> Fields.EMPTY.with("Ipv6Address", a))
            .toList();
    return v6.isEmpty() ? properties : properties.with("Ipv6Addresses", new Items(v6));
  }

  private Items groups(Fields item) {
    return references(
        AccountFiles.fields(item, "Groups").stream()
            .flatMap(g -> g.text("GroupId").stream())
            .toList());
  }

  private Items references(List<String> ids) {
    return new Items(ids.stream().flatMap(id -> reference.apply(id).stream()).toList());
  }
}
