package dev.diorama.access;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Need.Decisive;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a drawing needs of its roles: the calls of the connections whose callers have the role, and
/// the calls that AWS itself makes as the role.
public final class RoleNeeds {
  private final Map<ResourceId, List<Resource>> users = new LinkedHashMap<>();
  private final Map<ResourceId, List<RoleNeed>> needs = new LinkedHashMap<>();

  /// A call that has to be allowed, and why.
  ///
  /// @param resource the ARN or ARN pattern to be allowed
  /// @param connection the connection that needs it; empty if AWS itself does
  public record RoleNeed(Need.Call call, String resource, Optional<ConnectionId> connection) {}

  /// The needs in a drawing.
  public RoleNeeds(Architecture drawing, Catalog catalog) {
    for (var resource : drawing.resources().values()) {
      role(resource, drawing, catalog)
          .ifPresent(role -> {
            users.computeIfAbsent(role, r -> new ArrayList<>()).add(resource);
            catalog
                .facets(resource)
                .serviceCalls(resource, drawing, catalog)
                .forEach(call -> add(role, new RoleNeed(call, call.resource(), Optional.empty())));
          });
    }
    for (var connection : drawing.connections().values()) {
      for (var need : catalog.needs(drawing, connection)) {
        if (need instanceof Need.Call call
            && call.caller() instanceof Need.ResourceCaller caller
            && (call.decisive() == Decisive.EVERY_POLICY || call.decisive() == Decisive.NONE)) {
          drawing
              .resource(caller.resource())
              .flatMap(r -> role(r, drawing, catalog))
              .ifPresent(role ->
                  add(
                      role,
                      new RoleNeed(
                          call,
                          drawing
                              .resource(call.target())
                              .map(t -> catalog.facets(t).policyArn(t, call.resource()))
                              .orElse(call.resource()),
                          Optional.of(connection.id()))));
        }
      }
    }
  }

  private static Optional<ResourceId> role(
      Resource resource, Architecture drawing, Catalog catalog) {
    return catalog.facets(resource).role(resource, drawing);
  }

  private void add(ResourceId role, RoleNeed need) {
    needs.computeIfAbsent(role, r -> new ArrayList<>()).add(need);
  }

  /// The resources that call as the role, in document order.
  public List<Resource> users(ResourceId role) {
    return List.copyOf(users.getOrDefault(role, List.of()));
  }

  /// What the role has to allow: first what AWS needs, then what connections need, in document
  /// order.
  public List<RoleNeed> of(ResourceId role) {
    return List.copyOf(needs.getOrDefault(role, List.of()));
  }
}
