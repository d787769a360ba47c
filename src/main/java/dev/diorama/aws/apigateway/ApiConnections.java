package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind.Bool;
import dev.diorama.catalog.PropertyKind.Choice;
import dev.diorama.catalog.PropertyKind.Text;
import dev.diorama.catalog.PropertyKind.Texts;
import dev.diorama.catalog.PropertyKind.Whole;
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
import java.util.stream.Stream;

/// The arrows from and to APIs.
final class ApiConnections {
  static final String INTEGRATION = "apigateway:Integration";
  static final String INVOKE = "execute-api:Invoke";
  static final String AUTHORIZER = "apigateway:Authorizer";
  static final String MANAGE = "execute-api:ManageConnections";
  static final String ACCESS_LOGS = "apigateway:AccessLogs";
  static final String PRINCIPAL = "apigateway.amazonaws.com";
  private static final String AUTHORIZER_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html";
  private static final String VALIDATION_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html";
  private static final String MANAGE_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html";
  private static final String INVALIDATION_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";
  private static final String INVOKE_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html";

  private static final String ACCESS_LOGS_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html";

  private ApiConnections() {}

  static List<ConnectionType> types() {
    return List.of(IntegrationConnection.type(), invoke(), authorizer(), manage(), accessLogs());
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
                "Path", new Text(Optional.of("/.*")), Value.of("/"), INVOKE_PAGE),
            PropertySpec.optional("Stage", new Text(Optional.empty()), INVOKE_PAGE),
            PropertySpec.withDefault(
                "InvalidateCache", new Bool(), Value.of(false), INVALIDATION_PAGE)),
        ApiConnections::invokeNeeds,
        INVOKE_PAGE);
  }

  /// A client must reach the API, and be allowed to invoke a route with IAM authorization.
  private static List<Need> invokeNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var caller = new Need.ResourceCaller(source.id());
    var stages = Stages.of(target);
    var stage =
        connection
            .properties()
            .text("Stage")
            .flatMap(name -> Stages.named(stages, name))
            .orElseGet(stages::getFirst);
    var authorized = ApiAuthorizations.ofArrow(connection, stage, drawing);
    if (authorized.isEmpty()) {
      return List.of(new Need.Packet(caller, new Need.ServiceEndpoint("execute-api")));
    }
    return authorized.stream().<Need>map(a -> ApiAuthorizations.need(caller, target, a)).toList();
  }

  private static ConnectionType authorizer() {
    return new ConnectionType(
        new ConnectionTypeName(AUTHORIZER),
        "apigateway",
        new End(
            Set.of(new ResourceTypeName(ApiTypes.REST), new ResourceTypeName(ApiTypes.V2)),
            Set.of()),
        End.capability(Capability.INVOCABLE),
        true,
        List.of(
            PropertySpec.optional("Name", new Text(Optional.empty()), AUTHORIZER_PAGE),
            PropertySpec.optional(
                "AuthorizerType", new Choice(List.of("TOKEN", "REQUEST")), AUTHORIZER_PAGE),
            PropertySpec.optional("IdentitySource", new Texts(Optional.empty()), AUTHORIZER_PAGE),
            PropertySpec.optional(
                "IdentityValidationExpression", new Text(Optional.empty()), VALIDATION_PAGE),
            PropertySpec.optional(
                "AuthorizerResultTtlInSeconds", new Whole(0, 3600, "s"), AUTHORIZER_PAGE),
            PropertySpec.optional(
                "AuthorizerPayloadFormatVersion",
                new Choice(List.of("1.0", "2.0")),
                AUTHORIZER_PAGE),
            PropertySpec.withDefault(
                "EnableSimpleResponses", new Bool(), Value.of(false), AUTHORIZER_PAGE)),
        ApiConnections::authorizerNeeds,
        AUTHORIZER_PAGE);
  }

  private static List<Need> authorizerNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    return catalog.arn(drawing, target.id()).stream()
        .<Need>map(arn ->
            new Need.Call(
                new Need.ServiceCaller(
                    source.id(),
                    PRINCIPAL,
                    Authorizer.of(source, connection).sourceArn(source, drawing.environment())),
                "lambda:InvokeFunction",
                arn,
                target.id(),
                Map.of(),
                Optional.empty()))
        .toList();
  }

  private static ConnectionType manage() {
    return new ConnectionType(
        new ConnectionTypeName(MANAGE),
        "execute-api",
        End.capability(Capability.CALLER),
        End.type(ApiTypes.V2),
        false,
        List.of(
            PropertySpec.withDefault(
                "Methods",
                new Texts(Optional.of("POST|GET|DELETE")),
                Value.texts(List.of("POST")),
                MANAGE_PAGE)),
        ApiConnections::manageNeeds,
        MANAGE_PAGE);
  }

  private static List<Need> manageNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var methods = connection.properties().texts("Methods");
    return (methods.isEmpty() ? List.of("POST") : methods)
        .stream()
            .<Need>map(method ->
                new Need.Call(
                    new Need.ResourceCaller(source.id()),
                    ApiAuthorizations.MANAGE,
                    ApiFacets.connectionsArn(target, method, "*", drawing.environment()),
                    target.id(),
                    Map.of(),
                    Optional.of("execute-api")))
            .toList();
  }

  private static ConnectionType accessLogs() {
    return new ConnectionType(
        new ConnectionTypeName(ACCESS_LOGS),
        "apigateway",
        new End(
            Set.of(new ResourceTypeName(ApiTypes.REST), new ResourceTypeName(ApiTypes.V2)),
            Set.of()),
        End.type("AWS::Logs::LogGroup"),
        false,
        List.of(
            PropertySpec.withDefault(
                "Format",
                new Text(Optional.empty()),
                Value.of(AccessLogs.COMMON_LOG_FORMAT),
                ACCESS_LOGS_PAGE)),
        ApiConnections::accessLogNeeds,
        ACCESS_LOGS_PAGE);
  }

  /// A REST API writes as a role, which in AWS is the account's and in a drawing the API's
  /// (`docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html`); for an HTTP API
  /// CloudWatch Logs lets the delivery in by itself
  /// (`docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html`).
  private static List<Need> accessLogNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var caller = AccessLogs.caller(source, drawing.environment());
    return catalog.arn(drawing, target.id()).stream()
        .map(arn -> arn.replaceFirst("\\*$", "log-stream:*"))
        .flatMap(streams ->
            Stream.of("logs:CreateLogStream", "logs:PutLogEvents")
                .<Need>map(action ->
                    new Need.Call(
                        caller, action, streams, target.id(), Map.of(), Optional.empty())))
        .toList();
  }
}
