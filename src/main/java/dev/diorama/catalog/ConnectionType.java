package dev.diorama.catalog;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import java.util.List;
import java.util.Set;

/// A kind of arrow. Its name for people has the message key `connection.<name>`.
///
/// @param service the IAM prefix of the service whose configuration realises it
/// @param trigger whether the source sets the target off (drawn with a filled start), rather than
///   the source's code calling the target
/// @param needs what the intent needs
/// @param source the documentation page
public record ConnectionType(
    ConnectionTypeName name,
    String service,
    End from,
    End to,
    boolean trigger,
    List<PropertySpec> properties,
    Needs needs,
    String source) {

  /// What may stand at an end: resources of one of the types or with one of the capabilities.
  public record End(Set<ResourceTypeName> types, Set<Capability> capabilities) {
    public End {
      types = Set.copyOf(types);
      capabilities = Set.copyOf(capabilities);
    }

    /// An end for one type.
    public static End type(String name) {
      return new End(Set.of(new ResourceTypeName(name)), Set.of());
    }

    /// An end for everything with this capability.
    public static End capability(Capability capability) {
      return new End(Set.of(), Set.of(capability));
    }

    /// Whether a resource of this type may stand here.
    public boolean accepts(ResourceType type) {
      return types.contains(type.name())
          || type.capabilities().stream().anyMatch(capabilities::contains);
    }
  }

  /// States what a connection needs.
  @FunctionalInterface
  public interface Needs {
    /// The needs of `connection`, whose ends are `source` and `target`. A pure function.
    List<Need> of(
        Connection connection,
        Resource source,
        Resource target,
        Architecture drawing,
        Catalog catalog);
  }

  public ConnectionType {
    properties = List.copyOf(properties);
  }
}
