package dev.diorama.reachability;

import static dev.diorama.reachability.Ec2Types.EGRESS_ONLY_GATEWAY;
import static dev.diorama.reachability.Ec2Types.INTERNET_GATEWAY;
import static dev.diorama.reachability.Ec2Types.NAT_GATEWAY;
import static dev.diorama.reachability.Ec2Types.NETWORK_ACL;
import static dev.diorama.reachability.Ec2Types.NETWORK_INTERFACE;
import static dev.diorama.reachability.Ec2Types.PEERING;
import static dev.diorama.reachability.Ec2Types.PREFIX_LIST;
import static dev.diorama.reachability.Ec2Types.ROUTE_TABLE;
import static dev.diorama.reachability.Ec2Types.SECURITY_GROUP;
import static dev.diorama.reachability.Ec2Types.SUBNET;
import static dev.diorama.reachability.Ec2Types.VPC;
import static dev.diorama.reachability.Ec2Types.VPC_ENDPOINT;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Environment;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Draws an account's networks: each thing that `aws ec2 describe-…` printed as the resource that
/// it is, in the container in which it stands. Interfaces of an instance become the instance, those
/// that belong to a NAT gateway or endpoint are part of it. What no drawing can say is left out.
final class AccountDrawing {
  private final AccountFiles files;
  private final Network network;
  private final LogicalNames names = new LogicalNames();
  private final LinkedHashMap<ResourceId, Resource> resources = new LinkedHashMap<>();

  private AccountDrawing(AccountFiles files) {
    this.files = files;
    this.network = AccountReader.read(files).network();
  }

  /// The drawing of these files.
  static Architecture of(AccountFiles files) {
    return new AccountDrawing(files).draw();
  }

  private Architecture draw() {
    name();
    nameInferred();
    vpcs();
    attached("InternetGateways", "InternetGatewayId", INTERNET_GATEWAY);
    // Some snapshots have no file of these; the routes that name them say enough.
    network
        .egressOnlyGateways()
        .forEach((id, gateway) ->
            add(
                Fields.EMPTY.with("id", id.value()),
                "id",
                EGRESS_ONLY_GATEWAY,
                gateway.vpc().map(ResourceId::value),
                Fields.EMPTY));
    subnets();
    var rules = new AccountDrawingRules(files, this::reference);
    natGateways(rules);
    endpoints(rules);
    interfaces(rules);
    for (var item : files.items("RouteTables")) {
      add(item, "RouteTableId", ROUTE_TABLE, item.text("VpcId"), rules.routeTable(item));
    }
    for (var item : files.items("NetworkAcls")) {
      if (!isOrdinary(item)) {
        add(item, "NetworkAclId", NETWORK_ACL, item.text("VpcId"), rules.acl(item));
      }
    }
    for (var item : files.items("SecurityGroups")) {
      add(item, "GroupId", SECURITY_GROUP, item.text("VpcId"), rules.group(item));
    }
    network
        .prefixLists()
        .forEach((id, list) ->
            add(
                Fields.EMPTY.with("id", id),
                "id",
                PREFIX_LIST,
                Optional.empty(),
                AccountDrawingRules.prefixList(list)));
    network
        .peerings()
        .forEach((id, peering) -> {
          var properties = Fields.EMPTY;
          var sides = peering.vpcs().iterator();
          for (var side : List.of("VpcId", "PeerVpcId")) {
            var vpc = sides.hasNext() ? reference(sides.next().value()) : Optional.<Value>empty();
            properties = vpc.isPresent() ? properties.with(side, vpc.get()) : properties;
          }
          add(Fields.EMPTY.with("id", id.value()), "id", PEERING, Optional.empty(), properties);
        });
    return new Architecture(
        environment(), resources, new LinkedHashMap<ConnectionId, Connection>());
  }

  /// Whether this is a default ACL as AWS makes it, which allows everything
  /// (`docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html`); a drawing has it
  /// without saying so.
  private static boolean isOrdinary(Fields acl) {
    var entries =
        AccountFiles.fields(acl, "Entries").stream()
            .filter(e -> e.number("RuleNumber").orElse(0L) < 32767)
            .toList();
    return acl.flag("IsDefault")
        && entries.stream().anyMatch(e -> e.flag("Egress") && isAllOfV4(e))
        && entries.stream().anyMatch(e -> !e.flag("Egress") && isAllOfV4(e))
        && entries.stream()
            .allMatch(e ->
                e.text("RuleAction").equals(Optional.of("allow"))
                    && TrafficMatch.protocol(e.get("Protocol")).equals(Optional.of(-1))
                    && (isAllOfV4(e) || e.text("Ipv6CidrBlock").equals(Optional.of("::/0"))));
  }

  private static boolean isAllOfV4(Fields entry) {
    return entry.text("CidrBlock").equals(Optional.of("0.0.0.0/0"));
  }

  /// The subnet's ACL, its VPC's default one included, if it must be drawn.
  private Optional<String> acl(Fields subnet) {
    var own =
        associated("NetworkAcls", "NetworkAclId", subnet.text("SubnetId").orElse(""))
            .or(() ->
                files.items("NetworkAcls").stream()
                    .filter(
                        i -> i.flag("IsDefault") && i.text("VpcId").equals(subnet.text("VpcId")))
                    .flatMap(i -> i.text("NetworkAclId").stream())
                    .findFirst());
    return own.filter(a ->
        files.items("NetworkAcls").stream()
            .filter(i -> i.text("NetworkAclId").equals(Optional.of(a)))
            .noneMatch(AccountDrawing::isOrdinary));
  }

  private Environment environment() {
    var zone =
        files.items("Subnets").stream()
            .flatMap(s -> s.text("AvailabilityZone").stream())
            .filter(z -> z.matches("[a-z]{2}(-[a-z]+)+-[0-9][a-z]"))
            .findFirst();
    var owner =
        files.items("Vpcs").stream()
            .flatMap(v -> v.text("OwnerId").stream())
            .filter(o -> o.matches("[0-9]{12}"))
            .findFirst();
    return new Environment(
        Environment.DEFAULT.partition(),
        owner.orElse(Environment.DEFAULT.accountId()),
        zone.map(z -> z.substring(0, z.length() - 1)).orElse(Environment.DEFAULT.region()));
  }

  /// Gives everything that can be referred to its logical id before anything refers to it.
  private void name() {
    for (var file :
        List.of(
            "Vpcs VpcId",
            "InternetGateways InternetGatewayId",
            "Subnets SubnetId",
            "NatGateways NatGatewayId",
            "VpcEndpoints VpcEndpointId",
            "NetworkInterfaces NetworkInterfaceId",
            "RouteTables RouteTableId",
            "NetworkAcls NetworkAclId",
            "SecurityGroups GroupId",
            "PrefixLists PrefixListId",
            "ManagedPrefixLists PrefixListId")) {
      var parts = file.split(" ", 2);
      for (var item : files.items(parts[0])) {
        item.text(parts[1]).filter(t -> !t.isBlank()).ifPresent(id -> names.give(id, item));
      }
    }
  }

  /// Names what only routes mention.
  private void nameInferred() {
    network.egressOnlyGateways().keySet().forEach(id -> names.give(id.value(), Fields.EMPTY));
    network.peerings().keySet().forEach(id -> names.give(id.value(), Fields.EMPTY));
    network.prefixLists().keySet().forEach(id -> names.give(id, Fields.EMPTY));
    network.interfaces().keySet().forEach(id -> names.give(id.value(), Fields.EMPTY));
  }

  private Optional<Value> reference(String id) {
    return names.of(id).map(References::to);
  }

  private void add(
      Fields item,
      String idName,
      ResourceTypeName type,
      Optional<String> container,
      Fields properties) {
    item.text(idName)
        .filter(i -> names.of(i).isPresent())
        .ifPresent(id ->
            resources.putIfAbsent(
                new ResourceId(id),
                new Resource(
                    new ResourceId(id),
                    type,
                    names.of(id).orElse(id),
                    container
                        .filter(c -> !c.isBlank())
                        .map(ResourceId::new)
                        .filter(resources::containsKey),
                    properties)));
  }

  private void vpcs() {
    for (var item : files.items("Vpcs")) {
      var properties =
          Fields.EMPTY
              .with("CidrBlock", item.text("CidrBlock").orElse(""))
              .with("EnableDnsSupport", Value.of(AccountReader.attribute(item, "EnableDnsSupport")))
              .with(
                  "EnableDnsHostnames",
                  Value.of(AccountReader.attribute(item, "EnableDnsHostnames")));
      var more =
          AccountFiles.fields(item, "CidrBlockAssociationSet").stream()
              .filter(p -> AccountReader.isAssociated(p.fields("CidrBlockState")))
              .flatMap(p -> p.text("CidrBlock").stream())
              .filter(c -> !item.text("CidrBlock").equals(Optional.of(c)))
              .distinct()
              .toList();
      properties =
          more.isEmpty() ? properties : properties.with("SecondaryCidrBlocks", Value.texts(more));
      add(item, "VpcId", VPC, Optional.empty(), withV6(properties, item));
    }
  }

  private static Fields withV6(Fields properties, Fields item) {
    return AccountFiles.fields(item, "Ipv6CidrBlockAssociationSet").stream()
        .filter(p -> AccountReader.isAssociated(p.fields("Ipv6CidrBlockState")))
        .flatMap(p -> p.text("Ipv6CidrBlock").stream())
        .findFirst()
        .map(c -> properties.with("Ipv6CidrBlock", c))
        .orElse(properties);
  }

  private void attached(String file, String idName, ResourceTypeName type) {
    for (var item : files.items(file)) {
      var vpc =
          AccountFiles.fields(item, "Attachments").stream()
              .flatMap(a -> a.text("VpcId").stream())
              .findFirst();
      add(item, idName, type, vpc, Fields.EMPTY);
    }
  }

  private void subnets() {
    for (var item : files.items("Subnets")) {
      var id = item.text("SubnetId").orElse("");
      var cidr = item.text("CidrBlock");
      var properties =
          cidr.isEmpty() && item.flag("Ipv6Native")
              ? Fields.EMPTY.with("Ipv6Native", Value.of(true))
              : Fields.EMPTY.with("CidrBlock", cidr.orElse(""));
      properties =
          properties.with("MapPublicIpOnLaunch", Value.of(item.flag("MapPublicIpOnLaunch")));
      var table = associated("RouteTables", "RouteTableId", id);
      var acl = acl(item);
      properties = with(properties, "RouteTableId", table.flatMap(this::reference));
      properties = with(properties, "NetworkAclId", acl.flatMap(this::reference));
      add(item, "SubnetId", SUBNET, zone(item), withV6(properties, item));
    }
  }

  private static Fields with(Fields fields, String name, Optional<? extends Value> value) {
    return value.isPresent() ? fields.with(name, value.get()) : fields;
  }

  private Optional<String> associated(String file, String idName, String subnet) {
    return files.items(file).stream()
        .filter(i ->
            AccountFiles.fields(i, "Associations").stream()
                .anyMatch(a -> a.text("SubnetId").equals(Optional.of(subnet))))
        .flatMap(i -> i.text(idName).stream())
        .findFirst();
  }

  /// The subnet's zone, drawn in its VPC when it is first needed; without one, the VPC.
  private Optional<String> zone(Fields subnet) {
    var vpc = subnet.text("VpcId").filter(v -> resources.containsKey(new ResourceId(v)));
    var name = subnet.text("AvailabilityZone");
    if (vpc.isEmpty() || name.isEmpty()) {
      return vpc;
    }
    var id = vpc.get() + "/" + name.get();
    if (!resources.containsKey(new ResourceId(id))) {
      names.give(
          id, Fields.EMPTY.with("GroupName", names.of(vpc.get()).orElse("") + " " + name.get()));
      add(
          Fields.EMPTY.with("id", id),
          "id",
          Ec2Types.AVAILABILITY_ZONE,
          vpc,
          Fields.EMPTY.with("ZoneName", name.get()));
    }
    return Optional.of(id);
  }

  private void natGateways(AccountDrawingRules rules) {
    for (var item : files.items("NatGateways")) {
      if (isAlive(item)) {
        boolean regional = item.text("AvailabilityMode").equals(Optional.of("regional"));
        add(
            item,
            "NatGatewayId",
            NAT_GATEWAY,
            regional ? item.text("VpcId") : item.text("SubnetId"),
            rules.natGateway(item));
      }
    }
  }

  /// What is gone is still described for about an hour
  /// (`docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-work-with.html`).
  private static boolean isAlive(Fields item) {
    return item.text("State")
        .map(s -> Set.of("available", "pending").contains(s.toLowerCase(Locale.ROOT)))
        .orElse(true);
  }

  private void endpoints(AccountDrawingRules rules) {
    for (var item : files.items("VpcEndpoints")) {
      if (isAlive(item)) {
        add(item, "VpcEndpointId", VPC_ENDPOINT, item.text("VpcId"), rules.endpoint(item));
      }
    }
  }

  private void interfaces(AccountDrawingRules rules) {
    var instances = new HashSet<String>();
    var parts = new HashSet<String>();
    files.items("VpcEndpoints").forEach(e -> parts.addAll(e.texts("NetworkInterfaceIds")));
    for (var item : AccountReader.interfaces(files)) {
      var id = item.text("NetworkInterfaceId").orElse("");
      var kind = item.text("InterfaceType").orElse("interface");
      if (parts.contains(id) || !Set.of("interface", "lambda", "branch").contains(kind)) {
        continue;
      }
      boolean isInstance =
          item.fields("Attachment").text("InstanceId").filter(instances::add).isPresent();
      boolean isPublic =
          Optional.ofNullable(network.interfaces().get(new ResourceId(id)))
              .filter(Network.Nic::publicAddress)
              .isPresent();
      add(
          item,
          "NetworkInterfaceId",
          isInstance ? Ec2Types.INSTANCE : NETWORK_INTERFACE,
          item.text("SubnetId"),
          rules.networkInterface(item, isInstance, isPublic));
    }
  }
}
