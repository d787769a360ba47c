package dev.diorama.aws.apigateway;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.rule.Rule;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.service.ServiceDefinition;
import java.util.List;
import java.util.Optional;

/// What Amazon API Gateway brings: APIs, their integrations, the engine that serves them.
public final class ApiGatewayService implements ServiceDefinition {

  @Override
  public String prefix() {
    return "apigateway";
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return ApiTypes.types();
  }

  @Override
  public List<ConnectionType> connectionTypes() {
    return ApiConnections.types();
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new InvalidRouteKey(),
        new DuplicateRouteKey(),
        new ApiWithoutRoute(),
        new CacheKeyWithoutPathParameter(),
        new ResourcePolicyRefusesConnection(),
        new FunctionTimeoutAboveApiTimeout());
  }

  @Override
  public Optional<ServiceEmulator> emulator(RuntimeContext context) {
    return Optional.of(new ExecuteApiEmulator(context));
  }

  /// The engine that serves APIs, and the one that tells about them: AWS has two services too,
  /// `execute-api` and `apigateway`.
  @Override
  public List<ServiceEmulator> emulators(RuntimeContext context) {
    var apis = new ExecuteApiEmulator(context);
    return List.of(apis, apis.management());
  }

  @Override
  public String messages() {
    return "dev.diorama.aws.apigateway.messages";
  }
}
