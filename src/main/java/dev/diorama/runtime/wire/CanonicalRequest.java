package dev.diorama.runtime.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A request in the one form over which both sides compute the signature. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html`.
final class CanonicalRequest {
  private CanonicalRequest() {}

  static String of(HttpRequest request, Signature signature, String payloadHash) {
    return request.method()
        + '\n'
        + path(request.rawPath(), signature.service())
        + '\n'
        + query(request.rawQuery())
        + '\n'
        + headers(request, signature.signedHeaders())
        + '\n'
        + String.join(";", signature.signedHeaders())
        + '\n'
        + payloadHash;
  }

  /// The path as sent for S3, where `a/../b` is an object's name; for all other services without
  /// dot segments and empty segments, and encoded once more.
  private static String path(String rawPath, String service) {
    if (rawPath.isEmpty()) {
      return "/";
    }
    return service.equals("s3") ? rawPath : PercentEncoding.encodePath(normalized(rawPath));
  }

  private static String normalized(String path) {
    var kept = new ArrayList<String>();
    for (var segment : path.split("/", -1)) {
      switch (segment) {
        case "", "." -> {
          // Says nothing.
        }
        case ".." -> {
          if (!kept.isEmpty()) {
            kept.removeLast();
          }
        }
        default -> kept.add(segment);
      }
    }
    var folder = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
    return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
  }

  private static String query(String rawQuery) {
    return PercentEncoding.parameters(rawQuery).stream()
        .filter(p -> !p.getKey().equals("X-Amz-Signature"))
        .map(p ->
            Map.entry(PercentEncoding.encode(p.getKey()), PercentEncoding.encode(p.getValue())))
        .sorted(
            Comparator.comparing(Map.Entry<String, String>::getKey)
                .thenComparing(Map.Entry::getValue))
        .map(p -> p.getKey() + "=" + p.getValue())
        .collect(Collectors.joining("&"));
  }

  private static String headers(HttpRequest request, List<String> names) {
    var out = new StringBuilder();
    for (var name : names) {
      var values = request.headers().getOrDefault(name, List.of());
      out.append(name)
          .append(':')
          .append(
              values.stream()
                  .map(v -> v.strip().replaceAll(" +", " "))
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return out.toString();
  }
}
