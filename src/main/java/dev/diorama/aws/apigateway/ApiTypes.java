package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.PropertyKind.Bool;
import dev.diorama.catalog.PropertyKind.Choice;
import dev.diorama.catalog.PropertyKind.Code;
import dev.diorama.catalog.PropertyKind.Json;
import dev.diorama.catalog.PropertyKind.Reference;
import dev.diorama.catalog.PropertyKind.Table;
import dev.diorama.catalog.PropertyKind.Text;
import dev.diorama.catalog.PropertyKind.TextMap;
import dev.diorama.catalog.PropertyKind.Texts;
import dev.diorama.catalog.PropertyKind.Whole;
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
  private static final List<String> CACHE_SIZES =
      List.of("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237");
  private static final String REST_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html";
  private static final String V2_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html";
  private static final String STAGE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html";
  private static final String METHOD_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html";
  private static final String INVALIDATION_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";
  private static final String MOCK_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html";
  private static final String BINARY_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html";
  private static final String GATEWAY_RESPONSE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html";
  private static final String PLAN_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html";
  private static final String POLICY_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html";
  private static final String ENDPOINT_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-restapi-endpointconfiguration.html";
  private static final String V2_STAGE_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html";
  private static final String JWT_PAGE =
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html";
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
            PropertySpec.optional("StageVariables", new TextMap(), STAGE_PAGE),
            PropertySpec.optional("Stages", new Table(restStages()), STAGE_PAGE),
            PropertySpec.withDefault(
                "CacheClusterEnabled", new Bool(), Value.of(false), STAGE_PAGE),
            PropertySpec.withDefault(
                "CacheClusterSize", new Choice(CACHE_SIZES), Value.of("0.5"), STAGE_PAGE),
            PropertySpec.optional("MethodSettings", new Table(methodSettings()), METHOD_PAGE),
            PropertySpec.withDefault(
                "RequireAuthorizationForCacheControl",
                new Bool(),
                Value.of(true),
                INVALIDATION_PAGE),
            PropertySpec.withDefault(
                "UnauthorizedCacheControlHeaderStrategy",
                new Choice(
                    List.of(
                        "FAIL_WITH_403",
                        "SUCCEED_WITH_RESPONSE_HEADER",
                        "SUCCEED_WITHOUT_RESPONSE_HEADER")),
                Value.of("SUCCEED_WITH_RESPONSE_HEADER"),
                INVALIDATION_PAGE),
            PropertySpec.optional(
                "BinaryMediaTypes", new Texts(Optional.of("[^/ ]+/[^/ ]+")), BINARY_PAGE),
            PropertySpec.optional(
                "GatewayResponses", new Table(gatewayResponses()), GATEWAY_RESPONSE_PAGE),
            PropertySpec.optional("MockMethods", new Table(mockMethods()), MOCK_PAGE),
            PropertySpec.optional("UsagePlans", new Table(usagePlans()), PLAN_PAGE),
            PropertySpec.optional("Policy", new Json(), POLICY_PAGE),
            PropertySpec.optional(
                "EndpointConfiguration.Types",
                new Texts(Optional.of("EDGE|REGIONAL|PRIVATE")),
                ENDPOINT_PAGE),
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
            PropertySpec.optional(
                "CorsConfiguration.ExposeHeaders", new Texts(Optional.empty()), CORS_PAGE),
            PropertySpec.optional("CorsConfiguration.AllowCredentials", new Bool(), CORS_PAGE),
            PropertySpec.optional(
                "CorsConfiguration.MaxAge", new Whole(-1, 86_400, "s"), CORS_PAGE),
            PropertySpec.optional("StageVariables", new TextMap(), V2_STAGE_PAGE),
            PropertySpec.optional("Stages", new Table(v2Stages()), V2_STAGE_PAGE),
            PropertySpec.optional(
                "JwtConfiguration.Issuer", new Text(Optional.of("https://.*")), JWT_PAGE),
            PropertySpec.optional(
                "JwtConfiguration.Audience", new Texts(Optional.empty()), JWT_PAGE),
            PropertySpec.optional(
                "JwtConfiguration.IdentitySource",
                new Text(Optional.of("\\$request\\.(header|querystring)\\..+")),
                JWT_PAGE),
            PropertySpec.optional("JwtConfiguration.Jwks", new Json(), JWT_PAGE),
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

  private static List<PropertySpec> restStages() {
    return List.of(
        PropertySpec.required(
            "StageName", new Text(Optional.of("[a-zA-Z0-9_-]{1,128}")), STAGE_PAGE),
        PropertySpec.optional("StageVariables", new TextMap(), STAGE_PAGE),
        PropertySpec.withDefault("CacheClusterEnabled", new Bool(), Value.of(false), STAGE_PAGE),
        PropertySpec.withDefault(
            "CacheClusterSize", new Choice(CACHE_SIZES), Value.of("0.5"), STAGE_PAGE));
  }

  private static List<PropertySpec> v2Stages() {
    return List.of(
        PropertySpec.required(
            "StageName", new Text(Optional.of("\\$default|[a-zA-Z0-9_-]{1,128}")), V2_STAGE_PAGE),
        PropertySpec.optional("StageVariables", new TextMap(), V2_STAGE_PAGE));
  }

  private static List<PropertySpec> methodSettings() {
    return List.of(
        PropertySpec.required("ResourcePath", new Text(Optional.of("/.*")), METHOD_PAGE),
        PropertySpec.required("HttpMethod", new Text(Optional.of("\\*|[A-Z]+")), METHOD_PAGE),
        PropertySpec.optional("CachingEnabled", new Bool(), METHOD_PAGE),
        PropertySpec.withDefault(
            "CacheTtlInSeconds", new Whole(0, 3600, "s"), Value.of(300), METHOD_PAGE),
        PropertySpec.withDefault("CacheDataEncrypted", new Bool(), Value.of(false), METHOD_PAGE),
        PropertySpec.optional("ThrottlingRateLimit", new Whole(0, 1_000_000, ""), METHOD_PAGE),
        PropertySpec.optional("ThrottlingBurstLimit", new Whole(0, 1_000_000, ""), METHOD_PAGE));
  }

  private static List<PropertySpec> gatewayResponses() {
    return List.of(
        PropertySpec.required(
            "ResponseType", new Choice(GatewayResponses.TYPES), GATEWAY_RESPONSE_PAGE),
        PropertySpec.optional("StatusCode", new Whole(100, 599, ""), GATEWAY_RESPONSE_PAGE),
        PropertySpec.optional("ResponseParameters", new TextMap(), GATEWAY_RESPONSE_PAGE),
        PropertySpec.optional("ResponseTemplate", new Code("velocity"), GATEWAY_RESPONSE_PAGE));
  }

  private static List<PropertySpec> mockMethods() {
    return List.of(
        PropertySpec.required("RouteKey", new Text(Optional.of("([A-Z]+ )?/.*")), MOCK_PAGE),
        PropertySpec.optional("RequestTemplate", new Code("velocity"), MOCK_PAGE),
        PropertySpec.withDefault("StatusCode", new Whole(100, 599, ""), Value.of(200), MOCK_PAGE),
        PropertySpec.optional("Headers", new TextMap(), MOCK_PAGE),
        PropertySpec.optional("Body", new Code("velocity"), MOCK_PAGE));
  }

  /// In AWS a usage plan and its keys are resources of their own; in a drawing they are rows of the
  /// API.
  private static List<PropertySpec> usagePlans() {
    return List.of(
        PropertySpec.required("ApiKey", new Text(Optional.of(".{20,128}")), PLAN_PAGE),
        PropertySpec.optional("RateLimit", new Whole(1, 1_000_000, ""), PLAN_PAGE),
        PropertySpec.optional("BurstLimit", new Whole(1, 1_000_000, ""), PLAN_PAGE),
        PropertySpec.optional("QuotaLimit", new Whole(0, Integer.MAX_VALUE, ""), PLAN_PAGE),
        PropertySpec.withDefault(
            "QuotaPeriod",
            new Choice(List.of("DAY", "WEEK", "MONTH")),
            Value.of("DAY"),
            PLAN_PAGE));
  }

  /// In AWS each integration names its role; in a drawing the API names one for all of them.
  private static PropertySpec credentials() {
    return PropertySpec.optional(
        "Credentials", new Reference(Set.of("AWS::IAM::Role")), CREDENTIALS_PAGE);
  }
}
