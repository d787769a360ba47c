package dev.diorama.aws.lambda.installed;

import dev.diorama.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One HTTP/1.1 request of a runtime: as much of RFC 9112 as runtimes use.
///
/// @param headers by name in small letters
record HttpMessage(String method, String path, Map<String, String> headers, Value.Blob body) {
  private static final int MAX_LINE = 64 << 10;
  private static final int MAX_HEADERS = 100;

  /// A little more than the largest answer of a function, so that Lambda's own limit is what fails.
  private static final int MAX_BODY = 32 << 20;

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// Reads a request; empty at the end of the stream.
  ///
  /// @throws IOException if it is malformed or too large
  static Optional<HttpMessage> read(InputStream in) throws IOException {
    var first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var parts = first.get().split(" ", -1);
    if (parts.length != 3) {
      throw new IOException("not a request line");
    }
    var headers = new LinkedHashMap<String, String>();
    for (var line = some(in); !line.isEmpty(); line = some(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() >= MAX_HEADERS) {
        throw new IOException("bad headers");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return Optional.of(new HttpMessage(parts[0], parts[1], headers, body(in, headers)));
  }

  private static Value.Blob body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return Value.of(chunked(in));
    }
    return Value.of(exactly(in, size(headers.getOrDefault("content-length", "0"), 10)));
  }

  private static byte[] chunked(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      int size = size(some(in).split(";", -1)[0].strip(), 16);
      if (size == 0) {
        for (var trailer = some(in); !trailer.isEmpty(); trailer = some(in)) {
          // Trailers say nothing that is needed here.
        }
        return all.toByteArray();
      }
      if (all.size() + size > MAX_BODY) {
        throw new IOException("a body that is too large");
      }
      all.writeBytes(exactly(in, size));
      some(in);
    }
  }

  private static int size(String text, int radix) throws IOException {
    try {
      int size = Integer.parseInt(text, radix);
      if (size < 0 || size > MAX_BODY) {
        throw new IOException("a body that is too large");
      }
      return size;
    } catch (NumberFormatException e) {
      throw new IOException("a length that is no number", e);
    }
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    var bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new IOException("the body ends early");
    }
    return bytes;
  }

  private static String some(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new IOException("the message ends early"));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return Optional.empty();
      }
      if (line.size() >= MAX_LINE) {
        throw new IOException("a line that is too long");
      }
      line.write(c);
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
  }

  /// Writes a response.
  ///
  /// @param status code and reason
  static void respond(OutputStream out, String status, Map<String, String> headers, byte[] body)
      throws IOException {
    var head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }
}
