package dev.diorama.aws.apigateway;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The actions that requests to APIs must be allowed. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html`.
final class ApiAuthorizations {
  static final String INVOKE = "execute-api:Invoke";
  static final String INVALIDATE = "execute-api:InvalidateCache";
  static final String MANAGE = "execute-api:ManageConnections";

  private static final Pattern PARAMETER = Pattern.compile("\\{[^/{}]+\\}");

  private ApiAuthorizations() {}

  /// What the request must be allowed; nothing where its route is open to everybody.
  static List<Authorization> of(OperationRequest request, Resource api, Architecture drawing) {
    return switch (request.operation()) {
      case "PostToConnection" -> manage(request, api, "POST", drawing);
      case "GetConnection" -> manage(request, api, "GET", drawing);
      case "DeleteConnection" -> manage(request, api, "DELETE", drawing);
      case "Connect" -> connect(api, drawing);
      default -> List.of();
    };
  }

  /// What a drawn client must be allowed to do what its arrow says.
  static List<Authorization> ofArrow(Connection arrow, Resource api, Architecture drawing) {
    if (ApiKind.of(api) == ApiKind.WEBSOCKET) {
      return connect(api, drawing);
    }
    // A parameter, as in /notes/{id}, stands for every value.
    var path = PARAMETER.matcher(arrow.properties().text("Path").orElse("/")).replaceAll("*");
    var routes =
        Integrations.of(api, drawing).stream()
            .sorted((a, b) -> RouteKey.compare(a.key(), b.key()))
            .toList();
    var input =
        arrow.properties().flag("InvalidateCache")
            ? arrow.properties().with("Headers", Fields.EMPTY.with("Cache-Control", "max-age=0"))
            : arrow.properties();
    return ofRequest(api, routes, ApiRequest.of(input, path), drawing.environment());
  }

  /// Whether any request to the API must be allowed anything.
  static boolean mayNeedSome(Resource api, List<Integration> routes) {
    return refusesInvalidation(api)
        || routes.stream().anyMatch(r -> r.authorization().equals("AWS_IAM"));
  }

  private static boolean refusesInvalidation(Resource api) {
    return ApiCache.isOn(api)
        && ApiPipeline.requiresAuthorization(api)
        && ApiPipeline.strategy(api).equals("FAIL_WITH_403");
  }

  /// What a request must be allowed: its route, and to invalidate the cache where the stage answers
  /// 403 to those who may not.
  ///
  /// @param routes most specific first
  static List<Authorization> ofRequest(
      Resource api, List<Integration> routes, ApiRequest request, Environment environment) {
    var match = RouteMatch.find(routes, request.method(), request.path());
    if (match.isEmpty()) {
      return List.of();
    }
    var arn = ApiFacets.requestArn(api, request.method(), request.path(), environment);
    var result = new ArrayList<Authorization>();
    if (match.get().integration().authorization().equals("AWS_IAM")) {
      result.add(new Authorization(INVOKE, arn, Map.of()));
    }
    if (refusesInvalidation(api) && ApiCache.wantsFresh(request)) {
      result.add(new Authorization(INVALIDATE, arn, Map.of()));
    }
    return result;
  }

  private static List<Authorization> connect(Resource api, Architecture drawing) {
    return Integrations.of(api, drawing).stream()
        .filter(i -> i.key().method().equals("$connect"))
        .filter(i -> i.authorization().equals("AWS_IAM"))
        .findFirst()
        .map(i ->
            List.of(
                new Authorization(
                    INVOKE, ApiFacets.sourceArn(api, i.key(), drawing.environment()), Map.of())))
        .orElse(List.of());
  }

  private static List<Authorization> manage(
      OperationRequest request, Resource api, String method, Architecture drawing) {
    return List.of(
        new Authorization(
            MANAGE,
            ApiFacets.connectionsArn(
                api,
                method,
                request.input().text("ConnectionId").orElse("*"),
                drawing.environment()),
            Map.of()));
  }
}
