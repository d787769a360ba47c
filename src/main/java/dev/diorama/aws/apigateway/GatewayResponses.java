package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answers that a REST API gives by itself, as drawn. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html`
/// and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html`.
///
/// Templates of gateway responses only replace variables.
final class GatewayResponses {
  /// `docs.aws.amazon.com/apigateway/latest/api/API_GatewayResponse.html`
  static final List<String> TYPES =
      List.of(
          "DEFAULT_4XX",
          "DEFAULT_5XX",
          "ACCESS_DENIED",
          "API_CONFIGURATION_ERROR",
          "AUTHORIZER_CONFIGURATION_ERROR",
          "AUTHORIZER_FAILURE",
          "BAD_REQUEST_BODY",
          "BAD_REQUEST_PARAMETERS",
          "EXPIRED_TOKEN",
          "INTEGRATION_FAILURE",
          "INTEGRATION_TIMEOUT",
          "INVALID_API_KEY",
          "INVALID_SIGNATURE",
          "MISSING_AUTHENTICATION_TOKEN",
          "QUOTA_EXCEEDED",
          "REQUEST_TOO_LARGE",
          "RESOURCE_NOT_FOUND",
          "THROTTLED",
          "UNAUTHORIZED",
          "UNSUPPORTED_MEDIA_TYPE",
          "WAF_FILTERED");

  /// Types by error codes; the rest has a default type.
  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry("AccessDeniedException", "ACCESS_DENIED"),
          Map.entry("AuthorizerConfigurationException", "AUTHORIZER_CONFIGURATION_ERROR"),
          Map.entry("ExpiredTokenException", "EXPIRED_TOKEN"),
          Map.entry("ForbiddenException", "INVALID_API_KEY"),
          Map.entry("InvalidSignatureException", "INVALID_SIGNATURE"),
          Map.entry("IncompleteSignatureException", "INVALID_SIGNATURE"),
          Map.entry("MissingAuthenticationTokenException", "MISSING_AUTHENTICATION_TOKEN"),
          Map.entry("LimitExceededException", "QUOTA_EXCEEDED"),
          Map.entry("RequestTooLargeException", "REQUEST_TOO_LARGE"),
          Map.entry("TooManyRequestsException", "THROTTLED"),
          Map.entry("UnauthorizedException", "UNAUTHORIZED"),
          Map.entry("UnsupportedMediaTypeException", "UNSUPPORTED_MEDIA_TYPE"));

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{?(context|stageVariables)\\.([A-Za-z0-9_.]+)}?");

  /// Details of a failure that has its answer already.
  private static final String BODY = "Body";

  private static final String HEADERS = "Headers";

  private GatewayResponses() {}

  /// The type of a failure.
  static String type(Failure failure) {
    if (failure.code().equals("BadRequestException")) {
      return failure.message().startsWith("Invalid request body")
          ? "BAD_REQUEST_BODY"
          : "BAD_REQUEST_PARAMETERS";
    }
    if (failure.code().equals("InternalServerErrorException")) {
      return switch (failure.status()) {
        case 500 -> "API_CONFIGURATION_ERROR";
        case 504 -> "INTEGRATION_TIMEOUT";
        default -> "DEFAULT_5XX";
      };
    }
    return BY_CODE.getOrDefault(
        failure.code(), failure.status() >= 500 ? "DEFAULT_5XX" : "DEFAULT_4XX");
  }

  /// Whether any is drawn.
  static boolean areDrawn(Resource api) {
    return ApiKind.of(api) == ApiKind.REST && !api.properties().list("GatewayResponses").isEmpty();
  }

  /// The failure as the client gets it: with the drawn status, headers and body.
  ///
  /// @param api at the stage of the request
  static Failure apply(
      Failure failure,
      Resource api,
      ApiRequest request,
      Environment environment,
      Instant now,
      String requestId) {
    if (failure.details().get(BODY).isPresent()) {
      return failure;
    }
    var type = type(failure);
    var row =
        row(api, type).or(() -> row(api, failure.status() >= 500 ? "DEFAULT_5XX" : "DEFAULT_4XX"));
    if (row.isEmpty()) {
      return failure;
    }
    var context = context(failure, type, api, request, environment, now, requestId);
    var variables = api.properties().fields("StageVariables");
    var headers =
        new RequestParameters(request, Map.of(), context, variables)
            .headers(row.get().fields("ResponseParameters"));
    var written = Fields.EMPTY;
    for (var header : headers.entrySet()) {
      written = written.with(header.getKey(), header.getValue());
    }
    var template = row.get().text("ResponseTemplate").orElse(standard(failure));
    return new Failure(
        failure.code(),
        failure.message(),
        row.get().number("StatusCode").map(Long::intValue).orElse(failure.status()),
        Fields.EMPTY
            .with("ResponseType", type)
            .with(HEADERS, written)
            .with(BODY, filled(template, context, variables)));
  }

  private static Optional<Fields> row(Resource api, String type) {
    return api.properties().list("GatewayResponses").stream()
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .filter(r -> r.text("ResponseType").filter(type::equals).isPresent())
        .findFirst();
  }

  /// The body that AWS writes where none is drawn. What IAM and authorizers refuse is told with a
  /// capital letter.
  static String standard(Failure failure) {
    return Json.write(
        Fields.EMPTY.with(
            failure.code().equals("AccessDeniedException") ? "Message" : "message",
            failure.message()));
  }

  private static Fields context(
      Failure failure,
      String type,
      Resource api,
      ApiRequest request,
      Environment environment,
      Instant now,
      String requestId) {
    return AccessLogVariables.ofRequest(api, request, environment)
        .with("path", "/" + ApiFacets.stage(api) + request.path())
        .with("requestId", requestId)
        .with("requestTime", EventParts.time(now))
        .with("requestTimeEpoch", now.toEpochMilli())
        .with("stage", ApiFacets.stage(api))
        .with(
            "error",
            Fields.EMPTY
                .with("message", failure.message())
                .with("messageString", Json.write(Value.of(failure.message())))
                .with("responseType", type)
                .with("validationErrorString", failure.message()));
  }

  private static String filled(String template, Fields context, Fields variables) {
    return VARIABLE
        .matcher(template)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                (m.group(1).equals("context")
                        ? ContextVariables.text(context, m.group(2))
                        : variables.text(m.group(2)))
                    .orElse("")));
  }

  /// The headers of a failure's own answer.
  static Map<String, List<String>> headers(Failure failure) {
    var drawn = failure.details().fields(HEADERS);
    var result = new LinkedHashMap<String, List<String>>();
    drawn.values().keySet().forEach(name -> result.put(name, drawn.texts(name)));
    return result;
  }

  /// The body of a failure's own answer, or AWS's.
  static String body(Failure failure) {
    return failure.details().text(BODY).orElseGet(() -> standard(failure));
  }
}
