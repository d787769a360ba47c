package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An HTTP response to send. `Content-Length` is set by the server.
public record HttpResponse(int status, Map<String, List<String>> headers, Value.Blob body) {
  public HttpResponse {
    headers = new LinkedHashMap<>(headers);
  }

  /// A response with one header, its content type.
  public static HttpResponse of(int status, String contentType, byte[] body) {
    return new HttpResponse(status, Map.of("Content-Type", List.of(contentType)), Value.of(body));
  }
}
