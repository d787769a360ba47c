package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.catalog.Need.Decisive;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return ofRequest(api, routes, ApiRequest.of(input, path), false, drawing);
  }

  /// Whether any request to the API must be allowed anything.
  static boolean mayNeedSome(Resource api, List<Integration> routes, Architecture drawing) {
    return asksForInvalidation(api)
        || ApiPolicies.areOn(api, drawing)
        || routes.stream().anyMatch(r -> r.authorization().equals("AWS_IAM"));
  }

  private static boolean asksForInvalidation(Resource api) {
    return ApiCache.isOn(api) && ApiPipeline.requiresAuthorization(api);
  }

  /// What a request must be allowed: its route, and to invalidate the cache where the stage asks
  /// for that.
  ///
  /// @param routes most specific first
  /// @param anonymous whether the request came without a signature
  static List<Authorization> ofRequest(
      Resource api,
      List<Integration> routes,
      ApiRequest request,
      boolean anonymous,
      Architecture drawing) {
    var match =
        MockRoutes.route(
            api,
            request,
            RouteMatch.find(ApiKind.of(api), routes, request.method(), request.path()));
    if (match.isEmpty()) {
      return List.of();
    }
    var arn = ApiFacets.requestArn(api, request.method(), request.path(), drawing.environment());
    var result = new ArrayList<Authorization>();
    var type = match.map(m -> m.integration().authorization()).orElse("NONE");
    if (type.equals("AWS_IAM") || ApiPolicies.areOn(api, drawing)) {
      result.add(new Authorization(INVOKE, arn, Map.of(), decisive(api, type)));
    }
    boolean refuses = ApiPipeline.strategy(api).equals("FAIL_WITH_403");
    if (asksForInvalidation(api) && ApiCache.wantsFresh(request) && (refuses || !anonymous)) {
      result.add(invalidation(api, arn));
    }
    return result;
  }

  /// How the type of a route's authorization and the API's policies go together:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html`.
  private static Decisive decisive(Resource api, String type) {
    return switch (type) {
      case "AWS_IAM" -> Decisive.EVERY_POLICY;
      case "NONE" ->
          ApiPolicies.mustAllow(api) ? Decisive.RESOURCE_POLICY : Decisive.RESOURCE_DENIAL;
      default -> Decisive.RESOURCE_DENIAL;
    };
  }

  /// Who may not invalidate the cache is refused, or gets a cached answer after all, as the stage
  /// has it.
  private static Authorization invalidation(Resource api, String arn) {
    return new Authorization(
        INVALIDATE,
        arn,
        Map.of(),
        ApiPipeline.strategy(api).equals("FAIL_WITH_403") ? Decisive.EVERY_POLICY : Decisive.NONE);
  }

  /// Whether a caller may invalidate the cache, as the gate was asked.
  ///
  /// @param anonymous whether nobody has proved to be that caller
  static Need.Call invalidationNeed(
      Need.Caller caller, Resource api, String arn, boolean anonymous) {
    return need(
        caller,
        api,
        anonymous
            ? new Authorization(INVALIDATE, arn, Map.of(), Decisive.RESOURCE_POLICY)
            : invalidation(api, arn));
  }

  /// What the gate asks before a Lambda authorizer is.
  static Need.Call beforeAuthorizer(Need.Caller caller, Resource api, String arn) {
    return need(caller, api, new Authorization(INVOKE, arn, Map.of(), Decisive.RESOURCE_DENIAL));
  }

  /// An authorization as a need of a caller who comes over the network.
  static Need.Call need(Need.Caller caller, Resource api, Authorization authorization) {
    return new Need.Call(
        caller,
        authorization.action(),
        authorization.resource(),
        api.id(),
        authorization.context(),
        Optional.of("execute-api"),
        authorization.decisive());
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
