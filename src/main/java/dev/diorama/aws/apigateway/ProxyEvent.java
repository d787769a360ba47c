package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The event with which an API invokes a function.
///
/// @param pathParameters as the request wrote them, still percent-encoded
/// @param at when the request came
/// @param authorizer what the route's authorizer has to say
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
    Instant at,
    Fields authorizer,
    Fields stageVariables) {
  private static final List<String> IDENTITY =
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
          "userArn");

  /// The event in the integration's payload format.
  Fields write() {
    return integration.payloadFormat().equals("2.0") ? version2() : version1();
  }

  /// The part about the request itself, which authorizers get too.
  Fields requestContext() {
    return integration.payloadFormat().equals("2.0") ? context2() : context1();
  }

  /// The format of REST APIs and of HTTP APIs with payload 1.0:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html`.
  private Fields version1() {
    var event = kind == ApiKind.HTTP ? Fields.EMPTY.with("version", "1.0") : Fields.EMPTY;
    return event
        .with("resource", resourcePath())
        .with("path", kind == ApiKind.HTTP ? stagedPath() : request.path())
        .with("httpMethod", request.method())
        .with("headers", EventParts.lasts(request.headers()))
        .with("multiValueHeaders", EventParts.lists(request.headers()))
        .with("queryStringParameters", EventParts.orNull(EventParts.lasts(request.query())))
        .with(
            "multiValueQueryStringParameters", EventParts.orNull(EventParts.lists(request.query())))
        .with("pathParameters", EventParts.orNull(parameters()))
        .with("stageVariables", EventParts.orNull(stageVariables))
        .with("requestContext", context1())
        .with("body", request.body().length() == 0 ? Value.Null.NULL : Value.of(body()))
        .with("isBase64Encoded", Value.of(binary()));
  }

  private String resourcePath() {
    return integration.key().isDefault() ? RouteKey.DEFAULT : integration.key().path();
  }

  private Fields context1() {
    var identity = Fields.EMPTY;
    for (var name : IDENTITY) {
      identity = identity.with(name, Value.Null.NULL);
    }
    identity =
        identity
            .with("sourceIp", EventParts.SOURCE_IP)
            .with(
                "userAgent",
                request.header("User-Agent").<Value>map(Value::of).orElse(Value.Null.NULL));
    var context = Fields.EMPTY.with("accountId", accountId).with("apiId", apiId);
    if (!authorizer.isEmpty()) {
      context = context.with("authorizer", authorizer);
    }
    return context
        .with("domainName", domainName())
        .with("domainPrefix", apiId)
        .with("extendedRequestId", requestId)
        .with("httpMethod", request.method())
        .with("identity", identity)
        .with("path", stagedPath())
        .with("protocol", "HTTP/1.1")
        .with("requestId", requestId)
        .with("requestTime", EventParts.time(at))
        .with("requestTimeEpoch", at.toEpochMilli())
        .with("resourceId", kind == ApiKind.HTTP ? integration.key().toString() : resourceId())
        .with("resourcePath", resourcePath())
        .with("stage", stage);
  }

  /// A REST API's resources have ids of six letters and digits.
  private String resourceId() {
    return Integer.toString(36 * 36 * 36 * 36 * 36 + (resourcePath().hashCode() & 0xffffff), 36);
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
    var cookies =
        request.headers().entrySet().stream()
            .filter(e -> e.getKey().equalsIgnoreCase("cookie"))
            .flatMap(e -> e.getValue().stream())
            .flatMap(v -> Stream.of(v.split(";\\s*", -1)))
            .toList();
    if (!cookies.isEmpty()) {
      event = event.with("cookies", Value.texts(cookies));
    }
    var headers = Fields.EMPTY;
    for (var header : request.headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("cookie")) {
        headers =
            headers.with(
                header.getKey().toLowerCase(Locale.ROOT), String.join(",", header.getValue()));
      }
    }
    event = event.with("headers", headers);
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
    return event.with("isBase64Encoded", Value.of(binary()));
  }

  private Fields context2() {
    var context = Fields.EMPTY.with("accountId", accountId).with("apiId", apiId);
    if (!authorizer.isEmpty()) {
      // A JWT authorizer says claims and scopes, a Lambda authorizer whatever it likes.
      context =
          context.with(
              "authorizer",
              integration.authorization().equals("JWT")
                  ? Fields.EMPTY.with("jwt", authorizer)
                  : Fields.EMPTY.with("lambda", authorizer));
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

  /// Only HTTP APIs look at the content type; REST APIs need binary media types for that, which are
  /// not drawn.
  private boolean binary() {
    if (kind != ApiKind.HTTP || request.body().length() == 0) {
      return false;
    }
    var type = request.header("Content-Type").orElse("text/plain").toLowerCase(Locale.ROOT);
    return !(type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/xml")
        || type.startsWith("application/javascript"));
  }

  private String body() {
    return binary() ? request.body().base64() : request.bodyText();
  }
}
