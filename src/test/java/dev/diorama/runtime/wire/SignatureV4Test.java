package dev.diorama.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.model.Value;
import dev.diorama.runtime.RuntimeContext.Credentials;
import dev.diorama.runtime.wire.SdkSigner.Body;
import dev.diorama.runtime.wire.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares with the signer of the AWS SDK for Java.
class SignatureV4Test {
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
  private static final Credentials USER =
      new Credentials("AKIAABCDEFGHIJKLMNOP", "secretsecretsecretsecretsecretsecretsecr", "");
  private static final Credentials SESSION =
      new Credentials(
          "ASIAABCDEFGHIJKLMNOP", "secretsecretsecretsecretsecretsecretsecr", "to+ken/with=signs");
  private static final byte[] BODY = "{\"Body\":\"こんにちは\"}".getBytes(StandardCharsets.UTF_8);
  private static final String HOST = "https://127.0.0.1:4566";
  // Over plain HTTP the SDK signs bodies even if it is asked not to.
  private static final String PLAIN_HOST = "http://127.0.0.1:4566";

  private static HttpRequest verify(HttpRequest request, Credentials credentials, Instant now)
      throws SignatureException {
    return SignatureV4.verify(request, Signature.of(request).orElseThrow(), credentials, now);
  }

  private static Reason refusal(HttpRequest request, Credentials credentials, Instant now) {
    try {
      verify(request, credentials, now);
    } catch (SignatureException e) {
      return e.reason();
    }
    throw new AssertionError("the signature was accepted");
  }

  private static SdkSigner signer(String service, Credentials credentials) {
    return new SdkSigner(service, credentials, NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a/b",
        "/a%20b/%E3%81%82",
        "/a//b/./c/../d/",
        "/?b=2&a=1&a=0&empty",
        "/?q=a%20b%2Bc%26d&%E3%81%82=1",
        "/2015-03-31/functions/f%3A1/invocations",
        "/photos/it's(1)*~.jpg"
      })
  void whatTheSdkSignsIsAccepted(String path) throws SignatureException {
    for (var service : List.of("s3", "sqs")) {
      for (var credentials : List.of(USER, SESSION)) {
        var headers = Map.of("X-Custom", "  two   spaces ", "Content-Type", "text/plain");
        var request = signer(service, credentials).sign("POST", HOST + path, headers, BODY);
        assertThat(verify(request, credentials, NOW)).isEqualTo(request);
        var presigned =
            signer(service, credentials)
                .sign(
                    "GET",
                    HOST + path,
                    Map.of(),
                    new byte[0],
                    service.equals("s3") ? Body.UNSIGNED : Body.SIGNED,
                    Optional.of(Duration.ofHours(1)));
        assertThat(Signature.of(presigned).orElseThrow().isPresigned()).isTrue();
        assertThat(verify(presigned, credentials, NOW.plusSeconds(3600))).isEqualTo(presigned);
        assertThat(refusal(presigned, credentials, NOW.plusSeconds(3601)))
            .isEqualTo(Reason.EXPIRED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Body.class)
  void bodiesOfEveryKindArriveWhole(Body kind) throws SignatureException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int length : new int[] {0, 1, 1_000, 128 << 10, 300_001}) {
      var content = new byte[length];
      random.nextBytes(content);
      for (var host : List.of(HOST, PLAIN_HOST)) {
        var request =
            signer("s3", SESSION)
                .sign("PUT", host + "/bucket/key", Map.of(), content, kind, Optional.empty());
        var verified = verify(request, SESSION, NOW);
        assertThat(verified.body()).as("seed %d", seed).isEqualTo(Value.of(content));
        assertThat(verified.header("content-encoding")).isEmpty();
        if (kind == Body.CHUNKS_AND_TRAILER || kind == Body.UNSIGNED_CHUNKS_AND_TRAILER) {
          assertThat(verified.header("x-amz-checksum-crc32")).isPresent();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Body.class,
      names = {"SIGNED", "CHUNKS", "CHUNKS_AND_TRAILER"})
  void aChangedBodyIsRefused(Body kind) {
    var request =
        signer("s3", USER)
            .sign("PUT", HOST + "/bucket/key", Map.of(), BODY, kind, Optional.empty());
    var bytes = request.body().bytes();
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("Body")] = 'b';
    var changed = with(request, request.rawPath(), request.headers(), bytes);
    assertThat(refusal(changed, USER, NOW))
        .isEqualTo(kind == Body.SIGNED ? Reason.BODY_MISMATCH : Reason.MISMATCH);
  }

  @Test
  void aChangedTrailerIsRefused() {
    var request =
        signer("s3", USER)
            .sign(
                "PUT",
                HOST + "/bucket/key",
                Map.of(),
                BODY,
                Body.CHUNKS_AND_TRAILER,
                Optional.empty());
    var text = new String(request.body().bytes(), StandardCharsets.ISO_8859_1);
    var changed = text.replace("x-amz-checksum-crc32:", "x-amz-checksum-crc32:A");
    assertThat(changed).isNotEqualTo(text);
    assertThat(
            refusal(
                with(
                    request,
                    request.rawPath(),
                    request.headers(),
                    changed.getBytes(StandardCharsets.ISO_8859_1)),
                USER,
                NOW))
        .isEqualTo(Reason.MISMATCH);
  }

  private static HttpRequest with(
      HttpRequest request, String path, Map<String, List<String>> headers, byte[] body) {
    return new HttpRequest(request.method(), path, request.rawQuery(), headers, Value.of(body));
  }

  @Test
  void aChangedPathOrSignedHeaderIsRefused() {
    var request =
        signer("sqs", USER).sign("POST", HOST + "/a", Map.of("X-Amz-Target", "T.Op"), BODY);
    assertThat(refusal(with(request, "/b", request.headers(), BODY), USER, NOW))
        .isEqualTo(Reason.MISMATCH);
    var headers = new LinkedHashMap<>(request.headers());
    headers.put("x-amz-target", List.of("T.Other"));
    assertThat(refusal(with(request, "/a", headers, BODY), USER, NOW)).isEqualTo(Reason.MISMATCH);
  }

  @Test
  void anotherSecretKeyIsRefused() {
    var request = signer("sqs", USER).sign("POST", HOST + "/", Map.of(), BODY);
    var other = new Credentials(USER.accessKeyId(), "x".repeat(40), "");
    assertThat(refusal(request, other, NOW)).isEqualTo(Reason.MISMATCH);
  }

  @Test
  void aSessionNeedsItsToken() {
    var without = new Credentials(SESSION.accessKeyId(), SESSION.secretAccessKey(), "");
    var request = signer("sqs", without).sign("POST", HOST + "/", Map.of(), BODY);
    assertThat(refusal(request, SESSION, NOW)).isEqualTo(Reason.BAD_TOKEN);
  }

  @Test
  void theClockMayBeFifteenMinutesOff() throws SignatureException {
    var request = signer("sqs", USER).sign("POST", HOST + "/", Map.of(), BODY);
    verify(request, USER, NOW.plus(SignatureV4.MAX_SKEW));
    verify(request, USER, NOW.minus(SignatureV4.MAX_SKEW));
    assertThatThrownBy(() -> verify(request, USER, NOW.plus(Duration.ofMinutes(20))))
        .hasMessage(
            "Signature expired: 20260506T070809Z is now earlier than 20260506T071309Z"
                + " (20260506T072809Z - 15 min.)");
    assertThatThrownBy(() -> verify(request, USER, NOW.minus(Duration.ofMinutes(20))))
        .hasMessage(
            "Signature not yet current: 20260506T070809Z is still later than 20260506T070309Z"
                + " (20260506T064809Z + 15 min.)");
  }

  @Test
  void hostileChunksAreRefusedInBoundedMemory() {
    var request =
        signer("s3", USER)
            .sign(
                "PUT",
                HOST + "/b/k",
                Map.of(),
                BODY,
                Body.UNSIGNED_CHUNKS_AND_TRAILER,
                Optional.empty());
    for (var body :
        List.of("", "7fffffff\r\n", "fffffff\r\nx", "-1\r\n", "0", "1\r\nab\r\n0\r\n")) {
      var changed =
          with(
              request, request.rawPath(), request.headers(), body.getBytes(StandardCharsets.UTF_8));
      assertThat(refusal(changed, USER, NOW)).as(body).isEqualTo(Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=a/20260101/r/s/aws4_request, SignedHeaders=host, Signature=zz",
        "AWS4-HMAC-SHA256 Credential=a/20260101/r/s/aws4_request, SignedHeaders=date"
      })
  void anIncompleteSignatureIsMalformed(String authorization) {
    var request =
        new HttpRequest(
            "GET",
            "/",
            "",
            Map.of(
                "Authorization", List.of(authorization), "X-Amz-Date", List.of("20260101T000000Z")),
            Value.of(new byte[0]));
    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(() -> Signature.of(request))
        .matches(e -> e.reason() == Reason.MALFORMED);
  }

  @Test
  void aRequestWithoutSignatureIsUnsigned() throws SignatureException {
    var request = new HttpRequest("GET", "/", "a=b", Map.of(), Value.of(new byte[0]));
    assertThat(Signature.of(request)).isEmpty();
  }
}
