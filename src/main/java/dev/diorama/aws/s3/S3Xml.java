package dev.diorama.aws.s3;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.wire.PercentEncoding;
import dev.diorama.runtime.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// S3's documents: operations' members under the names that they have in XML.
final class S3Xml {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  /// What `EncodingType` `url` encodes:
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html`.
  private static final List<String> ENCODED =
      List.of("Prefix", "Delimiter", "StartAfter", "Marker", "NextMarker");

  private S3Xml() {}

  /// The body of a successful answer; empty for operations that answer in headers alone.
  static Optional<byte[]> body(String operation, Fields output) {
    return switch (operation) {
      case "ListObjectsV2", "ListObjects" ->
          Optional.of(document("ListBucketResult", listing(output)));
      case "ListBuckets" ->
          Optional.of(
              document(
                  "ListAllMyBucketsResult",
                  Fields.EMPTY
                      .with("Owner", output.fields("Owner"))
                      .with(
                          "Buckets",
                          Fields.EMPTY.with("Bucket", new Items(output.list("Buckets"))))));
      case "GetBucketLocation" ->
          Optional.of(location(output.text("LocationConstraint").orElse("")));
      case "GetBucketVersioning" -> Optional.of(document("VersioningConfiguration", output));
      case "GetBucketAccelerateConfiguration" ->
          Optional.of(document("AccelerateConfiguration", output));
      case "GetBucketLogging" -> Optional.of(document("BucketLoggingStatus", output));
      case "GetBucketRequestPayment" ->
          Optional.of(document("RequestPaymentConfiguration", output));
      case "GetPublicAccessBlock" -> Optional.of(member("PublicAccessBlockConfiguration", output));
      case "GetBucketEncryption" -> Optional.of(rules("ServerSideEncryptionConfiguration", output));
      case "GetBucketOwnershipControls" -> Optional.of(rules("OwnershipControls", output));
      case "GetBucketCors" -> Optional.of(cors(output));
      case "GetBucketNotificationConfiguration" -> Optional.of(notifications(output));
      case "CopyObject" ->
          Optional.of(document("CopyObjectResult", output.fields("CopyObjectResult")));
      case "UploadPartCopy" ->
          Optional.of(document("CopyPartResult", output.fields("CopyPartResult")));
      case "DeleteObjects" ->
          Optional.of(
              document(
                  "DeleteResult",
                  Fields.EMPTY
                      .with("Deleted", new Items(output.list("Deleted")))
                      .with("Error", new Items(output.list("Errors")))));
      case "CreateMultipartUpload" ->
          Optional.of(document("InitiateMultipartUploadResult", output));
      case "ListParts" ->
          Optional.of(document("ListPartsResult", renamed(output, "Parts", "Part")));
      case "ListMultipartUploads" ->
          Optional.of(document("ListMultipartUploadsResult", renamed(output, "Uploads", "Upload")));
      case "CompleteMultipartUpload" ->
          Optional.of(document("CompleteMultipartUploadResult", output));
      default -> Optional.empty();
    };
  }

  static byte[] error(Fields content) {
    return XmlWriter.document("Error", Optional.empty(), content);
  }

  private static byte[] document(String root, Fields content) {
    return XmlWriter.document(root, Optional.of(NAMESPACE), content);
  }

  /// The only document whose root holds a text: a region's name, which needs no escapes.
  private static byte[] location(String region) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint xmlns=\""
            + NAMESPACE
            + "\">"
            + region
            + "</LocationConstraint>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] member(String name, Fields output) {
    return document(name, output.fields(name));
  }

  private static byte[] rules(String name, Fields output) {
    return document(name, renamed(output.fields(name), "Rules", "Rule"));
  }

  private static byte[] cors(Fields output) {
    var rules = new ArrayList<Value>();
    for (var value : output.list("CORSRules")) {
      var rule = value instanceof Fields f ? f : Fields.EMPTY;
      for (var member :
          List.of("AllowedOrigins", "AllowedMethods", "AllowedHeaders", "ExposeHeaders")) {
        rule = renamed(rule, member, member.substring(0, member.length() - 1));
      }
      rules.add(rule);
    }
    return document("CORSConfiguration", Fields.EMPTY.with("CORSRule", new Items(rules)));
  }

  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html`; the
  /// elements for functions still have the name of Lambda's first years.
  private static byte[] notifications(Fields output) {
    var result = Fields.EMPTY;
    for (var member : output.values().keySet()) {
      boolean function = member.startsWith("Lambda");
      var shown = new ArrayList<Value>();
      for (var value : output.list(member)) {
        var one = value instanceof Fields f ? renamed(f, "Events", "Event") : Fields.EMPTY;
        var arn = one.text(function ? "LambdaFunctionArn" : "QueueArn").orElse("");
        one =
            function
                ? one.without("LambdaFunctionArn").with("CloudFunction", arn)
                : one.without("QueueArn").with("Queue", arn);
        if (one.get("Filter").isPresent()) {
          var key = renamed(one.fields("Filter").fields("Key"), "FilterRules", "FilterRule");
          one = one.with("Filter", Fields.EMPTY.with("S3Key", key));
        }
        shown.add(one);
      }
      result =
          result.with(
              function ? "CloudFunctionConfiguration" : "QueueConfiguration", new Items(shown));
    }
    return document("NotificationConfiguration", result);
  }

  private static Fields renamed(Fields output, String member, String element) {
    return output.without(member).with(element, new Items(output.list(member)));
  }

  private static Fields listing(Fields output) {
    if (output.text("EncodingType").filter("url"::equals).isEmpty()) {
      return output;
    }
    var result = output;
    for (var name : ENCODED) {
      var value = output.text(name);
      if (value.isPresent()) {
        result = result.with(name, PercentEncoding.encodePath(value.get()));
      }
    }
    return encoded(encoded(result, "Contents", "Key"), "CommonPrefixes", "Prefix");
  }

  private static Fields encoded(Fields listing, String list, String member) {
    if (listing.get(list).isEmpty()) {
      return listing;
    }
    return listing.with(
        list,
        new Items(
            listing.list(list).stream()
                .<Value>map(v ->
                    v instanceof Fields f
                        ? f.with(member, PercentEncoding.encodePath(f.text(member).orElse("")))
                        : v)
                .toList()));
  }
}
