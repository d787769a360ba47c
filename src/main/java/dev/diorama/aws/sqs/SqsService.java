package dev.diorama.aws.sqs;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/// Amazon SQS in Diorama.
public final class SqsService implements ServiceDefinition {
  @Override
  public String prefix() {
    return "sqs";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(QueueType.type());
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return SqsConnections.types();
  }

  @Override
  public List<Rule> rules() {
    return List.of(new QueuePolicyMissingForSender(), new FifoQueueNameWithoutSuffix());
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new SqsEmulator(context));
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.sqs.messages";
  }
}
