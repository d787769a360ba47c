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
/// @param spellings names of headers as the client wrote them, by name in lower case; a name that
///   it wrote in lower case need not be there
public record HttpRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    Value.Blob body,
    Map<String, String> spellings) {

  public HttpRequest {
    var copy = new LinkedHashMap<String, List<String>>();
    headers.forEach((k, v) -> copy.put(k.toLowerCase(Locale.ROOT), List.copyOf(v)));
    headers = copy;
  }

  /// A request whose headers have the names that the client wrote.
  public HttpRequest(
      String method,
      String rawPath,
      String rawQuery,
      Map<String, List<String>> headers,
      Value.Blob body) {
    this(method, rawPath, rawQuery, headers, body, spellings(headers));
  }

  private static Map<String, String> spellings(Map<String, List<String>> headers) {
    var result = new LinkedHashMap<String, String>();
    for (var name : headers.keySet()) {
      var lower = name.toLowerCase(Locale.ROOT);
      if (!lower.equals(name)) {
        result.put(lower, name);
      }
    }
    return result;
  }

  /// The name of a header as the client wrote it.
  ///
  /// @param name in lower case
  public String spelled(String name) {
    return spellings.getOrDefault(name, name);
  }

  /// The first value of a header, by name without regard to case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .flatMap(v -> v.stream().findFirst());
  }
}
