package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.PropertyKind.Choice;
import dev.diorama.catalog.PropertyKind.Reference;
import dev.diorama.catalog.PropertyKind.Text;
import dev.diorama.catalog.PropertyKind.Texts;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.ResourceType.Variant;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `AWS::ApiGateway::RestApi` and `AWS::ApiGatewayV2::Api`.
final class ApiTypes {
  static final String REST = "AWS::ApiGateway::RestApi";
  static final String V2 = "AWS::ApiGatewayV2::Api";
  private static final String REST_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html";
  private static final String V2_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html";
  private static final String CORS_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-api-cors.html";
  private static final String CREDENTIALS_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html";

  private ApiTypes() {}

  static List<ResourceType> types() {
    return List.of(rest(), v2());
  }

  private static ResourceType rest() {
    return ResourceType.plain(
        REST,
        "apigateway",
        Category.API,
        "api-rest",
        List.of(
            PropertySpec.optional("Name", new Text(Optional.empty()), REST_PAGE),
            PropertySpec.withDefault(
                "StageName",
                new Text(Optional.of("[a-zA-Z0-9_-]{1,128}")),
                Value.of("prod"),
                REST_PAGE),
            credentials()),
        Set.of(Capability.HTTP_API),
        new ApiFacets(),
        REST_PAGE);
  }

  private static ResourceType v2() {
    return new ResourceType(
        new ResourceTypeName(V2),
        "apigateway",
        Category.API,
        "api-http",
        List.of(
            new Variant("ProtocolType", "HTTP", "api-http"),
            new Variant("ProtocolType", "WEBSOCKET", "api-websocket")),
        List.of(
            PropertySpec.optional("Name", new Text(Optional.empty()), V2_PAGE),
            PropertySpec.required(
                "ProtocolType", new Choice(List.of("HTTP", "WEBSOCKET")), V2_PAGE),
            PropertySpec.optional(
                "StageName", new Text(Optional.of("\\$default|[a-zA-Z0-9_-]{1,128}")), V2_PAGE),
            PropertySpec.optional(
                "CorsConfiguration.AllowOrigins", new Texts(Optional.empty()), CORS_PAGE),
            PropertySpec.optional(
                "CorsConfiguration.AllowMethods", new Texts(Optional.empty()), CORS_PAGE),
            PropertySpec.optional(
                "CorsConfiguration.AllowHeaders", new Texts(Optional.empty()), CORS_PAGE),
            PropertySpec.withDefault(
                "RouteSelectionExpression",
                new Text(Optional.of("\\$\\{?request\\.body\\..+")),
                Value.of("$request.body.action"),
                V2_PAGE),
            credentials()),
        Set.of(Capability.HTTP_API),
        false,
        Set.of(),
        false,
        new ApiFacets(),
        V2_PAGE);
  }

  /// In AWS each integration names its role; in a drawing the API names one for all of them.
  private static PropertySpec credentials() {
    return PropertySpec.optional(
        "Credentials", new Reference(Set.of("AWS::IAM::Role")), CREDENTIALS_PAGE);
  }
}
