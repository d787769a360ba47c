package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An HTTP or WebSocket API as API Gateway's second API tells it, with what the drawing has of it:
/// `docs.aws.amazon.com/apigatewayv2/latest/api-reference/resources.html`.
///
/// @param endpointUrl where this run serves AWS clients
record V2ApiDescription(
    Resource api, Architecture drawing, Catalog catalog, Instant createdAt, String endpointUrl) {

  private boolean isWebSocket() {
    return ApiKind.of(api) == ApiKind.WEBSOCKET;
  }

  /// `Api`. Its endpoint is the one that serves it in this run.
  Fields about() {
    var result =
        Fields.EMPTY
            .with("apiId", ApiFacets.apiId(api))
            .with("name", ApiFacets.name(api))
            .with("protocolType", isWebSocket() ? "WEBSOCKET" : "HTTP")
            .with("apiEndpoint", endpoint())
            .with("apiKeySelectionExpression", "$request.header.x-api-key")
            .with(
                "routeSelectionExpression",
                isWebSocket()
                    ? api.properties()
                        .text("RouteSelectionExpression")
                        .orElse("$request.body.action")
                    : "$request.method $request.path")
            .with("disableExecuteApiEndpoint", Value.of(false))
            .with("createdDate", createdAt.toString());
    var cors = small(api.properties().fields("CorsConfiguration"));
    return cors.isEmpty() ? result : result.with("corsConfiguration", cors);
  }

  private String endpoint() {
    int port = endpointUrl.lastIndexOf(':');
    return (isWebSocket() ? "ws://" : "http://")
        + ApiFacets.apiId(api)
        + ".execute-api.localhost"
        + endpointUrl.substring(port);
  }

  /// Members of this API begin with small letters.
  private static Fields small(Fields drawn) {
    var result = Fields.EMPTY;
    for (var e : drawn.values().entrySet()) {
      result =
          result.with(
              e.getKey().substring(0, 1).toLowerCase(Locale.ROOT) + e.getKey().substring(1),
              e.getValue());
    }
    return result;
  }

  /// `Route`.
  List<Fields> routes() {
    return Integrations.of(api, drawing).stream().map(this::route).toList();
  }

  private Fields route(Integration integration) {
    var about = IntegrationDescription.of(api, integration, drawing, catalog);
    var settings = integration.settings();
    var result =
        Fields.EMPTY
            .with("routeId", IntegrationDescription.shortId("route " + integration.connection()))
            .with("routeKey", integration.key().toString())
            .with("target", "integrations/" + about.id())
            .with("authorizationType", integration.authorization())
            .with("apiKeyRequired", Value.of(false));
    if (integration.authorization().equals("CUSTOM")) {
      var authorizer = Authorizer.named(Authorizer.of(api, drawing), settings.text("Authorizer"));
      result = authorizer.isEmpty() ? result : result.with("authorizerId", authorizer.get().id());
    } else if (integration.authorization().equals("JWT")) {
      result = result.with("authorizerId", jwtId());
    }
    var scopes = settings.texts("AuthorizationScopes");
    if (!scopes.isEmpty()) {
      result = result.with("authorizationScopes", Value.texts(scopes));
    }
    var response = settings.text("RouteResponseSelectionExpression");
    return response.isEmpty()
        ? result
        : result.with("routeResponseSelectionExpression", response.get());
  }

  /// `Integration`, one for each arrow.
  List<Fields> integrations() {
    return Integrations.of(api, drawing).stream().map(this::integration).toList();
  }

  private Fields integration(Integration integration) {
    var about = IntegrationDescription.of(api, integration, drawing, catalog);
    var settings = integration.settings();
    var result =
        Fields.EMPTY
            .with("integrationId", about.id())
            .with("integrationType", about.type())
            .with("connectionType", "INTERNET")
            .with("timeoutInMillis", about.timeoutMillis());
    if (!isWebSocket() && about.service().equals("sqs")) {
      result = result.with("integrationSubtype", "SQS-SendMessage");
    } else {
      result =
          result
              .with("integrationMethod", about.method())
              .with(
                  "integrationUri",
                  !isWebSocket() && about.service().equals("lambda")
                      ? about.arn()
                      : about.uri(catalog));
    }
    if (isWebSocket()) {
      result =
          result.with(
              "passthroughBehavior", settings.text("PassthroughBehavior").orElse("WHEN_NO_MATCH"));
      var template = settings.text("RequestTemplate");
      if (template.isPresent()) {
        result =
            result
                .with("templateSelectionExpression", "\\$default")
                .with("requestTemplates", Fields.EMPTY.with("$default", template.get()));
      }
    } else {
      result = result.with("payloadFormatVersion", integration.payloadFormat());
    }
    var credentials = about.credentials(catalog);
    if (credentials.isPresent()) {
      result = result.with("credentialsArn", credentials.get());
    }
    var parameters = settings.fields("IntegrationRequestParameters");
    if (!parameters.isEmpty()) {
      result = result.with("requestParameters", parameters);
    }
    var responses = responseParameters(settings);
    return responses.isEmpty() ? result : result.with("responseParameters", responses);
  }

  /// By status, destination and source.
  private static Fields responseParameters(Fields settings) {
    Map<String, Fields> byStatus = new LinkedHashMap<>();
    for (var row : settings.list("ResponseParameters")) {
      if (row instanceof Fields drawn) {
        byStatus.merge(
            String.valueOf(drawn.number("StatusCode").orElse(200L)),
            Fields.EMPTY.with(
                drawn.text("Destination").orElse(""), drawn.text("Source").orElse("")),
            (a, b) -> {
              var both = a;
              for (var e : b.values().entrySet()) {
                both = both.with(e.getKey(), e.getValue());
              }
              return both;
            });
      }
    }
    var result = Fields.EMPTY;
    for (var e : byStatus.entrySet()) {
      result = result.with(e.getKey(), e.getValue());
    }
    return result;
  }

  /// `Stage`.
  List<Fields> stages() {
    return Stages.of(api).stream()
        .map(stage -> {
          var result =
              Fields.EMPTY
                  .with("stageName", ApiFacets.stage(stage))
                  .with("autoDeploy", Value.of(!isWebSocket()))
                  .with("deploymentId", IntegrationDescription.shortId(api.logicalId()))
                  .with("createdDate", createdAt.toString())
                  .with("lastUpdatedDate", createdAt.toString());
          var variables = stage.properties().fields("StageVariables");
          return variables.isEmpty() ? result : result.with("stageVariables", variables);
        })
        .toList();
  }

  private String jwtId() {
    return IntegrationDescription.shortId("jwt " + api.logicalId());
  }

  /// `Authorizer`.
  List<Fields> authorizers() {
    var result = new ArrayList<Fields>();
    for (var a : Authorizer.of(api, drawing)) {
      var told =
          Fields.EMPTY
              .with("authorizerId", a.id())
              .with("name", a.name())
              .with("authorizerType", a.type())
              .with("authorizerUri", RestApiDescription.authorizerUri(a, drawing, catalog))
              .with("identitySource", Value.texts(a.sources()));
      result.add(
          isWebSocket()
              ? told
              : told.with("authorizerPayloadFormatVersion", a.payload())
                  .with("authorizerResultTtlInSeconds", a.timeToLive().toSeconds())
                  .with("enableSimpleResponses", Value.of(a.simple())));
    }
    if (!isWebSocket() && !api.properties().fields("JwtConfiguration").isEmpty()) {
      var jwt = JwtAuthorizer.of(api);
      result.add(
          Fields.EMPTY
              .with("authorizerId", jwtId())
              .with("name", "jwt")
              .with("authorizerType", "JWT")
              .with("identitySource", Value.texts(List.of(jwt.identitySource())))
              .with(
                  "jwtConfiguration",
                  Fields.EMPTY
                      .with("issuer", jwt.issuer())
                      .with("audience", Value.texts(jwt.audience()))));
    }
    return List.copyOf(result);
  }
}
