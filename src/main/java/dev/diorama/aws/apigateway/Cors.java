package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Cross-origin resource sharing of an HTTP API. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html`.
///
/// @param maxAge for how many seconds a browser keeps what a preflight answered
record Cors(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    boolean credentials,
    Optional<Long> maxAge) {

  /// The API's configuration; empty if there is none.
  static Optional<Cors> of(Resource api) {
    Fields cors = api.properties().fields("CorsConfiguration");
    return cors.isEmpty() || ApiKind.of(api) != ApiKind.HTTP
        ? Optional.empty()
        : Optional.of(
            new Cors(
                cors.texts("AllowOrigins"),
                cors.texts("AllowMethods"),
                cors.texts("AllowHeaders"),
                cors.texts("ExposeHeaders"),
                cors.flag("AllowCredentials"),
                cors.number("MaxAge")));
  }

  /// Whether the request only asks what would be allowed.
  static boolean isPreflight(ApiRequest request) {
    return request.method().equals("OPTIONS")
        && request.header("Origin").isPresent()
        && request.header("Access-Control-Request-Method").isPresent();
  }

  /// The answer to a preflight request; the integration is not asked.
  ProxyResponse preflight(ApiRequest request) {
    var result = allowOrigin(request);
    if (!result.isEmpty()) {
      if (!methods.isEmpty()) {
        result.put("access-control-allow-methods", List.of(String.join(",", methods)));
      }
      if (!headers.isEmpty()) {
        result.put(
            "access-control-allow-headers",
            List.of(String.join(",", headers).toLowerCase(Locale.ROOT)));
      }
      maxAge.ifPresent(s -> result.put("access-control-max-age", List.of(s.toString())));
    }
    return new ProxyResponse(204, result, Value.of(""));
  }

  /// The response with this configuration's headers in place of the integration's own.
  ProxyResponse apply(ApiRequest request, ProxyResponse response) {
    var own = allowOrigin(request);
    if (!own.isEmpty() && !exposed.isEmpty()) {
      own.put(
          "access-control-expose-headers",
          List.of(String.join(",", exposed).toLowerCase(Locale.ROOT)));
    }
    return response.withoutHeaders("access-control-").with(own);
  }

  /// An origin is allowed by name, or by `https://*` or `http://*` whatever its name is.
  private boolean allows(String origin) {
    return origins.contains(origin)
        || (origins.contains("https://*") && origin.startsWith("https://"))
        || (origins.contains("http://*") && origin.startsWith("http://"));
  }

  private SequencedMap<String, List<String>> allowOrigin(ApiRequest request) {
    var result = new LinkedHashMap<String, List<String>>();
    var origin = request.header("Origin");
    if (origin.isPresent() && origins.contains("*")) {
      result.put("access-control-allow-origin", List.of("*"));
    } else if (origin.filter(this::allows).isPresent()) {
      result.put("access-control-allow-origin", List.of(origin.get()));
    }
    if (credentials && !result.isEmpty()) {
      result.put("access-control-allow-credentials", List.of("true"));
    }
    return result;
  }
}
