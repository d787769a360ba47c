package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.installed.Interpreters;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/// AWS Lambda in Diorama.
public final class LambdaService implements ServiceDefinition {
  /// Shared by all runs, so that a run finds it warm; it ends with the program.
  private final HandlerWorker worker = new HandlerWorker();

  private final Interpreters interpreters = new Interpreters();

  @Override
  public String prefix() {
    return "lambda";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(FunctionType.type());
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return LambdaConnections.types();
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new MissingLambdaPermission(),
        new MissingFunctionUrlPermission(),
        new FunctionTimeoutAboveMaximum(),
        new RuntimeNotInstalled(interpreters),
        new VisibilityTimeoutBelowFunctionTimeout(),
        new FunctionInOneSubnet(),
        new EventSourceWithoutStream(),
        new FunctionTriggersItself(),
        new FunctionCodeMissing());
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new LambdaEmulator(context, worker));
  }

  /// Starts a worker process, which takes a second or so.
  @Override
  public void prepare() {
    worker.prepare();
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.lambda.messages";
  }
}
