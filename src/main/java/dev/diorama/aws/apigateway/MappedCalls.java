package dev.diorama.aws.apigateway;

import dev.diorama.aws.apigateway.IntegrationCalls.Answered;
import dev.diorama.aws.apigateway.IntegrationCalls.NotAnswered;
import dev.diorama.aws.apigateway.IntegrationCalls.Result;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/// Calls what stands behind mapped (non-proxy) integrations: a function with what a template makes
/// of the request, an AWS service as the API's role with the operation that the route names, or a
/// host.
final class MappedCalls {
  private static final String NO_ROLE =
      "API Gateway does not have permission to assume the provided role";

  private final RuntimeContext context;
  private final FunctionCalls functions;
  private final Backends backends;

  MappedCalls(RuntimeContext context, FunctionCalls functions, Backends backends) {
    this.context = context;
    this.functions = functions;
    this.backends = backends;
  }

  /// Calls and answers exactly once.
  ///
  /// @param api at the stage of the request
  void call(
      Resource api,
      MappedIntegration mapping,
      Duration timeout,
      Because because,
      Consumer<Result> done) {
    var integration = mapping.integration();
    var service =
        Target.service(context.catalog().arn(context.drawing(), integration.target()).orElse(""));
    Consumer<Backend.Answer> answer =
        result -> done.accept(answered(api, mapping, because, result));
    switch (mapping.toBackend()) {
      case MappedIntegration.UnsupportedMediaType<Backend> u ->
          done.accept(new NotAnswered(ApiFailures.unsupportedMediaType()));
      case MappedIntegration.Broken<Backend> b -> done.accept(broken(api, b.problem(), because));
      case MappedIntegration.Made<Backend> made -> {
        if (service.equals("lambda")) {
          function(api, integration, made.value(), timeout, because, answer);
        } else {
          // The call shows in the run as refused; its caller learns no more than that it failed.
          boolean noRole = mayNotAssumeRole(api, service);
          backends.call(
              service,
              new Backends.Call(api, integration, made.value(), timeout, because),
              noRole ? result -> done.accept(broken(api, NO_ROLE, because)) : answer);
        }
      }
    }
  }

  private boolean mayNotAssumeRole(Resource api, String service) {
    return !service.isEmpty() && context.access().inactive(api.id(), context.now()).isPresent();
  }

  private void function(
      Resource api,
      Integration integration,
      Backend backend,
      Duration timeout,
      Because because,
      Consumer<Backend.Answer> done) {
    var input = ApiJson.read(MappedIntegration.bytes(backend.body()));
    if (input.isEmpty()) {
      done.accept(new Backend.NotCalled());
      return;
    }
    functions.invoke(
        api,
        ApiFacets.sourceArn(api, integration.key(), context.drawing().environment()),
        integration.target(),
        input.get(),
        timeout,
        because,
        result ->
            done.accept(
                switch (result) {
                  case FunctionCalls.Returned r -> ofFunction(r.payload(), "");
                  case FunctionCalls.Failed f -> ofFunction(Value.of(f.payload()), f.message());
                  case FunctionCalls.NotInvoked n -> new Backend.NotCalled();
                  case FunctionCalls.TooLate t -> new Backend.TooLate();
                }));
  }

  private static Backend.Answer ofFunction(Value payload, String error) {
    return new Backend.Answered(200, new LinkedHashMap<>(), payload, error);
  }

  private Result answered(
      Resource api, MappedIntegration mapping, Because because, Backend.Answer answer) {
    return switch (answer) {
      case Backend.NotCalled n -> new NotAnswered(ApiFailures.notInvoked(ApiKind.REST));
      case Backend.TooLate t -> new NotAnswered(ApiFailures.timedOut(ApiKind.REST));
      case Backend.NotModelled n -> IntegrationCalls.notModelled(n.what());
      case Backend.Answered a when a.tooLarge().isPresent() ->
          broken(api, a.tooLarge().get(), because);
      case Backend.Answered a ->
          switch (mapping.toClient(a)) {
            case MappedIntegration.Made<ProxyResponse> made ->
                new Answered(made.value(), a.status());
            case MappedIntegration.Broken<ProxyResponse> b -> broken(api, b.problem(), because);
            case MappedIntegration.UnsupportedMediaType<ProxyResponse> u ->
                new NotAnswered(ApiFailures.unsupportedMediaType());
          };
    };
  }

  /// The API's own configuration is to blame: the client learns nothing, the log tells why.
  Result broken(Resource api, String problem, Because because) {
    ExecutionLog.write(
        context, api, "Execution failed due to configuration error: " + problem, because);
    return new NotAnswered(ApiFailures.configurationError());
  }
}
