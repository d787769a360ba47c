package dev.diorama.reachability;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds ids in a snapshot that lead nowhere. Ids of other accounts, and of routes whose target is
/// known to be gone (`blackhole`), are none.
final class AccountReferences {
  /// Where ids stand, and in which file what they name.
  ///
  /// @param item the name of the id of the thing that mentions it
  /// @param path the names that lead to the id, through lists
  /// @param prefix with what the id begins if it is of that file
  /// @param id the name of the id of what is mentioned
  private record Mention(
      String file, String item, List<String> path, String prefix, String target, String id) {
    Mention(String file, String item, String path, String prefix, String target, String id) {
      this(file, item, List.of(path.split("\\.")), prefix, target, id);
    }
  }

  private static Mention subnet(String file, String item, String path) {
    return new Mention(file, item, path, "", "Subnets", "SubnetId");
  }

  private static Mention vpc(String file, String item, String path) {
    return new Mention(file, item, path, "", "Vpcs", "VpcId");
  }

  private static Mention group(String file, String item, String path) {
    return new Mention(file, item, path, "", "SecurityGroups", "GroupId");
  }

  private static Mention nic(String file, String item, String path) {
    return new Mention(file, item, path, "", "NetworkInterfaces", "NetworkInterfaceId");
  }

  private static final String TABLES = "RouteTables";
  private static final String TABLE = "RouteTableId";
  private static final String ENDPOINTS = "VpcEndpoints";
  private static final String ENDPOINT = "VpcEndpointId";

  private static final List<Mention> MENTIONS =
      List.of(
          vpc("Subnets", "SubnetId", "VpcId"),
          vpc(TABLES, TABLE, "VpcId"),
          subnet(TABLES, TABLE, "Associations.SubnetId"),
          gateway("Associations.GatewayId"),
          gateway("Routes.GatewayId"),
          new Mention(TABLES, TABLE, "Routes.GatewayId", "vpce-", ENDPOINTS, ENDPOINT),
          new Mention(TABLES, TABLE, "Routes.NatGatewayId", "", "NatGateways", "NatGatewayId"),
          nic(TABLES, TABLE, "Routes.NetworkInterfaceId"),
          vpc("InternetGateways", "InternetGatewayId", "Attachments.VpcId"),
          vpc("NatGateways", "NatGatewayId", "VpcId"),
          vpc("NetworkAcls", "NetworkAclId", "VpcId"),
          subnet("NetworkAcls", "NetworkAclId", "Associations.SubnetId"),
          vpc("SecurityGroups", "GroupId", "VpcId"),
          group("SecurityGroups", "GroupId", "IpPermissions.UserIdGroupPairs.GroupId"),
          group("SecurityGroups", "GroupId", "IpPermissionsEgress.UserIdGroupPairs.GroupId"),
          vpc(ENDPOINTS, ENDPOINT, "VpcId"),
          subnet(ENDPOINTS, ENDPOINT, "SubnetIds"),
          group(ENDPOINTS, ENDPOINT, "Groups.GroupId"),
          nic(ENDPOINTS, ENDPOINT, "NetworkInterfaceIds"),
          new Mention(ENDPOINTS, ENDPOINT, "RouteTableIds", "", TABLES, TABLE),
          nic("Addresses", "PublicIp", "NetworkInterfaceId"));

  private static Mention gateway(String path) {
    return new Mention(TABLES, TABLE, path, "igw-", "InternetGateways", "InternetGatewayId");
  }

  private final AccountFiles files;
  private final Map<String, Set<String>> known = new HashMap<>();

  private AccountReferences(AccountFiles files) {
    this.files = files;
  }

  /// Warns of each id that leads nowhere.
  ///
  /// @param interfaces the ids of all interfaces, those that only instances mention among them
  static void check(AccountFiles files, Set<String> interfaces) {
    var references = new AccountReferences(files);
    references.known.put("NetworkInterfaces", interfaces);
    MENTIONS.forEach(references::check);
  }

  private void check(Mention mention) {
    var there = known.computeIfAbsent(mention.target, f -> ids(f, mention.id));
    for (var item : files.items(mention.file)) {
      var at = item.text(mention.item).orElse(mention.file);
      ids(item, mention.path)
          .filter(id -> !id.isBlank() && id.startsWith(mention.prefix) && !there.contains(id))
          .forEach(id -> files.dangling(at, id));
    }
  }

  private Set<String> ids(String file, String name) {
    var result = new HashSet<String>();
    files.items(file).forEach(i -> i.text(name).ifPresent(result::add));
    return result;
  }

  private static Stream<String> ids(Value value, List<String> path) {
    return switch (value) {
      case Items i -> i.values().stream().flatMap(v -> ids(v, path));
      case Fields f when !path.isEmpty() && !isElsewhere(f) ->
          f.get(path.getFirst()).stream().flatMap(v -> ids(v, path.subList(1, path.size())));
      default -> path.isEmpty() ? value.asText().stream() : Stream.empty();
    };
  }

  private static boolean isElsewhere(Fields part) {
    return part.text("State").equals(Optional.of("blackhole"))
        || part.text("VpcPeeringConnectionId").isPresent();
  }
}
