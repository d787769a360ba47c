package dev.diorama.aws.sts;

import dev.diorama.catalog.ResourceType;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/// AWS Security Token Service in Diorama: nothing to draw, and an engine that tells callers who
/// they are, which is the first thing that people ask.
public final class StsService implements ServiceDefinition {
  @Override
  public String prefix() {
    return "sts";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of();
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new StsEmulator(context));
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.sts.messages";
  }
}
