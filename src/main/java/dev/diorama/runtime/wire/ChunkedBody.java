package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import dev.diorama.runtime.wire.SignatureException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A body in AWS's own chunks, each with a signature or none, and with trailing headers. See
/// `docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html` and
/// `docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html`.
final class ChunkedBody {
  private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final int MAX_LINE = 8 << 10;

  private final byte[] body;
  private int position;
  private final Signature signature;
  private final SigningKey key;
  private final boolean signed;
  private String previous;

  private ChunkedBody(byte[] body, Signature signature, SigningKey key, boolean signed) {
    this.body = body;
    this.signature = signature;
    this.key = key;
    this.signed = signed;
    this.previous = signature.signature();
  }

  /// The request with its chunks put together and its trailing headers among the headers.
  static HttpRequest decoded(
      HttpRequest request, Signature signature, SigningKey key, String payloadHash)
      throws SignatureException {
    boolean signed =
        switch (payloadHash) {
          case SIGNED, SIGNED_TRAILER -> true;
          case UNSIGNED_TRAILER -> false;
          default -> throw malformed("x-amz-content-sha256 is not supported: " + payloadHash);
        };
    var chunks = new ChunkedBody(request.body().bytes(), signature, key, signed);
    var content = chunks.content();
    var trailers = chunks.trailers(signed && payloadHash.equals(SIGNED_TRAILER));
    var length = request.header("x-amz-decoded-content-length").orElse("");
    if (!length.equals(String.valueOf(content.length))) {
      throw malformed("x-amz-decoded-content-length is not the length of the body");
    }
    return new HttpRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        headers(request, trailers, content.length),
        Value.of(content),
        request.spellings());
  }

  private static Map<String, List<String>> headers(
      HttpRequest request, Map<String, String> trailers, int length) {
    var headers = new LinkedHashMap<>(request.headers());
    trailers.forEach((name, value) -> headers.put(name, List.of(value)));
    headers.put("content-length", List.of(String.valueOf(length)));
    var encodings = new ArrayList<String>();
    for (var value : headers.getOrDefault("content-encoding", List.of())) {
      for (var encoding : value.split(",", -1)) {
        if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("aws-chunked")) {
          encodings.add(encoding.strip());
        }
      }
    }
    headers.remove("content-encoding");
    if (!encodings.isEmpty()) {
      headers.put("content-encoding", List.of(String.join(",", encodings)));
    }
    return headers;
  }

  private static SignatureException malformed(String message) {
    return new SignatureException(Reason.MALFORMED, message);
  }

  private byte[] content() throws SignatureException {
    var content = new ByteArrayOutputStream(body.length);
    while (true) {
      var line = line();
      int semicolon = line.indexOf(';');
      int size = size(semicolon < 0 ? line : line.substring(0, semicolon));
      if (size > body.length - position) {
        throw malformed("a chunk is shorter than it says");
      }
      var data = Arrays.copyOfRange(body, position, position + size);
      position += size;
      if (signed) {
        verify(data, semicolon < 0 ? "" : line.substring(semicolon + 1));
      }
      if (size == 0) {
        return content.toByteArray();
      }
      content.writeBytes(data);
      if (!line().isEmpty()) {
        throw malformed("a chunk is longer than it says");
      }
    }
  }

  private static int size(String hex) throws SignatureException {
    if (!hex.strip().matches("[0-9a-fA-F]{1,7}")) {
      throw malformed("a chunk has no size");
    }
    return Integer.parseInt(hex.strip(), 16);
  }

  private void verify(byte[] data, String extension) throws SignatureException {
    var toSign =
        prefix("AWS4-HMAC-SHA256-PAYLOAD") + SigningKey.sha256("") + '\n' + SigningKey.sha256(data);
    verify(toSign, extension.strip().replaceFirst("^chunk-signature=", ""));
  }

  private String prefix(String algorithm) {
    return algorithm
        + '\n'
        + Signature.format(signature.at())
        + '\n'
        + signature.scope()
        + '\n'
        + previous
        + '\n';
  }

  private void verify(String toSign, String given) throws SignatureException {
    var expected = key.sign(toSign);
    if (!SigningKey.same(expected, given)) {
      throw new SignatureException(Reason.MISMATCH, "");
    }
    previous = expected;
  }

  private Map<String, String> trailers(boolean trailerSigned) throws SignatureException {
    var trailers = new LinkedHashMap<String, String>();
    while (position < body.length) {
      var line = line();
      if (line.isEmpty()) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 1 || trailers.size() > 50) {
        throw malformed("a trailing header is not of the form name:value");
      }
      trailers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    var given = trailers.remove("x-amz-trailer-signature");
    if (trailerSigned) {
      var canonical = new StringBuilder();
      trailers.forEach(
          (name, value) -> canonical.append(name).append(':').append(value).append('\n'));
      verify(
          prefix("AWS4-HMAC-SHA256-TRAILER") + SigningKey.sha256(canonical.toString()),
          given == null ? "" : given);
    }
    return trailers;
  }

  /// The text up to the next line end, behind which reading goes on.
  private String line() throws SignatureException {
    int end = position;
    while (end < body.length && body[end] != '\n') {
      end++;
      if (end - position > MAX_LINE) {
        throw malformed("a line of a chunked body is too long");
      }
    }
    if (end >= body.length && position >= body.length) {
      throw malformed("the chunked body ends too early");
    }
    var line = new String(body, position, end - position, StandardCharsets.ISO_8859_1);
    position = Math.min(end + 1, body.length);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
