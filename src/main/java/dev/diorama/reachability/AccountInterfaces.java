package dev.diorama.reachability;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Flag;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads network interfaces from what `describe-network-interfaces`, `describe-instances` and
/// `describe-addresses` print.
record AccountInterfaces(
    AccountFiles files, Map<ResourceId, Subnet> subnets, Map<ResourceId, SecurityGroup> groups) {
  /// Interfaces of these types belong to a service and have no security group of their own
  /// (`docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html`).
  private static final Set<String> WITHOUT_GROUPS =
      Set.of(
          "nat_gateway",
          "natGateway",
          "network_load_balancer",
          "gateway_load_balancer",
          "gateway_load_balancer_endpoint",
          "transit_gateway");

  /// One interface.
  ///
  /// @param asSource the public address of its primary private address
  record Found(Nic nic, boolean sourceDestCheck, List<Ip> publicAddresses, Optional<Ip> asSource) {}

  Optional<Found> read(Fields item) {
    var id = AccountReader.id(item, "NetworkInterfaceId");
    var subnetId = AccountReader.id(item, "SubnetId");
    var subnet = subnetId.flatMap(s -> Optional.ofNullable(subnets.get(s)));
    if (id.isEmpty()) {
      return Optional.empty();
    }
    if (subnet.isEmpty()) {
      files.dangling(id.get(), subnetId.map(ResourceId::value).orElse("SubnetId"));
      return Optional.empty();
    }
    var addresses = new LinkedHashSet<Ip>();
    var publicAddresses = new LinkedHashSet<Ip>();
    address(item, "PrivateIpAddress", addresses);
    var primary = item.text("PrivateIpAddress");
    var primaryPublic = new LinkedHashSet<Ip>();
    address(item.fields("Association"), "PublicIp", primaryPublic);
    for (var part : AccountFiles.fields(item, "PrivateIpAddresses")) {
      boolean first = part.flag("Primary") || part.text("PrivateIpAddress").equals(primary);
      address(part, "PrivateIpAddress", addresses);
      address(part.fields("Association"), "PublicIp", first ? primaryPublic : publicAddresses);
    }
    for (var elastic : files.items("Addresses")) {
      if (elastic.text("NetworkInterfaceId").equals(Optional.of(id.get().value()))) {
        boolean first =
            elastic.text("PrivateIpAddress").map(a -> primary.equals(Optional.of(a))).orElse(true);
        address(elastic, "PublicIp", first ? primaryPublic : publicAddresses);
      }
    }
    for (var part : AccountFiles.fields(item, "Ipv6Addresses")) {
      address(part, "Ipv6Address", addresses);
    }
    publicAddresses.addAll(primaryPublic);
    var type = item.text("InterfaceType").orElse("interface");
    var nic =
        new Nic(
            id.get(),
            id.get(),
            id.get().value(),
            kind(type),
            subnet.get(),
            groups(id.get(), subnet.get(), item),
            !WITHOUT_GROUPS.contains(type) || !item.list("Groups").isEmpty(),
            !primaryPublic.isEmpty(),
            false,
            List.copyOf(addresses),
            OptionalInt.empty());
    boolean check =
        item.get("SourceDestCheck").map(v -> !(v instanceof Flag f) || f.value()).orElse(true);
    return Optional.of(
        new Found(nic, check, List.copyOf(publicAddresses), primaryPublic.stream().findFirst()));
  }

  private static Optional<NetworkAttachment.Kind> kind(String type) {
    return switch (type) {
      case "lambda" -> Optional.of(NetworkAttachment.Kind.LAMBDA_HYPERPLANE);
      case "nat_gateway", "natGateway" -> Optional.of(NetworkAttachment.Kind.NAT_GATEWAY);
      default -> Optional.empty();
    };
  }

  private void address(Fields item, String name, Set<Ip> into) {
    item.text(name)
        .ifPresent(text ->
            Ip.parse(text).ifPresentOrElse(into::add, () -> files.warn("warning.address", text)));
  }

  private List<SecurityGroup> groups(ResourceId nic, Subnet subnet, Fields item) {
    var result = new ArrayList<SecurityGroup>();
    for (var part : AccountFiles.fields(item, "Groups")) {
      AccountReader.id(part, "GroupId")
          .ifPresent(g -> {
            var known = Optional.ofNullable(groups.get(g));
            if (known.isEmpty()) {
              files.dangling(nic, g.value());
            }
            known.ifPresent(k -> result.add(k.in(subnet)));
          });
    }
    return result;
  }
}
