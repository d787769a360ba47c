package dev.diorama.service;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import java.util.List;
import java.util.Optional;

/// All that one AWS service brings to Diorama. Adding a service is implementing this in its own
/// folder and naming it in `AwsServices`.
public interface ServiceDefinition {

  /// The IAM service prefix.
  String prefix();

  /// The resource types, in palette order.
  List<ResourceType> resourceTypes();

  /// The connection types that this service's configuration realises.
  default List<ConnectionType> connectionTypes() {
    return List.of();
  }

  /// The rules about this service.
  default List<Rule> rules() {
    return List.of();
  }

  /// Makes the service's engine for one run; empty for a service that has nothing to run.
  default Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.empty();
  }

  /// Makes all engines for one run, where the service has several, as one that serves and one that
  /// tells about what is served.
  default List<ServiceEmulator> emulators(RuntimeContext context) {
    return emulator(context).stream().toList();
  }

  /// Begins in the background what makes the first run start fast. Called when a run is to be
  /// expected, perhaps more than once; a run works the same without.
  default void prepare() {}

  /// The base name of the service's text bundle, as `dev.diorama.aws.s3.messages`.
  String messages();
}
