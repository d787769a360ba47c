package dev.diorama.aws.dynamodb;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/// What Amazon DynamoDB brings: tables with streams, arrows that read and write them, the engine.
public final class DynamoDbService implements ServiceDefinition {

  @Override
  public String prefix() {
    return "dynamodb";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(TableType.type());
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return DynamoDbConnections.types();
  }

  @Override
  public List<Rule> rules() {
    return List.of(new TableKeyNotDefined());
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new DynamoDbEmulator(context));
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.dynamodb.messages";
  }
}
