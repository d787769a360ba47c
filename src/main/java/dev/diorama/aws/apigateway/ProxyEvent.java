package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The event with which an API invokes a function.
///
/// @param pathParameters as the request wrote them, still percent-encoded
/// @param at when the request came
/// @param authorizer what the route's authorizer has to say
/// @param binary whether the body is handed on in Base64
record ProxyEvent(
    ApiKind kind,
    Integration integration,
    ApiRequest request,
    Map<String, String> pathParameters,
    String apiId,
    String stage,
    String accountId,
    String region,
    String requestId,
    String extendedRequestId,
    Instant at,
    Fields authorizer,
    Fields stageVariables,
    boolean binary) {
  /// What is known of a caller who has not signed the request.
  private static final Fields NOBODY = nobody();

  private static Fields nobody() {
    var identity = new LinkedHashMap<String, Value>();
    for (var name :
        List.of(
            "accessKey",
            "accountId",
            "caller",
            "cognitoAuthenticationProvider",
            "cognitoAuthenticationType",
            "cognitoIdentityId",
            "cognitoIdentityPoolId",
            "principalOrgId",
            "user",
            "userArn")) {
      identity.put(name, Value.Null.NULL);
    }
    identity.put("sourceIp", Value.of(EventParts.SOURCE_IP));
    identity.put("userAgent", Value.Null.NULL);
    return new Fields(identity);
  }

  /// The event in the integration's payload format.
  Fields write() {
    return integration.payloadFormat().equals("2.0") ? version2() : version1();
  }

  /// The part about the request itself, which authorizers get too, in their own payload format.
  Fields requestContext(String format) {
    return format.equals("2.0") ? context2() : context1();
  }

  /// The format of REST APIs and of HTTP APIs with payload 1.0:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html`.
  private Fields version1() {
    var event = new LinkedHashMap<String, Value>();
    if (kind == ApiKind.HTTP) {
      event.put("version", Value.of("1.0"));
    }
    event.put("resource", Value.of(resourcePath()));
    event.put("path", Value.of(kind == ApiKind.HTTP ? stagedPath() : request.path()));
    event.put("httpMethod", Value.of(request.method()));
    event.put("headers", EventParts.lasts(request.headers()));
    event.put("multiValueHeaders", EventParts.lists(request.headers()));
    event.put("queryStringParameters", EventParts.orNull(EventParts.lasts(request.query())));
    event.put(
        "multiValueQueryStringParameters", EventParts.orNull(EventParts.lists(request.query())));
    event.put("pathParameters", EventParts.orNull(parameters()));
    event.put("stageVariables", EventParts.orNull(stageVariables));
    event.put("requestContext", context1());
    event.put("body", request.body().length() == 0 ? Value.Null.NULL : Value.of(body()));
    event.put("isBase64Encoded", Value.of(binary));
    return new Fields(event);
  }

  private String resourcePath() {
    return integration.key().isDefault() ? RouteKey.DEFAULT : integration.key().path();
  }

  private Fields context1() {
    var agent = request.header("User-Agent");
    var context = new LinkedHashMap<String, Value>();
    context.put("accountId", Value.of(accountId));
    context.put("apiId", Value.of(apiId));
    if (!authorizer.isEmpty() && !isSigned()) {
      context.put("authorizer", authorizer);
    }
    context.put("domainName", Value.of(domainName()));
    context.put("domainPrefix", Value.of(apiId));
    context.put("extendedRequestId", Value.of(extendedRequestId));
    context.put("httpMethod", Value.of(request.method()));
    context.put(
        "identity", agent.isEmpty() ? identity() : identity().with("userAgent", agent.get()));
    context.put("path", Value.of(stagedPath()));
    context.put("protocol", Value.of("HTTP/1.1"));
    context.put("requestId", Value.of(requestId));
    context.put("requestTime", Value.of(EventParts.time(at)));
    context.put("requestTimeEpoch", Value.of(at.toEpochMilli()));
    context.put(
        "resourceId",
        Value.of(kind == ApiKind.HTTP ? integration.key().toString() : resourceId(resourcePath())));
    context.put("resourcePath", Value.of(resourcePath()));
    context.put("stage", Value.of(stage));
    return new Fields(context);
  }

  private boolean isSigned() {
    return integration.authorization().equals("AWS_IAM");
  }

  /// Who is known to ask: by signature, or by the API key that the method requires.
  private Fields identity() {
    var identity =
        isSigned() && !authorizer.isEmpty() ? SignedIdentity.inContext(NOBODY, authorizer) : NOBODY;
    var key = request.header("x-api-key");
    return key.isPresent() && integration.settings().flag("ApiKeyRequired")
        ? identity
            .with("apiKey", key.get())
            .with("apiKeyId", IntegrationDescription.shortId(key.get()))
        : identity;
  }

  /// The id of a REST API's resource, six letters and digits.
  static String resourceId(String path) {
    return Integer.toString(36 * 36 * 36 * 36 * 36 + (path.hashCode() & 0xffffff), 36);
  }

  /// The format of HTTP APIs with payload 2.0:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html`.
  private Fields version2() {
    var event =
        Fields.EMPTY
            .with("version", "2.0")
            .with("routeKey", integration.key().toString())
            .with("rawPath", ApiRequest.decode(stagedPath().replace("+", "%2B")))
            .with("rawQueryString", request.rawQuery());
    var cookies = EventParts.cookies(request.headers());
    if (!cookies.isEmpty()) {
      event = event.with("cookies", Value.texts(cookies));
    }
    event = event.with("headers", EventParts.headers2(request.headers()));
    if (!request.query().isEmpty()) {
      event = event.with("queryStringParameters", EventParts.joined(request.query()));
    }
    event = event.with("requestContext", context2());
    if (!pathParameters.isEmpty()) {
      event = event.with("pathParameters", parameters());
    }
    if (!stageVariables.isEmpty()) {
      event = event.with("stageVariables", stageVariables);
    }
    if (request.body().length() > 0) {
      event = event.with("body", body());
    }
    return event.with("isBase64Encoded", Value.of(binary));
  }

  private Fields context2() {
    var context = Fields.EMPTY.with("accountId", accountId).with("apiId", apiId);
    if (!authorizer.isEmpty()) {
      // A JWT authorizer says claims and scopes, a Lambda authorizer whatever it likes.
      var by =
          switch (integration.authorization()) {
            case "AWS_IAM" -> "iam";
            case "JWT" -> "jwt";
            default -> "lambda";
          };
      context = context.with("authorizer", Fields.EMPTY.with(by, authorizer));
    }
    return context
        .with("domainName", domainName())
        .with("domainPrefix", apiId)
        .with(
            "http",
            Fields.EMPTY
                .with("method", request.method())
                .with("path", ApiRequest.decode(stagedPath().replace("+", "%2B")))
                .with("protocol", "HTTP/1.1")
                .with("sourceIp", EventParts.SOURCE_IP)
                .with("userAgent", request.header("User-Agent").orElse("")))
        .with("requestId", requestId)
        .with("routeKey", integration.key().toString())
        .with("stage", stage)
        .with("time", EventParts.time(at))
        .with("timeEpoch", at.toEpochMilli());
  }

  private String stagedPath() {
    return stage.equals(RouteKey.DEFAULT) ? request.path() : "/" + stage + request.path();
  }

  private String domainName() {
    return apiId + ".execute-api." + region + ".amazonaws.com";
  }

  /// REST APIs hand path parameters on as the request wrote them, HTTP APIs decode them.
  private Fields parameters() {
    var result = Fields.EMPTY;
    for (var e : pathParameters.entrySet()) {
      result =
          result.with(
              e.getKey(),
              kind == ApiKind.HTTP
                  ? ApiRequest.decode(e.getValue().replace("+", "%2B"))
                  : e.getValue());
    }
    return result;
  }

  /// Whether a request's body is binary: REST APIs know by their binary media types, HTTP APIs look
  /// at the content type by themselves.
  static boolean isBinary(Resource api, ApiRequest request) {
    if (request.body().length() == 0) {
      return false;
    }
    if (ApiKind.of(api) != ApiKind.HTTP) {
      return BinaryMedia.of(api).takes(request);
    }
    var type = request.header("Content-Type").orElse("text/plain").toLowerCase(Locale.ROOT);
    return !(type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/xml")
        || type.startsWith("application/javascript"));
  }

  /// What templates, parameter mapping and access logs see as `$context`: all that is known of the
  /// request, whatever the payload format is.
  Fields contextVariables() {
    var context = context1();
    return kind == ApiKind.HTTP
        ? context.with("routeKey", integration.key().toString()).with("path", stagedPath())
        : context;
  }

  private String body() {
    return binary ? request.body().base64() : request.bodyText();
  }
}
