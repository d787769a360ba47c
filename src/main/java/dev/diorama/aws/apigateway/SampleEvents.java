package dev.diorama.aws.apigateway;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The events that functions get from an API, as examples: they are written by the same code as
/// those of a run.
final class SampleEvents {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final String REQUEST_ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
  private static final Pattern PARAMETER = Pattern.compile("\\{([^/}]+?)\\+?}");

  private SampleEvents() {}

  /// The event of a request that an integration takes; empty if the connection is none.
  static Optional<Fields> of(Resource api, Connection connection, Architecture drawing) {
    if (!connection.type().value().equals(ApiConnections.INTEGRATION)) {
      return Optional.empty();
    }
    return ApiKind.of(api) == ApiKind.WEBSOCKET
        ? Optional.of(webSocket(api, connection, drawing))
        : Integrations.of(api, connection).map(i -> request(api, i, drawing));
  }

  private static Fields request(Resource api, Integration integration, Architecture drawing) {
    var key = integration.key();
    Map<String, String> parameters = new LinkedHashMap<>();
    var path = key.isDefault() ? "/" : filled(key.path(), parameters);
    var any = key.isDefault() || key.method().equals(RouteKey.ANY);
    var method = any ? "GET" : key.method();
    var input =
        Fields.EMPTY
            .with("Method", method)
            .with("Headers", Fields.EMPTY.with("Content-Type", "application/json"));
    if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
      input = input.with("Body", "{\"message\": \"Hello\"}");
    }
    var environment = drawing.environment();
    var sample =
        ForwardedHeaders.add(
            ApiRequest.of(input, path).withId(ApiKind.of(api), REQUEST_ID),
            EventParts.SOURCE_IP,
            ApiFacets.domainName(api, environment),
            REQUEST_ID,
            AT);
    return new ProxyEvent(
            ApiKind.of(api),
            integration,
            sample,
            parameters,
            ApiFacets.apiId(api),
            ApiFacets.stage(api),
            environment.accountId(),
            environment.region(),
            sample.id(),
            sample.extendedId(),
            AT,
            Fields.EMPTY,
            api.properties().fields("StageVariables"),
            ProxyEvent.isBinary(api, sample))
        .write();
  }

  /// A path with a value for each parameter.
  private static String filled(String path, Map<String, String> parameters) {
    return PARAMETER
        .matcher(path)
        .replaceAll(m -> {
          parameters.put(m.group(1), "1");
          return "1";
        });
  }

  private static Fields webSocket(Resource api, Connection connection, Architecture drawing) {
    var route = Integrations.text(api, connection);
    var environment = drawing.environment();
    var type =
        switch (route) {
          case "$connect" -> "CONNECT";
          case "$disconnect" -> "DISCONNECT";
          default -> "MESSAGE";
        };
    var event =
        new WebSocketEvent(
            route,
            type,
            "L0SM9cOFvHcCIhw=",
            AT,
            ApiRequest.of(Fields.EMPTY, "/"),
            Fields.EMPTY,
            REQUEST_ID,
            AT);
    return switch (type) {
      case "CONNECT" -> event.connect(api, environment);
      case "DISCONNECT" -> event.disconnect(api, environment, 1000, "");
      default -> event.message(api, environment, Value.of(message(route)));
    };
  }

  private static String message(String route) {
    return route.startsWith("$") ? "Hello" : "{\"action\": \"" + route + "\"}";
  }
}
