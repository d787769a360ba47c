package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind.Choice;
import dev.diorama.catalog.PropertyKind.Text;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The arrows from and to APIs.
final class ApiConnections {
  static final String INTEGRATION = "apigateway:Integration";
  static final String INVOKE = "execute-api:Invoke";
  static final String PRINCIPAL = "apigateway.amazonaws.com";
  private static final String INTEGRATION_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html";
  private static final String ROUTE_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html";
  private static final String INVOKE_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html";

  private ApiConnections() {}

  static List<ConnectionType> types() {
    return List.of(integration(), invoke());
  }

  private static ConnectionType integration() {
    return new ConnectionType(
        new ConnectionTypeName(INTEGRATION),
        "apigateway",
        new End(
            Set.of(new ResourceTypeName(ApiTypes.REST), new ResourceTypeName(ApiTypes.V2)),
            Set.of()),
        End.capability(Capability.INTEGRATION_TARGET),
        true,
        List.of(
            PropertySpec.optional(
                "RouteKey", new Text(Optional.of("\\$.+|([A-Z]+ )?/.*")), ROUTE_PAGE),
            PropertySpec.optional(
                "PayloadFormatVersion", new Choice(List.of("1.0", "2.0")), INTEGRATION_PAGE)),
        ApiConnections::integrationNeeds,
        INTEGRATION_PAGE);
  }

  /// A function must let API Gateway invoke it; any other AWS service is called as the API's role:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html`.
  private static List<Need> integrationNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var arn = catalog.arn(drawing, target.id());
    var key = Integrations.routeKey(source, connection);
    if (arn.isEmpty() || key.isEmpty()) {
      return List.of();
    }
    return switch (Target.service(arn.get())) {
      case "lambda" ->
          List.of(
              new Need.Call(
                  new Need.ServiceCaller(
                      source.id(),
                      PRINCIPAL,
                      ApiFacets.sourceArn(source, key.get(), drawing.environment())),
                  "lambda:InvokeFunction",
                  arn.get(),
                  target.id(),
                  Map.of(),
                  Optional.empty()));
      case "sqs" ->
          List.of(
              new Need.Call(
                  new Need.ResourceCaller(source.id()),
                  "sqs:SendMessage",
                  arn.get(),
                  target.id(),
                  Map.of(),
                  Optional.empty()));
      default -> List.of();
    };
  }

  private static ConnectionType invoke() {
    return new ConnectionType(
        new ConnectionTypeName(INVOKE),
        "apigateway",
        End.capability(Capability.CALLER),
        End.capability(Capability.HTTP_API),
        false,
        List.of(
            PropertySpec.withDefault(
                "Method",
                new Choice(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
                Value.of("GET"),
                INVOKE_PAGE),
            PropertySpec.withDefault(
                "Path", new Text(Optional.of("/.*")), Value.of("/"), INVOKE_PAGE)),
        (connection, source, target, drawing, catalog) ->
            List.of(
                new Need.Packet(
                    new Need.ResourceCaller(source.id()), new Need.ServiceEndpoint("execute-api"))),
        INVOKE_PAGE);
  }
}
