package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import java.util.Optional;

/// The errors that an API answers by itself. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html` and
/// `docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html`.
final class ApiFailures {
  private ApiFailures() {}

  /// No route fits.
  static Failure noRoute(ApiKind kind) {
    return kind == ApiKind.HTTP
        ? new Failure("NotFoundException", "Not Found", 404)
        : new Failure("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  }

  /// There is no such API or stage.
  static Failure forbidden() {
    return new Failure("ForbiddenException", "Forbidden", 403);
  }

  /// The function could not be invoked, or the other service could not be called.
  static Failure notInvoked(ApiKind kind) {
    return internal(kind, 500);
  }

  /// The function failed or answered in a form that the API does not understand. HTTP APIs answer
  /// 500
  /// (`docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html`).
  static Failure badAnswer(ApiKind kind) {
    return internal(kind, kind == ApiKind.HTTP ? 500 : 502);
  }

  private static Failure internal(ApiKind kind, int status) {
    return new Failure(
        "InternalServerErrorException",
        kind == ApiKind.HTTP ? "Internal Server Error" : "Internal server error",
        status);
  }

  /// The API is configured so that it cannot answer.
  static Failure configurationError() {
    return internal(ApiKind.REST, 500);
  }

  /// The host behind an HTTP API is not there.
  static Failure unreachable() {
    return new Failure("ServiceUnavailableException", "Service Unavailable", 503);
  }

  /// The integration has templates, but none for the request's media type:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html`.
  static Failure unsupportedMediaType() {
    return new Failure("UnsupportedMediaTypeException", "Unsupported Media Type", 415);
  }

  /// The integration took too long.
  static Failure timedOut(ApiKind kind) {
    return kind == ApiKind.HTTP
        ? new Failure("ServiceUnavailableException", "Service Unavailable", 503)
        : new Failure("InternalServerErrorException", "Endpoint request timed out", 504);
  }

  /// The request's body is larger than the quota.
  static Failure tooLarge(ApiKind kind) {
    return new Failure(
        "RequestTooLargeException",
        kind == ApiKind.HTTP ? "Request Entity Too Large" : "Request Too Long",
        413);
  }

  /// A request to a route with JWT authorization has no token that holds. HTTP APIs say so in a
  /// header:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html`.
  ///
  /// @param problem what is wrong with the token, if that is told
  static Failure noValidToken(boolean given, Optional<String> problem) {
    var header =
        given
            ? "Bearer scope=\"\" error=\"invalid_token\""
                + problem.map(p -> " error_description=\"" + p + "\"").orElse("")
            : "Bearer";
    return new Failure(
        "UnauthorizedException",
        "Unauthorized",
        401,
        Fields.EMPTY.with("Headers", Fields.EMPTY.with("www-authenticate", header)));
  }

  /// Who asks has not said who it is, or the authorizer answered `Unauthorized`.
  static Failure unauthorized() {
    return new Failure("UnauthorizedException", "Unauthorized", 401);
  }

  /// The authorizer refused.
  static Failure notAuthorized(ApiKind kind, boolean explicitly) {
    if (kind == ApiKind.HTTP) {
      return forbidden();
    }
    return new Failure(
        "AccessDeniedException",
        "User is not authorized to access this resource"
            + (explicitly ? " with an explicit deny" : ""),
        403);
  }

  /// The authorizer failed, may not be invoked or answered in another form than it must.
  static Failure authorizerFailed(ApiKind kind) {
    return kind == ApiKind.HTTP
        ? internal(kind, 500)
        : new Failure("AuthorizerConfigurationException", "Internal server error", 500);
  }

  /// Too many requests at once.
  static Failure throttled() {
    return new Failure("TooManyRequestsException", "Too Many Requests", 429);
  }

  /// The API key's quota is used up.
  static Failure quotaExceeded() {
    return new Failure("LimitExceededException", "Limit Exceeded", 429);
  }

  /// A client that may not invalidate the cache wanted to, and the stage refuses that. AWS's pages
  /// state the status; the text is ours.
  static Failure accessDenied() {
    return new Failure("AccessDeniedException", "Access Denied", 403);
  }
}
