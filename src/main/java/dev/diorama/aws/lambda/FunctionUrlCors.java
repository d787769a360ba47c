package dev.diorama.aws.lambda;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Cross-origin resource sharing of a function URL
/// (docs.aws.amazon.com/lambda/latest/api/API_Cors.html). Lambda answers preflight requests by
/// itself and adds the headers to the function's answers.
///
/// @param maxAge in seconds, for which browsers may keep the answer to a preflight request
record FunctionUrlCors(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> expose,
    boolean credentials,
    Optional<Long> maxAge) {

  static FunctionUrlCors of(Fields cors) {
    return new FunctionUrlCors(
        cors.texts("AllowOrigins"),
        cors.texts("AllowMethods"),
        cors.texts("AllowHeaders"),
        cors.texts("ExposeHeaders"),
        cors.flag("AllowCredentials"),
        cors.number("MaxAge"));
  }

  /// Whether a request only asks what would be allowed, so that the function is not invoked.
  boolean answers(FunctionUrlRequest request) {
    return !origins.isEmpty()
        && request.method().equals("OPTIONS")
        && request.header("Origin").isPresent()
        && request.header("Access-Control-Request-Method").isPresent();
  }

  /// The answer to a preflight request.
  Fields preflight(FunctionUrlRequest request) {
    var result = onAnswer(request);
    if (result.isEmpty()) {
      return result;
    }
    if (!methods.isEmpty()) {
      result = result.with("access-control-allow-methods", String.join(",", methods));
    }
    if (!headers.isEmpty()) {
      result =
          result.with(
              "access-control-allow-headers", String.join(",", headers).toLowerCase(Locale.ROOT));
    }
    return maxAge.isPresent()
        ? result.with("access-control-max-age", Long.toString(maxAge.get()))
        : result;
  }

  /// The headers on every answer to a request of an allowed origin.
  Fields onAnswer(FunctionUrlRequest request) {
    var origin = request.header("Origin");
    if (origin.isEmpty() || !(origins.contains("*") || origins.contains(origin.get()))) {
      return Fields.EMPTY;
    }
    var result =
        Fields.EMPTY
            .with(
                "access-control-allow-origin",
                origins.contains("*") && !credentials ? "*" : origin.get())
            .with("vary", "Origin");
    if (credentials) {
      result = result.with("access-control-allow-credentials", "true");
    }
    return expose.isEmpty()
        ? result
        : result.with("access-control-expose-headers", Value.of(String.join(",", expose)));
  }
}
