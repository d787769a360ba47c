package dev.diorama.aws.s3;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.WireProtocol.WireException;
import java.util.Set;

/// Which operation a method on an address with a query is. The pages of
/// `docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html` show
/// each one's request line.
final class S3Routes {
  /// Subresources that Diorama does not run, but for reading some of a bucket's.
  private static final Set<String> NOT_RUN =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "tagging",
          "torrent",
          "versioning",
          "versionId",
          "versions",
          "website");

  private S3Routes() {}

  static String operation(HttpRequest request, S3Address address) throws WireException {
    var query = address.query();
    // URLs that were signed with version 2, as older clients still do: new buckets refuse them.
    // docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
    if (query.containsKey("AWSAccessKeyId") && query.containsKey("Signature")) {
      throw new WireException(
          new Failure(
              "InvalidRequest",
              "The authorization mechanism you have provided is not supported. Please use"
                  + " AWS4-HMAC-SHA256.",
              400));
    }
    boolean reads = request.method().equals("GET") && address.key().isEmpty();
    for (var name : query.keySet()) {
      if (reads && address.bucket().isPresent() && BucketConfiguration.read(name).isPresent()) {
        return BucketConfiguration.read(name).get();
      }
      if (NOT_RUN.contains(name)) {
        throw notRun("?" + name);
      }
    }
    // What is answered where the bucket's rules do not allow the preflight.
    if (request.method().equals("OPTIONS")) {
      throw new WireException(
          new Failure(
              "AccessForbidden",
              "CORSResponse: This CORS request is not allowed. This is usually because the"
                  + " evaluation of Origin, request method / Access-Control-Request-Method or"
                  + " Access-Control-Request-Headers are not whitelisted by the resource's CORS"
                  + " spec.",
              403));
    }
    if (address.bucket().isEmpty()) {
      if (request.method().equals("GET")) {
        return "ListBuckets";
      }
      throw notAllowed(request.method());
    }
    return address.key().isPresent() ? onObject(request, address) : onBucket(request, address);
  }

  private static String onBucket(HttpRequest request, S3Address address) throws WireException {
    var query = address.query();
    return switch (request.method()) {
      case "GET" -> {
        if (query.containsKey("uploads")) {
          yield "ListMultipartUploads";
        }
        yield "2".equals(query.get("list-type")) ? "ListObjectsV2" : "ListObjects";
      }
      case "HEAD" -> "HeadBucket";
      case "POST" -> {
        if (query.containsKey("delete")) {
          yield "DeleteObjects";
        }
        throw notRun("PostObject");
      }
      case "PUT" -> throw drawn("CreateBucket");
      case "DELETE" -> throw drawn("DeleteBucket");
      default -> throw notAllowed(request.method());
    };
  }

  private static String onObject(HttpRequest request, S3Address address) throws WireException {
    var query = address.query();
    boolean upload = query.containsKey("uploadId");
    boolean copy = request.header("x-amz-copy-source").isPresent();
    return switch (request.method()) {
      case "GET" -> upload ? "ListParts" : "GetObject";
      case "HEAD" -> "HeadObject";
      case "PUT" -> {
        if (upload) {
          yield copy ? "UploadPartCopy" : "UploadPart";
        }
        yield copy ? "CopyObject" : "PutObject";
      }
      case "POST" -> {
        if (query.containsKey("uploads")) {
          yield "CreateMultipartUpload";
        }
        if (upload) {
          yield "CompleteMultipartUpload";
        }
        throw notAllowed(request.method());
      }
      case "DELETE" -> upload ? "AbortMultipartUpload" : "DeleteObject";
      default -> throw notAllowed(request.method());
    };
  }

  private static WireException notRun(String what) {
    return new WireException(
        new Failure("NotImplemented", "Diorama does not run " + what + " of Amazon S3", 501));
  }

  private static WireException drawn(String what) {
    return new WireException(
        new Failure(
            "NotImplemented",
            what + " is not available: in Diorama, buckets are made by drawing them",
            501));
  }

  private static WireException notAllowed(String method) {
    return new WireException(
        new Failure(
            "MethodNotAllowed",
            "The specified method is not allowed against this resource.",
            405,
            Fields.EMPTY.with("Method", method)));
  }
}
