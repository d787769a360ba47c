package dev.diorama.cli;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import java.util.stream.Collectors;

/// Finds the role that a command line names.
final class Roles {
  private Roles() {}

  /// The role with this logical id, or else with this id in the file.
  static Resource named(String name, Architecture drawing, Catalog catalog) throws UsageException {
    var found = Names.find(drawing, name).filter(r -> catalog.has(r, Capability.ROLE));
    if (found.isPresent()) {
      return found.get();
    }
    var roles =
        drawing.resources().values().stream()
            .filter(r -> catalog.has(r, Capability.ROLE))
            .map(Resource::logicalId)
            .collect(Collectors.joining(", "));
    throw new UsageException(
        roles.isEmpty()
            ? Message.of("cli.policy.noRoles", name)
            : Message.of("cli.policy.noRole", name, roles));
  }
}
