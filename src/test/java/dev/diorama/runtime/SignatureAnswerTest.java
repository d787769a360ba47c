package dev.diorama.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.AwsJsonProtocol;
import dev.diorama.runtime.wire.AwsQueryProtocol;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.SignatureException;
import dev.diorama.runtime.wire.SignatureException.Reason;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureAnswerTest {
  private static final WireProtocol JSON = new AwsJsonProtocol("box", "Box", "1.0");
  private static final WireProtocol QUERY =
      new AwsQueryProtocol("box", "1", "urn:x", (o, f) -> f, (o, f) -> f, Map.of());
  private static final HttpRequest TARGETED =
      new HttpRequest(
          "POST", "/", "", Map.of("X-Amz-Target", List.of("Box.Put")), Value.of(new byte[0]));
  private static final HttpRequest REST =
      new HttpRequest("GET", "/b/k", "", Map.of(), Value.of(new byte[0]));

  private static String in(Failure failure) {
    return failure.code() + " " + failure.status();
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_KEY, InvalidAccessKeyId 403, InvalidClientTokenId 403, UnrecognizedClientException",
    "BAD_TOKEN, InvalidToken 400, InvalidClientTokenId 403, UnrecognizedClientException",
    "MISMATCH, SignatureDoesNotMatch 403, SignatureDoesNotMatch 403, InvalidSignatureException",
    "BODY_MISMATCH, XAmzContentSHA256Mismatch 400, SignatureDoesNotMatch 403,"
        + " InvalidSignatureException",
    "TOO_OLD, RequestTimeTooSkewed 403, SignatureDoesNotMatch 403, InvalidSignatureException",
    "TOO_NEW, RequestTimeTooSkewed 403, SignatureDoesNotMatch 403, InvalidSignatureException",
    "EXPIRED, AccessDenied 403, SignatureDoesNotMatch 403, InvalidSignatureException",
    "MALFORMED, AuthorizationHeaderMalformed 400, IncompleteSignature 400,"
        + " IncompleteSignatureException"
  })
  void everyFamilyOfServicesHasItsOwnCodes(Reason reason, String s3, String query, String json) {
    var exception = new SignatureException(reason, "why");
    assertThat(in(SignatureAnswer.of(exception, "s3", JSON, REST))).isEqualTo(s3);
    assertThat(in(SignatureAnswer.of(exception, "box", QUERY, REST))).isEqualTo(query);
    assertThat(in(SignatureAnswer.of(exception, "box", JSON, TARGETED))).isEqualTo(json + " 400");
    assertThat(in(SignatureAnswer.of(exception, "box", JSON, REST))).isEqualTo(json + " 403");
  }
}
