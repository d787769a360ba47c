package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Network.Attached;
import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.NatGateway;
import dev.diorama.reachability.Network.NatInstance;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Subnet;
import dev.diorama.reachability.Network.Vpc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the networks of an account from what `aws ec2 describe-…` prints
/// (`docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html`). Never fails: an id that
/// leads nowhere and a value that cannot be understood become warnings, unknown fields are ignored.
final class AccountReader {
  private final AccountFiles files;
  private final Map<ResourceId, Vpc> vpcs = new LinkedHashMap<>();
  private final Map<ResourceId, Subnet> subnets = new LinkedHashMap<>();
  private final Map<ResourceId, SecurityGroup> groups = new LinkedHashMap<>();
  private final Map<ResourceId, NatInstance> instances = new LinkedHashMap<>();
  private final Map<ResourceId, Nic> interfaces = new LinkedHashMap<>();
  private final Map<Ip, Nic> byPublicAddress = new LinkedHashMap<>();
  private final Map<ResourceId, Ip> sources = new LinkedHashMap<>();

  private AccountReader(AccountFiles files) {
    this.files = files;
  }

  /// The networks of an account.
  ///
  /// @param byPublicAddress which interface has which public address
  /// @param sources as which public address interfaces and NAT gateways send to the internet
  record Account(Network network, Map<Ip, Nic> byPublicAddress, Map<ResourceId, Ip> sources) {}

  static Account read(AccountFiles files) {
    return new AccountReader(files).read();
  }

  private Account read() {
    var prefixLists = AccountPrefixLists.read(files);
    for (var vpc : files.items("Vpcs")) {
      id(vpc, "VpcId").ifPresent(id -> vpcs.put(id, vpc(id, vpc)));
    }
    var gateways = attached("InternetGateways", "InternetGatewayId");
    var egressOnly = attached("EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId");
    var routes = new AccountRoutes(files, vpcs, prefixLists, primaryInterfaces());
    var tables = routes.read();
    tables
        .egressOnlyGateways()
        .forEach((id, vpc) ->
            egressOnly.putIfAbsent(id, new Attached(id, id.value(), Optional.of(vpc))));
    var acls = AccountAcls.read(files);
    for (var subnet : files.items("Subnets")) {
      id(subnet, "SubnetId").ifPresent(id -> subnets.put(id, subnet(id, subnet, tables, acls)));
    }
    new AccountGroups(files, prefixLists).read().forEach(groups::put);
    readInterfaces();
    var peerings = AccountPeerings.read(files, vpcs, tables);
    var network =
        new Network(
            vpcs,
            subnets,
            groups,
            withEdges(gateways, tables),
            egressOnly,
            natGateways(),
            instances,
            peerings,
            interfaces,
            prefixLists,
            endpoints());
    AccountReferences.check(
        files,
        interfaces(files).stream()
            .flatMap(i -> i.text("NetworkInterfaceId").stream())
            .collect(Collectors.toSet()));
    return new Account(network, byPublicAddress, sources);
  }

  private static Map<ResourceId, Attached> withEdges(
      Map<ResourceId, Attached> gateways, AccountRoutes.Tables tables) {
    var result = new LinkedHashMap<ResourceId, Attached>();
    gateways.forEach((id, g) ->
        result.put(
            id,
            new Attached(id, g.name(), g.vpc(), Optional.ofNullable(tables.ofGateways().get(id)))));
    return result;
  }

  static Optional<ResourceId> id(Fields item, String name) {
    return item.text(name).filter(t -> !t.isBlank()).map(ResourceId::new);
  }

  private Vpc vpc(ResourceId id, Fields vpc) {
    var cidrs = new LinkedHashSet<Cidr>();
    cidr(vpc, "CidrBlock", id).ifPresent(cidrs::add);
    for (var part : AccountFiles.fields(vpc, "CidrBlockAssociationSet")) {
      if (isAssociated(part.fields("CidrBlockState"))) {
        cidr(part, "CidrBlock", id).ifPresent(cidrs::add);
      }
    }
    cidrs.addAll(cidrsV6(vpc, id));
    // `describe-vpcs` says nothing of the DNS attributes, which matter to endpoints; who knows them
    // may add them to the file.
    if (vpc.get("EnableDnsSupport").isEmpty() && hasEndpoint(id)) {
      files.warn("warning.dns", id);
    }
    return new Vpc(
        id,
        id.value(),
        List.copyOf(cidrs),
        attribute(vpc, "EnableDnsSupport"),
        attribute(vpc, "EnableDnsHostnames"),
        new SecurityGroup(
            "default\n" + id.value(), Optional.empty(), "default", Optional.of(id), List.of()));
  }

  /// A DNS attribute of a VPC; on if the file does not have it.
  static boolean attribute(Fields vpc, String name) {
    return vpc.get(name).map(v -> !v.equals(Value.of(false))).orElse(true);
  }

  private boolean hasEndpoint(ResourceId vpc) {
    return files.items("VpcEndpoints").stream()
        .anyMatch(e -> e.text("VpcId").equals(Optional.of(vpc.value())));
  }

  /// Whether a block is associated with its VPC or subnet, or about to be.
  static boolean isAssociated(Fields state) {
    return state.text("State").map(s -> s.startsWith("associat")).orElse(true);
  }

  private List<Cidr> cidrsV6(Fields item, ResourceId id) {
    var result = new ArrayList<Cidr>();
    for (var part : AccountFiles.fields(item, "Ipv6CidrBlockAssociationSet")) {
      if (isAssociated(part.fields("Ipv6CidrBlockState"))) {
        cidr(part, "Ipv6CidrBlock", id).ifPresent(result::add);
      }
    }
    return result;
  }

  private Optional<Cidr> cidr(Fields item, String name, ResourceId at) {
    var text = item.text(name);
    var cidr = text.flatMap(Cidr::parse);
    if (text.isPresent() && cidr.isEmpty()) {
      files.warn("warning.cidr", at, text.get());
    }
    return cidr;
  }

  private Map<ResourceId, Attached> attached(String file, String idName) {
    var result = new LinkedHashMap<ResourceId, Attached>();
    for (var item : files.items(file)) {
      id(item, idName)
          .ifPresent(id -> {
            var vpc =
                AccountFiles.fields(item, "Attachments").stream()
                    .filter(a ->
                        a.text("State")
                            .map(s -> s.equals("available") || s.equals("attached"))
                            .orElse(true))
                    .flatMap(a -> id(a, "VpcId").stream())
                    .findFirst();
            result.put(id, new Attached(id, id.value(), vpc));
          });
    }
    return result;
  }

  private Subnet subnet(
      ResourceId id, Fields subnet, AccountRoutes.Tables tables, AccountAcls.Acls acls) {
    var vpcId = id(subnet, "VpcId");
    var vpc = vpcId.flatMap(v -> Optional.ofNullable(vpcs.get(v)));
    if (vpc.isEmpty()) {
      files.dangling(id, vpcId.map(ResourceId::value).orElse("VpcId"));
    }
    return new Subnet(
        id,
        id.value(),
        vpc,
        cidr(subnet, "CidrBlock", id),
        cidrsV6(subnet, id).stream().findFirst(),
        tables.of(id, vpc),
        acls.of(id, vpcId),
        List.of());
  }

  /// The primary interface of each instance, by the instance's id.
  private Map<String, ResourceId> primaryInterfaces() {
    var result = new LinkedHashMap<String, ResourceId>();
    for (var item : interfaces(files)) {
      var attachment = item.fields("Attachment");
      if (attachment.number("DeviceIndex").orElse(0L) == 0) {
        attachment
            .text("InstanceId")
            .ifPresent(
                i -> id(item, "NetworkInterfaceId").ifPresent(e -> result.putIfAbsent(i, e)));
      }
    }
    return result;
  }

  /// All interfaces: those that are described, then those that only an instance mentions.
  static List<Fields> interfaces(AccountFiles files) {
    var all = new LinkedHashMap<String, Fields>();
    for (var item : files.items("NetworkInterfaces")) {
      item.text("NetworkInterfaceId").ifPresent(id -> all.putIfAbsent(id, item));
    }
    for (var reservation : files.items("Reservations")) {
      for (var instance : AccountFiles.fields(reservation, "Instances")) {
        for (var item : AccountFiles.fields(instance, "NetworkInterfaces")) {
          var attachment = item.fields("Attachment");
          var named =
              instance
                  .text("InstanceId")
                  .map(i -> item.with("Attachment", attachment.with("InstanceId", i)))
                  .orElse(item);
          item.text("NetworkInterfaceId").ifPresent(id -> all.putIfAbsent(id, named));
        }
      }
    }
    return List.copyOf(all.values());
  }

  private void readInterfaces() {
    var reader = new AccountInterfaces(files, subnets, groups);
    for (var item : interfaces(files)) {
      reader
          .read(item)
          .ifPresent(found -> {
            var nic = found.nic();
            interfaces.put(nic.id(), nic);
            instances.put(
                nic.id(), new NatInstance(nic.id(), nic.name(), found.sourceDestCheck(), true));
            found.publicAddresses().forEach(a -> byPublicAddress.put(a, nic));
            found.asSource().ifPresent(a -> sources.put(nic.id(), a));
          });
    }
  }

  private Map<ResourceId, NatGateway> natGateways() {
    var result = new LinkedHashMap<ResourceId, NatGateway>();
    for (var item : files.items("NatGateways")) {
      id(item, "NatGatewayId")
          .ifPresent(id -> {
            boolean regional = item.text("AvailabilityMode").equals(Optional.of("regional"));
            var subnet = id(item, "SubnetId");
            if (!regional && subnet.filter(subnets::containsKey).isEmpty()) {
              files.dangling(id, subnet.map(ResourceId::value).orElse("SubnetId"));
            }
            natAddress(item, "PublicIp").ifPresent(a -> sources.put(id, a));
            result.put(
                id,
                new NatGateway(
                    id,
                    id.value(),
                    regional ? Optional.empty() : subnet,
                    regional ? id(item, "VpcId") : Optional.empty(),
                    !item.text("ConnectivityType").equals(Optional.of("private")),
                    natAddress(item, "PrivateIp"),
                    item.text("State").map(s -> s.equals("available")).orElse(true)));
          });
    }
    return result;
  }

  /// The primary address of a NAT gateway.
  private static Optional<Ip> natAddress(Fields item, String name) {
    return AccountFiles.fields(item, "NatGatewayAddresses").stream()
        .sorted(Comparator.comparing(a -> !a.flag("IsPrimary")))
        .flatMap(a -> a.text(name).flatMap(Ip::parse).stream())
        .findFirst();
  }

  private List<Endpoint> endpoints() {
    var result = new ArrayList<Endpoint>();
    for (var item : files.items("VpcEndpoints")) {
      id(item, "VpcEndpointId")
          .ifPresent(id ->
              result.add(
                  new Endpoint(
                      id,
                      id.value(),
                      item.text("VpcEndpointType").orElse("Gateway").equals("Gateway"),
                      service(item.text("ServiceName").orElse("")),
                      id(item, "VpcId"),
                      new LinkedHashSet<>(ids(item, "RouteTableIds")),
                      ids(item, "SubnetIds"),
                      AccountFiles.fields(item, "Groups").stream()
                          .flatMap(g -> id(g, "GroupId").stream())
                          .toList(),
                      item.flag("PrivateDnsEnabled"),
                      ids(item, "NetworkInterfaceIds"),
                      // The API writes states with a capital letter, the command line without.
                      item.text("State").map(s -> s.equalsIgnoreCase("available")).orElse(true))));
    }
    return result;
  }

  /// The short name of `com.amazonaws.us-east-1.s3`.
  private static String service(String name) {
    var parts = name.split("\\.", 4);
    return parts.length == 4 && name.startsWith("com.amazonaws.") ? parts[3] : name;
  }

  private static List<ResourceId> ids(Fields item, String name) {
    return item.texts(name).stream().filter(t -> !t.isBlank()).map(ResourceId::new).toList();
  }
}
