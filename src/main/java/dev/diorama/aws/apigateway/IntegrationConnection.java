package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.OperationActions;
import dev.diorama.catalog.PropertyKind.Bool;
import dev.diorama.catalog.PropertyKind.Choice;
import dev.diorama.catalog.PropertyKind.Code;
import dev.diorama.catalog.PropertyKind.Json;
import dev.diorama.catalog.PropertyKind.Table;
import dev.diorama.catalog.PropertyKind.Text;
import dev.diorama.catalog.PropertyKind.TextMap;
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

/// The arrow from an API to what stands behind a route.
final class IntegrationConnection {
  private static final String INTEGRATION_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html";
  private static final String ROUTE_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html";
  private static final String RESPONSE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html";
  private static final String MODEL_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-model.html";
  private static final String METHOD_TYPE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html";
  private static final String INTEGRATION_TYPE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html";
  private static final String ROUTE_TYPE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html";
  private static final String PASSTHROUGH_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html";
  private static final String RESPONSE_MAPPING_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-integration-responseparametermap.html";
  private static final List<String> CONTENT_HANDLING =
      List.of("CONVERT_TO_BINARY", "CONVERT_TO_TEXT");

  private IntegrationConnection() {}

  static ConnectionType type() {
    return new ConnectionType(
        new ConnectionTypeName(ApiConnections.INTEGRATION),
        "apigateway",
        new End(
            Set.of(new ResourceTypeName(ApiTypes.REST), new ResourceTypeName(ApiTypes.V2)),
            Set.of()),
        new End(Set.of(), Set.of(Capability.INTEGRATION_TARGET, Capability.INTERNET)),
        true,
        List.of(
            PropertySpec.optional(
                "RouteKey", new Text(Optional.of("\\$.+|([A-Z]+ )?/.*")), ROUTE_PAGE),
            PropertySpec.optional(
                "PayloadFormatVersion", new Choice(List.of("1.0", "2.0")), INTEGRATION_PAGE),
            PropertySpec.withDefault(
                "AuthorizationType",
                new Choice(List.of("NONE", "AWS_IAM", "CUSTOM", "JWT")),
                Value.of("NONE"),
                ROUTE_TYPE_PAGE),
            PropertySpec.optional("Authorizer", new Text(Optional.empty()), ROUTE_TYPE_PAGE),
            PropertySpec.optional(
                "AuthorizationScopes", new Texts(Optional.empty()), ROUTE_TYPE_PAGE),
            PropertySpec.withDefault(
                "Type",
                new Choice(List.of("AWS_PROXY", "AWS", "HTTP_PROXY", "HTTP")),
                Value.of("AWS_PROXY"),
                INTEGRATION_TYPE_PAGE),
            PropertySpec.optional("Uri", new Text(Optional.empty()), INTEGRATION_TYPE_PAGE),
            PropertySpec.optional(
                "IntegrationHttpMethod",
                new Choice(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
                INTEGRATION_TYPE_PAGE),
            PropertySpec.optional("RequestTemplate", new Code("velocity"), INTEGRATION_TYPE_PAGE),
            PropertySpec.withDefault(
                "PassthroughBehavior",
                new Choice(List.of("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER")),
                Value.of("WHEN_NO_MATCH"),
                PASSTHROUGH_PAGE),
            PropertySpec.optional(
                "ContentHandling", new Choice(CONTENT_HANDLING), INTEGRATION_TYPE_PAGE),
            PropertySpec.optional(
                "IntegrationRequestParameters", new TextMap(), INTEGRATION_TYPE_PAGE),
            PropertySpec.optional(
                "ResponseParameters", new Table(responseParameters()), RESPONSE_MAPPING_PAGE),
            PropertySpec.optional(
                "IntegrationAction", new Text(Optional.of("[A-Za-z]+")), INTEGRATION_TYPE_PAGE),
            PropertySpec.optional(
                "IntegrationResponses",
                new Table(
                    List.of(
                        PropertySpec.optional(
                            "SelectionPattern", new Text(Optional.empty()), RESPONSE_PAGE),
                        PropertySpec.withDefault(
                            "StatusCode", new Whole(100, 599, ""), Value.of(200), RESPONSE_PAGE),
                        PropertySpec.optional(
                            "ResponseTemplate", new Code("velocity"), RESPONSE_PAGE),
                        PropertySpec.optional("ResponseParameters", new TextMap(), RESPONSE_PAGE),
                        PropertySpec.optional(
                            "ContentHandling", new Choice(CONTENT_HANDLING), RESPONSE_PAGE))),
                INTEGRATION_TYPE_PAGE),
            PropertySpec.optional(
                "RequestParameters",
                new Texts(Optional.of("method\\.request\\.(querystring|header)\\..+")),
                METHOD_TYPE_PAGE),
            PropertySpec.optional("RequestModel", new Json(), MODEL_PAGE),
            PropertySpec.withDefault(
                "ApiKeyRequired", new Bool(), Value.of(false), METHOD_TYPE_PAGE),
            PropertySpec.optional(
                "CacheKeyParameters",
                new Texts(Optional.of("method\\.request\\.(path|querystring|header)\\..+")),
                INTEGRATION_TYPE_PAGE),
            PropertySpec.optional(
                "TimeoutInMillis", new Whole(50, 30_000, "ms"), INTEGRATION_TYPE_PAGE),
            PropertySpec.optional(
                "RouteResponseSelectionExpression",
                new Choice(List.of("$default")),
                ROUTE_TYPE_PAGE)),
        IntegrationConnection::needs,
        INTEGRATION_PAGE);
  }

  private static List<PropertySpec> responseParameters() {
    return List.of(
        PropertySpec.required("StatusCode", new Whole(100, 599, ""), RESPONSE_MAPPING_PAGE),
        PropertySpec.required(
            "Destination",
            new Text(Optional.of("(append|overwrite|remove):header\\..+|overwrite:statuscode")),
            RESPONSE_MAPPING_PAGE),
        PropertySpec.optional("Source", new Text(Optional.empty()), RESPONSE_MAPPING_PAGE));
  }

  /// A function must let API Gateway invoke it; any other AWS service is called as the API's role:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html`.
  private static List<Need> needs(
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
          Stages.of(source).stream()
              .<Need>map(stage ->
                  new Need.Call(
                      new Need.ServiceCaller(
                          source.id(),
                          ApiConnections.PRINCIPAL,
                          ApiFacets.sourceArn(stage, key.get(), drawing.environment())),
                      "lambda:InvokeFunction",
                      arn.get(),
                      target.id(),
                      Map.of(),
                      Optional.empty()))
              .toList();
      case "sqs" ->
          asRole(
              source,
              target,
              "sqs",
              connection.properties().text("IntegrationAction").orElse("SendMessage"),
              arn.get());
      case "s3" ->
          Integrations.of(source, connection).stream()
              .flatMap(i -> bucketNeeds(source, target, i, arn.get()).stream())
              .toList();
      case "dynamodb" ->
          connection.properties().text("IntegrationAction").stream()
              .flatMap(action -> asRole(source, target, "dynamodb", action, arn.get()).stream())
              .toList();
      default -> List.of();
    };
  }

  /// What an operation needs, as the API's role and on the service plane.
  private static List<Need> asRole(
      Resource api, Resource target, String service, String operation, String arn) {
    return OperationActions.of(service, operation).stream()
        .<Need>map(action ->
            new Need.Call(
                new Need.ResourceCaller(api.id()),
                action,
                arn,
                target.id(),
                Map.of(),
                Optional.empty()))
        .toList();
  }

  /// What HTTP methods on an object need, at every stage: stage variables may be part of the key.
  private static List<Need> bucketNeeds(
      Resource api, Resource bucket, Integration integration, String arn) {
    var method = integration.settings().text("IntegrationHttpMethod");
    var methods =
        method.isEmpty() && integration.key().method().equals(RouteKey.ANY)
            ? List.of("GET", "PUT", "DELETE")
            : List.of(method.orElse(integration.key().method()));
    return Stages.of(api).stream()
        .map(stage -> IntegrationUri.keyPattern(stage, integration))
        .filter(key -> !key.isEmpty())
        .distinct()
        .flatMap(key ->
            methods.stream()
                .flatMap(m -> BucketCalls.operation(m).stream())
                .flatMap(o -> asRole(api, bucket, "s3", o, arn + "/" + key).stream()))
        .toList();
  }
}
