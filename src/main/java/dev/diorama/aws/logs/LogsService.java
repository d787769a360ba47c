package dev.diorama.aws.logs;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/// Amazon CloudWatch Logs in Diorama.
public final class LogsService implements ServiceDefinition {
  @Override
  public String prefix() {
    return "logs";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(LogGroupType.type());
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return LogsConnections.types();
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new LogsEmulator(context));
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.logs.messages";
  }
}
