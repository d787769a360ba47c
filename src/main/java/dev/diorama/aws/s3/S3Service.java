package dev.diorama.aws.s3;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/// Amazon S3 in Diorama.
public final class S3Service implements ServiceDefinition {
  @Override
  public String prefix() {
    return "s3";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(BucketType.type());
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return S3Connections.types();
  }

  @Override
  public List<Rule> rules() {
    return List.of(new BucketTriggersItsOwnWriter());
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new S3Emulator(context));
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.s3.messages";
  }
}
