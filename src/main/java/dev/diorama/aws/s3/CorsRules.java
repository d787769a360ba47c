package dev.diorama.aws.s3;

import dev.diorama.model.Architecture;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.wire.HttpRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What drawn buckets let pages of other origins do: a browser asks, S3 answers from the bucket's
/// `CorsConfiguration`, and without one the page gets nothing.
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html`
final class CorsRules {
  private final Map<String, List<Fields>> byBucket = new LinkedHashMap<>();

  private CorsRules() {}

  static CorsRules of(Architecture drawing) {
    var result = new CorsRules();
    for (var bucket : drawing.ofType(BucketType.NAME)) {
      result.byBucket.putIfAbsent(
          BucketType.bucketName(bucket),
          bucket.properties().fields("CorsConfiguration").list("CorsRules").stream()
              .flatMap(
                  v -> v instanceof Fields f ? List.of(f).stream() : List.<Fields>of().stream())
              .toList());
    }
    return result;
  }

  /// The headers that let the page read the answer; empty if the request comes from no page, or no
  /// rule matches. For a preflight, the first rule counts that also allows the method and headers
  /// that it asks for.
  Map<String, List<String>> headers(HttpRequest request) {
    var origin = request.header("origin");
    var rules = S3Address.of(request).bucket().map(b -> byBucket.getOrDefault(b, List.of()));
    if (origin.isEmpty() || rules.isEmpty()) {
      return Map.of();
    }
    boolean preflight = request.method().equals("OPTIONS");
    var method =
        preflight ? request.header("access-control-request-method").orElse("") : request.method();
    var asked =
        preflight
            ? Arrays.stream(
                    request.header("access-control-request-headers").orElse("").split(",", -1))
                .map(h -> h.trim().toLowerCase(Locale.ROOT))
                .filter(h -> !h.isEmpty())
                .toList()
            : List.<String>of();
    return rules.get().stream()
        .filter(r -> allowed(r.texts("AllowedOrigins"), origin.get()).isPresent())
        .filter(r -> r.texts("AllowedMethods").contains(method))
        .filter(
            r -> asked.stream().allMatch(h -> allowed(lower(r, "AllowedHeaders"), h).isPresent()))
        .findFirst()
        .map(r -> headers(r, origin.get(), asked))
        .orElse(Map.of());
  }

  private static List<String> lower(Fields rule, String name) {
    return rule.texts(name).stream().map(t -> t.toLowerCase(Locale.ROOT)).toList();
  }

  /// The first pattern that allows `value`; each may have one `*`.
  private static Optional<String> allowed(List<String> patterns, String value) {
    return patterns.stream()
        .filter(p -> {
          int star = p.indexOf('*');
          return star < 0
              ? p.equals(value)
              : value.length() >= p.length() - 1
                  && value.startsWith(p.substring(0, star))
                  && value.endsWith(p.substring(star + 1));
        })
        .findFirst();
  }

  private static Map<String, List<String>> headers(Fields rule, String origin, List<String> asked) {
    var headers = new LinkedHashMap<String, List<String>>();
    boolean everybody =
        allowed(rule.texts("AllowedOrigins"), origin).filter("*"::equals).isPresent();
    headers.put("Access-Control-Allow-Origin", List.of(everybody ? "*" : origin));
    headers.put(
        "Access-Control-Allow-Methods", List.of(String.join(", ", rule.texts("AllowedMethods"))));
    if (!asked.isEmpty()) {
      headers.put("Access-Control-Allow-Headers", List.of(String.join(", ", asked)));
    }
    if (!rule.texts("ExposedHeaders").isEmpty()) {
      headers.put(
          "Access-Control-Expose-Headers",
          List.of(String.join(", ", rule.texts("ExposedHeaders"))));
    }
    rule.get("MaxAge")
        .flatMap(Value::asLong)
        .ifPresent(s -> headers.put("Access-Control-Max-Age", List.of(Long.toString(s))));
    if (!everybody) {
      headers.put("Access-Control-Allow-Credentials", List.of("true"));
    }
    headers.put(
        "Vary", List.of("Origin, Access-Control-Request-Headers, Access-Control-Request-Method"));
    return headers;
  }
}
