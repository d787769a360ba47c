package dev.diorama.runtime;

import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.AwsQueryProtocol;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.SignatureException;
import dev.diorama.runtime.wire.WireProtocol;

/// What AWS answers to a request whose signature does not hold. The layer in front of S3 has its
/// own codes (`docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`), the one in front of
/// all other services has others for its older Query and its JSON protocols
/// (`docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html`,
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html`).
final class SignatureAnswer {
  private static final String INVALID_TOKEN =
      "The security token included in the request is invalid.";
  private static final String MISSING_TOKEN = "Request is missing Authentication Token";
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private SignatureAnswer() {}

  static Failure of(
      SignatureException e, String signedService, WireProtocol protocol, HttpRequest request) {
    if (signedService.equals("s3")) {
      return s3(e);
    }
    if (protocol instanceof AwsQueryProtocol) {
      return query(e);
    }
    return json(e, jsonStatus(request));
  }

  /// JSON 1.0 and 1.1 answer 400 to everything that a client did wrong, REST services 403.
  private static int jsonStatus(HttpRequest request) {
    return request.header("x-amz-target").isPresent() ? 400 : 403;
  }

  /// The answer to an unsigned request for something that is not open to everybody.
  static Failure unsigned(String service, WireProtocol protocol, HttpRequest request) {
    if (service.equals("s3")) {
      return new Failure("AccessDenied", "Access Denied", 403);
    }
    if (service.equals("execute-api")) {
      return unsignedApi();
    }
    return protocol instanceof AwsQueryProtocol
        ? new Failure("MissingAuthenticationToken", MISSING_TOKEN, 403)
        : new Failure("MissingAuthenticationTokenException", MISSING_TOKEN, jsonStatus(request));
  }

  /// The answer to a WebSocket handshake whose signature does not hold.
  static Failure handshake(SignatureException e) {
    return json(e, 403);
  }

  /// The answer to an unsigned request or handshake to an API that must be signed; see
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html`.
  static Failure unsignedApi() {
    return new Failure("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  }

  private static Failure s3(SignatureException e) {
    return switch (e.reason()) {
      case MALFORMED -> new Failure("AuthorizationHeaderMalformed", e.detail(), 400);
      case UNKNOWN_KEY ->
          new Failure(
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.",
              403);
      case BAD_TOKEN ->
          new Failure("InvalidToken", "The provided token is malformed or otherwise invalid.", 400);
      case MISMATCH ->
          new Failure(
              "SignatureDoesNotMatch",
              "The request signature we calculated does not match the signature you provided."
                  + " Check your key and signing method.",
              403);
      case BODY_MISMATCH ->
          new Failure(
              "XAmzContentSHA256Mismatch",
              "The provided 'x-amz-content-sha256' header does not match what was computed.",
              400);
      case TOO_OLD, TOO_NEW ->
          new Failure(
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.",
              403);
      case EXPIRED -> new Failure("AccessDenied", e.detail(), 403);
    };
  }

  private static Failure query(SignatureException e) {
    return switch (e.reason()) {
      case MALFORMED -> new Failure("IncompleteSignature", e.detail(), 400);
      case UNKNOWN_KEY, BAD_TOKEN -> new Failure("InvalidClientTokenId", INVALID_TOKEN, 403);
      case MISMATCH, BODY_MISMATCH -> new Failure("SignatureDoesNotMatch", MISMATCH, 403);
      case TOO_OLD, TOO_NEW, EXPIRED -> new Failure("SignatureDoesNotMatch", e.detail(), 403);
    };
  }

  private static Failure json(SignatureException e, int status) {
    return switch (e.reason()) {
      case MALFORMED -> new Failure("IncompleteSignatureException", e.detail(), status);
      case UNKNOWN_KEY, BAD_TOKEN ->
          new Failure("UnrecognizedClientException", INVALID_TOKEN, status);
      case MISMATCH, BODY_MISMATCH -> new Failure("InvalidSignatureException", MISMATCH, status);
      case TOO_OLD, TOO_NEW, EXPIRED ->
          new Failure("InvalidSignatureException", e.detail(), status);
    };
  }
}
