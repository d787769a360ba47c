package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What access logs can say about a request. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html`,
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html`.
final class AccessLogVariables {
  private AccessLogVariables() {}

  /// A request to a REST or HTTP API.
  ///
  /// @param match empty if no route took it
  /// @param integration what the integration did
  static Fields of(
      Resource api,
      ApiRequest request,
      Optional<RouteMatch> match,
      Fields integration,
      OperationResult answer,
      Environment environment,
      Instant started,
      Instant now) {
    long took = Duration.between(started, now).toMillis();
    var fields =
        match
            .map(m ->
                IntegrationCalls.event(api, request, m, environment, started).contextVariables())
            .orElseGet(() -> withoutRoute(api, request, environment, started))
            .with("responseLatency", took);
    for (var e : integration.values().entrySet()) {
      fields = fields.with(e.getKey(), e.getValue());
    }
    return switch (answer) {
      case Success s ->
          fields
              .with("status", s.output().number("StatusCode").orElse(200L))
              .with("responseLength", length(s.output().get("Body").orElse(Value.of(""))));
      case Failure f ->
          fields
              .with("status", f.status())
              .with("responseLength", length(Value.of(GatewayResponses.body(f))))
              .with("error", error(f.message()).with("responseType", GatewayResponses.type(f)));
    };
  }

  private static Fields error(String message) {
    return Fields.EMPTY
        .with("message", message)
        .with("messageString", Json.write(Value.of(message)));
  }

  /// What an integration did, for the variables of an access log.
  static Fields integration(IntegrationCalls.Result result, Instant started, Instant now) {
    long took = Duration.between(started, now).toMillis();
    var fields = Fields.EMPTY.with("integrationLatency", took);
    var own = Fields.EMPTY.with("latency", took);
    return switch (result) {
      case IntegrationCalls.Answered a ->
          fields
              .with("integrationStatus", a.backend())
              .with(
                  "integration",
                  own.with("integrationStatus", a.backend()).with("status", a.response().status()));
      case IntegrationCalls.NotAnswered n -> {
        var reason = n.reason().isEmpty() ? n.failure().message() : n.reason();
        yield fields
            .with("integrationErrorMessage", reason)
            .with("integration", own.with("error", reason));
      }
    };
  }

  /// The beginning or end of a WebSocket connection, or a message on it.
  ///
  /// @param context as the integration gets it
  static Fields of(
      Fields context, WebSocketBackends.Outcome outcome, Instant started, Instant now) {
    long took = Duration.between(started, now).toMillis();
    var known =
        context.text("routeKey").filter(String::isEmpty).isPresent()
            ? context.without("routeKey")
            : context;
    var fields = known.with("integrationLatency", took);
    var integration = Fields.EMPTY.with("latency", took);
    return switch (outcome) {
      case WebSocketBackends.NotAsked n -> known.with("status", 200);
      case WebSocketBackends.Responded r ->
          fields
              .with("status", r.status())
              .with("integrationStatus", r.status())
              .with(
                  "integration",
                  integration.with("status", r.status()).with("integrationStatus", r.status()));
      case WebSocketBackends.Failed f ->
          fields
              .with("status", f.status())
              .with("integrationErrorMessage", f.message())
              .with("integration", integration.with("error", f.message()))
              .with("error", error(f.message()));
    };
  }

  /// What is known of a request that no route has answered.
  static Fields ofRequest(Resource api, ApiRequest request, Environment environment) {
    return Fields.EMPTY
        .with("accountId", environment.accountId())
        .with("apiId", ApiFacets.apiId(api))
        .with("domainName", ApiFacets.domainName(api, environment))
        .with("httpMethod", request.method())
        .with("identity", Fields.EMPTY.with("sourceIp", request.sourceIp()));
  }

  private static Fields withoutRoute(
      Resource api, ApiRequest request, Environment environment, Instant at) {
    return ofRequest(api, request, environment)
        .with("path", request.path())
        .with("protocol", "HTTP/1.1")
        .with("requestId", request.id())
        .with("requestTime", EventParts.time(at))
        .with("requestTimeEpoch", at.toEpochMilli())
        .with("stage", ApiFacets.stage(api));
  }

  private static long length(Value body) {
    return MappedIntegration.bytes(body).length;
  }
}
