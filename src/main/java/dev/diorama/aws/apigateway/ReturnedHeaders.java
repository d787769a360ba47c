package dev.diorama.aws.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/// What becomes of the headers that an integration answers. REST APIs give some of them another
/// name, and no API hands on what is between two machines only. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html`.
final class ReturnedHeaders {
  /// Of one connection, or said anew by whoever sends the answer.
  private static final Set<String> DROPPED =
      Set.of(
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> REMAPPED =
      Set.of(
          "authorization",
          "connection",
          "content-md5",
          "date",
          "max-forwards",
          "server",
          "user-agent",
          "www-authenticate");

  private ReturnedHeaders() {}

  /// The headers that clients get.
  static SequencedMap<String, List<String>> of(
      ApiKind kind, SequencedMap<String, List<String>> headers) {
    var result = new LinkedHashMap<String, List<String>>();
    headers.forEach((name, values) -> {
      var lower = name.toLowerCase(Locale.ROOT);
      if (kind == ApiKind.REST && REMAPPED.contains(lower)) {
        result.put("x-amzn-Remapped-" + name, values);
      } else if (!DROPPED.contains(lower) && !lower.equals("connection")) {
        result.put(name, values);
      }
    });
    return result;
  }
}
