package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An HTTP request as it came in.
///
/// @param method in capitals
/// @param rawPath as sent, still percent-encoded, without the query
/// @param rawQuery as sent, without the question mark; empty if there is none
/// @param headers by name in lower case
public record HttpRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    Value.Blob body) {

  public HttpRequest {
    var copy = new LinkedHashMap<String, List<String>>();
    headers.forEach((k, v) -> copy.put(k.toLowerCase(Locale.ROOT), List.copyOf(v)));
    headers = copy;
  }

  /// The first value of a header, by name without regard to case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .flatMap(v -> v.stream().findFirst());
  }
}
