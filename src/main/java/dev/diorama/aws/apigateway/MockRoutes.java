package dev.diorama.aws.apigateway;

import dev.diorama.model.ConnectionId;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Methods of a REST API with a mock integration, which the API answers by itself, as `OPTIONS` for
/// cross-origin requests. They lead nowhere, so they are rows of the API rather than arrows; rows
/// of one route key are the responses of one method, of which the first row's request template
/// chooses by `statusCode`. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html`.
///
/// @param match the method that takes the request
/// @param responses its rows, at least one
record MockRoutes(RouteMatch match, List<Fields> responses) {
  private static final ConnectionId NO_ARROW = new ConnectionId("mock");

  /// The mock method that takes a request; empty if none does, or if an integration's route is as
  /// specific or more.
  ///
  /// @param integrated the route of an integration that would take the request
  static Optional<MockRoutes> find(
      Resource api, ApiRequest request, Optional<RouteMatch> integrated) {
    var rows = api.properties().list("MockMethods");
    if (rows.isEmpty() || ApiKind.of(api) != ApiKind.REST) {
      return Optional.empty();
    }
    var byKey = new LinkedHashMap<RouteKey, List<Fields>>();
    for (var row : rows) {
      if (row instanceof Fields mock) {
        RouteKey.parse(mock.text("RouteKey").orElse(""))
            .filter(k -> !k.path().isEmpty())
            .ifPresent(k -> byKey.computeIfAbsent(k, n -> new ArrayList<>()).add(mock));
      }
    }
    var routes =
        byKey.keySet().stream()
            .sorted(RouteKey::compare)
            .map(k -> new Integration(NO_ARROW, k, api.id(), "1.0", Fields.EMPTY))
            .toList();
    return RouteMatch.find(ApiKind.REST, routes, request.method(), request.path())
        .filter(m ->
            integrated.isEmpty()
                || RouteKey.compare(m.integration().key(), integrated.get().integration().key())
                    < 0)
        .map(m -> new MockRoutes(m, List.copyOf(byKey.get(m.integration().key()))));
  }

  /// The answer; empty if the templates do not make one, which is an error of the API.
  Optional<ProxyResponse> answer(
      Resource api, ApiRequest request, Environment environment, Instant now) {
    var variables =
        IntegrationCalls.event(api, request, match, environment, now).contextVariables();
    var template = responses.getFirst().text("RequestTemplate");
    var row = Optional.of(responses.getFirst());
    if (template.isPresent()) {
      row =
          rendered(template.get(), request.bodyText(), api, request, variables)
              .flatMap(t -> ApiJson.fields(t.getBytes(StandardCharsets.UTF_8)).number("statusCode"))
              .flatMap(this::ofStatus);
    }
    return row.flatMap(r ->
        rendered(r.text("Body").orElse(""), "", api, request, variables).map(t -> response(r, t)));
  }

  private Optional<Fields> ofStatus(long status) {
    return responses.stream()
        .filter(r -> r.number("StatusCode").orElse(200L) == status)
        .findFirst();
  }

  private static ProxyResponse response(Fields row, String body) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    var drawn = row.fields("Headers");
    drawn
        .values()
        .keySet()
        .forEach(name -> {
          headers.keySet().removeIf(name::equalsIgnoreCase);
          headers.put(name, drawn.texts(name));
        });
    return new ProxyResponse(
        row.number("StatusCode").map(Long::intValue).orElse(200), headers, Value.of(body));
  }

  private Optional<String> rendered(
      String template, String body, Resource api, ApiRequest request, Fields variables) {
    if (template.indexOf('$') < 0 && template.indexOf('#') < 0) {
      return Optional.of(template);
    }
    var input = TemplateInput.of(body, request, match.pathParameters());
    return MappingTemplate.render(
                template,
                input,
                new TemplateOverrides(variables).context(),
                api.properties().fields("StageVariables"))
            instanceof MappingTemplate.Text t
        ? Optional.of(t.text())
        : Optional.empty();
  }

  /// The route for access logs and templates.
  static Optional<RouteMatch> route(
      Resource api, ApiRequest request, Optional<RouteMatch> integrated) {
    return find(api, request, integrated).map(MockRoutes::match).or(() -> integrated);
  }
}
