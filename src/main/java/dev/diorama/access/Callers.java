package dev.diorama.access;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.policy.Principal;
import java.util.Optional;

/// As whom drawn resources call.
final class Callers {
  private final Architecture drawing;
  private final Catalog catalog;

  Callers(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
  }

  /// The principal as which a caller's calls arrive.
  Principal principal(Need.Caller caller) {
    return switch (caller) {
      case Need.ServiceCaller s -> new Principal.Service(s.servicePrincipal());
      case Need.ResourceCaller r ->
          role(r.resource())
              .<Principal>flatMap(role ->
                  catalog
                      .facets(role)
                      .arn(role, drawing.environment())
                      .map(arn ->
                          new Principal.RoleSession(arn, roleId(role), sessionName(r.resource()))))
              .orElseGet(Principal.Anonymous::new);
    };
  }

  /// The role whose permissions a resource's calls have.
  Optional<Resource> role(ResourceId caller) {
    return drawing
        .resource(caller)
        .flatMap(r -> catalog.facets(r).role(r, drawing))
        .flatMap(drawing::resource);
  }

  private String sessionName(ResourceId caller) {
    return drawing
        .resource(caller)
        .map(r -> catalog.facets(r).physicalId(r, drawing.environment()))
        .orElse(caller.value());
  }

  /// A role's unique id has the form `AROA` and seventeen letters or digits; ours is made from the
  /// logical id so that it is the same in every run.
  private static String roleId(Resource role) {
    var letters = new StringBuilder("AROA");
    long seed = role.logicalId().hashCode() & 0xffffffffL;
    for (int i = 0; i < 17; i++) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      letters.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt((int) (seed >>> 59)));
    }
    return letters.toString();
  }
}
