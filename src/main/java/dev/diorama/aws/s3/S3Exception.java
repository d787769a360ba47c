package dev.diorama.aws.s3;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;

/// An answer of S3 that is an error. Codes, messages and statuses:
/// `docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`.
final class S3Exception extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  S3Exception(String code, String message, int status, Fields details) {
    super(message);
    this.failure = new Failure(code, message, status, details);
  }

  S3Exception(String code, String message, int status) {
    this(code, message, status, Fields.EMPTY);
  }

  Failure failure() {
    return failure;
  }

  static S3Exception noSuchBucket(String bucket) {
    return new S3Exception(
        "NoSuchBucket",
        "The specified bucket does not exist",
        404,
        Fields.EMPTY.with("BucketName", bucket));
  }

  static S3Exception noSuchKey(String key) {
    return new S3Exception(
        "NoSuchKey", "The specified key does not exist.", 404, Fields.EMPTY.with("Key", key));
  }

  /// HEAD has no response body, so clients see nothing but the status.
  static S3Exception notFound() {
    return new S3Exception("NotFound", "Not Found", 404);
  }

  static S3Exception invalidArgument(String message, String name, String value) {
    return new S3Exception(
        "InvalidArgument",
        message,
        400,
        Fields.EMPTY.with("ArgumentName", name).with("ArgumentValue", value));
  }

  static S3Exception preconditionFailed(String condition) {
    return new S3Exception(
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
        412,
        Fields.EMPTY.with("Condition", condition));
  }

  static S3Exception malformedXml() {
    return new S3Exception(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
        400);
  }
}
