package dev.diorama.aws.apigateway;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What API Gateway adds to the headers of a request before anybody behind it sees them, as in the
/// events of
/// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html`:
/// where it came from, by which scheme and port, and a trace. A client that really is on this
/// machine came by plain HTTP, one that is only drawn by HTTPS as on AWS.
final class ForwardedHeaders {
  private ForwardedHeaders() {}

  /// The request with these headers.
  ///
  /// @param domainName the API's host, for a request that names none
  /// @param uuid what the trace's id is made from
  static ApiRequest add(
      ApiRequest request, String sourceIp, String domainName, String uuid, Instant now) {
    var headers = new LinkedHashMap<>(request.headers());
    var host = request.header("Host");
    var port =
        host.map(h -> h.substring(h.lastIndexOf(':') + 1))
            .filter(p -> p.matches("[0-9]{1,5}") && !p.equals(host.get()));
    if (host.isEmpty()) {
      headers.put("Host", List.of(domainName));
    }
    var before = request.headerValues("X-Forwarded-For");
    put(
        headers,
        "X-Forwarded-For",
        before.isEmpty() ? sourceIp : String.join(", ", before) + ", " + sourceIp);
    put(headers, "X-Forwarded-Port", port.orElse("443"));
    put(headers, "X-Forwarded-Proto", port.isPresent() ? "http" : "https");
    if (request.header("X-Amzn-Trace-Id").isEmpty()) {
      put(
          headers,
          "X-Amzn-Trace-Id",
          "Root=1-"
              + HexFormat.of().toHexDigits(now.getEpochSecond(), 8)
              + "-"
              + uuid.replace("-", "").substring(0, 24));
    }
    return new ApiRequest(
        request.method(),
        request.path(),
        request.rawQuery(),
        request.query(),
        headers,
        request.body(),
        request.id());
  }

  private static void put(SequencedMap<String, List<String>> headers, String name, String value) {
    headers.keySet().removeIf(name::equalsIgnoreCase);
    headers.put(name, List.of(value));
  }
}
