package dev.diorama.runtime.wire;

import dev.diorama.runtime.RuntimeContext.Credentials;
import dev.diorama.runtime.wire.SignatureException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Verifies requests that are signed with Signature Version 4, in headers or as presigned URLs,
/// with their bodies: signed, unsigned, and in signed or unsigned chunks. Stateless.
public final class SignatureV4 {
  /// How far the time of a signature may be from the server's. See `RequestExpired` in
  /// `docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html`.
  public static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private SignatureV4() {}

  /// Verifies `request` and answers it as the service should see it, with a chunked body put
  /// together.
  ///
  /// @param credentials whose key the signature names
  /// @param now the server's time
  /// @throws SignatureException if it does not hold
  public static HttpRequest verify(
      HttpRequest request, Signature signature, Credentials credentials, Instant now)
      throws SignatureException {
    if (!signature.sessionToken().orElse("").equals(credentials.sessionToken())) {
      throw new SignatureException(Reason.BAD_TOKEN, "");
    }
    verifyTime(signature, now);
    var payloadHash = payloadHash(request, signature);
    var key = SigningKey.of(credentials.secretAccessKey(), signature);
    var time = Signature.format(signature.at());
    var toSign =
        "AWS4-HMAC-SHA256\n"
            + time
            + '\n'
            + signature.scope()
            + '\n'
            + SigningKey.sha256(CanonicalRequest.of(request, signature, payloadHash));
    if (!time.startsWith(signature.date())
        || !SigningKey.same(key.sign(toSign), signature.signature())) {
      throw new SignatureException(Reason.MISMATCH, "");
    }
    if (payloadHash.startsWith("STREAMING-")) {
      return ChunkedBody.decoded(request, signature, key, payloadHash);
    }
    if (!payloadHash.equals(UNSIGNED)
        && !payloadHash.equals(SigningKey.sha256(request.body().bytes()))) {
      throw new SignatureException(Reason.BODY_MISMATCH, "");
    }
    return request;
  }

  private static String payloadHash(HttpRequest request, Signature signature) {
    var declared =
        request
            .header("x-amz-content-sha256")
            .or(() ->
                PercentEncoding.parameters(request.rawQuery()).stream()
                    .filter(p -> p.getKey().equals("X-Amz-Content-Sha256"))
                    .map(p -> p.getValue())
                    .findFirst());
    if (declared.isPresent()) {
      return declared.get();
    }
    return signature.isPresigned() && signature.service().equals("s3")
        ? UNSIGNED
        : SigningKey.sha256(request.body().bytes());
  }

  private static void verifyTime(Signature signature, Instant now) throws SignatureException {
    var at = signature.at();
    if (at.isAfter(now.plus(MAX_SKEW))) {
      throw new SignatureException(
          Reason.TOO_NEW,
          "Signature not yet current: %s is still later than %s (%s + 15 min.)"
              .formatted(
                  Signature.format(at),
                  Signature.format(now.plus(MAX_SKEW)),
                  Signature.format(now)));
    }
    Optional<Duration> validity = signature.validity();
    if (validity.isPresent()) {
      if (now.isAfter(at.plus(validity.get()))) {
        throw new SignatureException(Reason.EXPIRED, "Request has expired");
      }
    } else if (at.isBefore(now.minus(MAX_SKEW))) {
      throw new SignatureException(
          Reason.TOO_OLD,
          "Signature expired: %s is now earlier than %s (%s - 15 min.)"
              .formatted(
                  Signature.format(at),
                  Signature.format(now.minus(MAX_SKEW)),
                  Signature.format(now)));
    }
  }
}
