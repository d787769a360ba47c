package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Peering;
import dev.diorama.reachability.Network.Vpc;
import dev.diorama.reachability.RouteTable.Kind;
import dev.diorama.reachability.RouteTable.ToResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what `describe-vpc-peering-connections` prints, if it is there. Otherwise a connection
/// joins the VPCs whose route tables name it or, if only one does, the VPC in which that route's
/// destination lies.
final class AccountPeerings {
  private AccountPeerings() {}

  static Map<ResourceId, Peering> read(
      AccountFiles files, Map<ResourceId, Vpc> vpcs, AccountRoutes.Tables tables) {
    var result = new LinkedHashMap<ResourceId, Peering>();
    for (var item : files.items("VpcPeeringConnections")) {
      AccountReader.id(item, "VpcPeeringConnectionId")
          .ifPresent(id -> {
            var sides = new ArrayList<ResourceId>();
            for (var side : List.of("RequesterVpcInfo", "AccepterVpcInfo")) {
              AccountReader.id(item.fields(side), "VpcId").ifPresent(sides::add);
            }
            var status = item.fields("Status").text("Code").orElse("active");
            result.put(id, new Peering(id, id.value(), sides, status.equals("active")));
          });
    }
    var sides = new LinkedHashMap<ResourceId, Set<ResourceId>>();
    var destinations = new LinkedHashMap<ResourceId, Set<Cidr>>();
    tables
        .all()
        .forEach((table, routes) ->
            routes
                .routes()
                .forEach(route -> {
                  if (route.target() instanceof ToResource t && t.kind() == Kind.PEERING) {
                    Optional.ofNullable(tables.vpcOfTable().get(table))
                        .ifPresent(
                            v -> sides.computeIfAbsent(t.id(), i -> new LinkedHashSet<>()).add(v));
                    destinations
                        .computeIfAbsent(t.id(), i -> new LinkedHashSet<>())
                        .add(route.destination());
                  }
                }));
    sides.forEach((id, named) -> {
      if (named.size() == 1) {
        vpcs.values().stream()
            .filter(v -> !named.contains(v.id()))
            .filter(v ->
                destinations.getOrDefault(id, Set.of()).stream()
                    .anyMatch(d -> v.cidrs().stream().anyMatch(d::overlaps)))
            .findFirst()
            .ifPresent(v -> named.add(v.id()));
      }
      if (named.size() == 1) {
        // The other side is in another account or region: some VPC that the snapshot does not have.
        named.add(new ResourceId(id.value() + " peer"));
      }
      result.putIfAbsent(id, new Peering(id, id.value(), List.copyOf(named), true));
    });
    return result;
  }
}
