package dev.diorama.runtime.wire;

import dev.diorama.runtime.wire.SignatureException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Signature Version 4 as a request carries it, in the `Authorization` header or in the query of
/// a presigned URL. Nothing is checked yet but its form. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html` and
/// `docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html`.
///
/// @param date the day of the credential scope, as `20260101`
/// @param service the service name in the scope, which is its IAM prefix
/// @param signedHeaders in lower case
/// @param signature 64 hexadecimal digits
/// @param at when it was signed
/// @param validity how long a presigned URL is valid; empty for a signature in a header
public record Signature(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature,
    Instant at,
    Optional<Duration> validity,
    Optional<String> sessionToken) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration MAX_VALIDITY = Duration.ofDays(7);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Signature {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /// The signature of a request; empty if it is unsigned.
  ///
  /// @throws SignatureException with [Reason#MALFORMED]
  public static Optional<Signature> of(HttpRequest request) throws SignatureException {
    var header = request.header("authorization").filter(h -> h.startsWith(ALGORITHM));
    if (header.isPresent()) {
      return Optional.of(fromHeader(request, header.get()));
    }
    var query = new LinkedHashMap<String, String>();
    PercentEncoding.parameters(request.rawQuery())
        .forEach(p -> query.putIfAbsent(p.getKey(), p.getValue()));
    return ALGORITHM.equals(query.get("X-Amz-Algorithm"))
        ? Optional.of(fromQuery(query))
        : Optional.empty();
  }

  private static Signature fromHeader(HttpRequest request, String header)
      throws SignatureException {
    var parts = new LinkedHashMap<String, String>();
    for (var part : header.substring(ALGORITHM.length()).strip().split(",", 8)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    var at = required("X-Amz-Date", request.header("x-amz-date"));
    return new Signature(
        scope(parts.get("Credential"), 0),
        scope(parts.get("Credential"), 1),
        scope(parts.get("Credential"), 2),
        scope(parts.get("Credential"), 3),
        headers(parts),
        hex(required("Signature", Optional.ofNullable(parts.get("Signature")))),
        time(at),
        Optional.empty(),
        request.header("x-amz-security-token"));
  }

  private static Signature fromQuery(Map<String, String> query) throws SignatureException {
    var credential = query.get("X-Amz-Credential");
    var named = new LinkedHashMap<String, String>();
    named.put("SignedHeaders", query.getOrDefault("X-Amz-SignedHeaders", ""));
    return new Signature(
        scope(credential, 0),
        scope(credential, 1),
        scope(credential, 2),
        scope(credential, 3),
        headers(named),
        hex(required("X-Amz-Signature", Optional.ofNullable(query.get("X-Amz-Signature")))),
        time(required("X-Amz-Date", Optional.ofNullable(query.get("X-Amz-Date")))),
        Optional.of(
            validity(required("X-Amz-Expires", Optional.ofNullable(query.get("X-Amz-Expires"))))),
        Optional.ofNullable(query.get("X-Amz-Security-Token")));
  }

  private static String required(String name, Optional<String> value) throws SignatureException {
    return value.orElseThrow(() -> malformed("the signature has no " + name));
  }

  private static SignatureException malformed(String message) {
    return new SignatureException(Reason.MALFORMED, message);
  }

  /// Access key, day, region or service of `key/day/region/service/aws4_request`.
  private static String scope(@Nullable String credential, int part) throws SignatureException {
    var parts = credential == null ? new String[0] : credential.split("/", 6);
    if (parts.length != 5 || !parts[4].equals("aws4_request") || parts[part].isEmpty()) {
      throw malformed("the credential is not of the form key/day/region/service/aws4_request");
    }
    return parts[part];
  }

  private static List<String> headers(Map<String, String> parts) throws SignatureException {
    var headers = List.of(parts.getOrDefault("SignedHeaders", "").split(";", 200));
    if (!headers.contains("host")) {
      throw malformed("'Host' must be a signed header");
    }
    return headers;
  }

  private static String hex(String signature) throws SignatureException {
    if (!signature.matches("[0-9a-f]{64}")) {
      throw malformed("the signature is not 64 hexadecimal digits");
    }
    return signature;
  }

  private static Instant time(String text) throws SignatureException {
    try {
      return TIME.parse(text, Instant::from);
    } catch (DateTimeParseException e) {
      throw malformed("the date is not of the form yyyyMMdd'T'HHmmss'Z'");
    }
  }

  private static Duration validity(String seconds) throws SignatureException {
    var limit = MAX_VALIDITY.toSeconds();
    if (!seconds.matches("[0-9]{1,6}") || Long.parseLong(seconds) > limit) {
      throw malformed("X-Amz-Expires must be a number of seconds of at most " + limit);
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }

  /// An instant as signatures write it.
  static String format(Instant instant) {
    return TIME.format(instant);
  }

  /// The credential scope without the key.
  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }

  /// Whether it stands in the query of a presigned URL.
  public boolean isPresigned() {
    return validity.isPresent();
  }
}
