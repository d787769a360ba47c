package dev.diorama.aws.apigateway;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import java.util.List;
import java.util.Map;

/// The actions that requests to APIs must be allowed. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html`.
final class ApiAuthorizations {
  static final String INVOKE = "execute-api:Invoke";
  static final String MANAGE = "execute-api:ManageConnections";

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
    return ApiKind.of(api) == ApiKind.WEBSOCKET ? connect(api, drawing) : List.of();
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
