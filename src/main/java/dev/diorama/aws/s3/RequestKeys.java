package dev.diorama.aws.s3;

import dev.diorama.model.Value.Fields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The condition keys that follow from the members of a request, each only if the request has it:
/// `docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html` and
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html`.
///
/// Never set: `s3:ExistingObjectTag/…` (objects in Diorama have no tags), `s3:VersionId` (nor
/// versions), and the keys of access points, access grants and jobs.
final class RequestKeys {
  /// Condition keys of `s3:PutObject` by member.
  private static final Map<String, String> PUT =
      Map.ofEntries(
          Map.entry("ACL", "s3:x-amz-acl"),
          Map.entry("GrantFullControl", "s3:x-amz-grant-full-control"),
          Map.entry("GrantRead", "s3:x-amz-grant-read"),
          Map.entry("GrantReadACP", "s3:x-amz-grant-read-acp"),
          Map.entry("GrantWriteACP", "s3:x-amz-grant-write-acp"),
          Map.entry("IfMatch", "s3:if-match"),
          Map.entry("IfNoneMatch", "s3:if-none-match"),
          Map.entry("MetadataDirective", "s3:x-amz-metadata-directive"),
          Map.entry("ObjectLockLegalHoldStatus", "s3:object-lock-legal-hold"),
          Map.entry("ObjectLockMode", "s3:object-lock-mode"),
          Map.entry("ObjectLockRetainUntilDate", "s3:object-lock-retain-until-date"),
          Map.entry("SSECustomerAlgorithm", "s3:x-amz-server-side-encryption-customer-algorithm"),
          Map.entry("SSEKMSKeyId", "s3:x-amz-server-side-encryption-aws-kms-key-id"),
          Map.entry("ServerSideEncryption", "s3:x-amz-server-side-encryption"),
          Map.entry("StorageClass", "s3:x-amz-storage-class"),
          Map.entry("WebsiteRedirectLocation", "s3:x-amz-website-redirect-location"));

  private RequestKeys() {}

  /// The condition keys of a call of this action with this input.
  static Map<String, List<String>> of(String action, Fields input) {
    return switch (action) {
      case "s3:ListBucket" -> listing(input);
      case "s3:PutObject" -> put(input);
      case "s3:DeleteObject" -> one(input, "IfMatch", "s3:if-match");
      default -> Map.of();
    };
  }

  private static Map<String, List<String>> listing(Fields input) {
    var keys = new LinkedHashMap<String, List<String>>();
    keys.putAll(one(input, "Prefix", "s3:prefix"));
    keys.putAll(one(input, "Delimiter", "s3:delimiter"));
    input.number("MaxKeys").ifPresent(v -> keys.put("s3:max-keys", List.of(Long.toString(v))));
    return keys;
  }

  private static Map<String, List<String>> put(Fields input) {
    var keys = new LinkedHashMap<String, List<String>>();
    PUT.forEach((member, key) -> keys.putAll(one(input, member, key)));
    // As the example of the page writes it: bucket/key, without a slash before it.
    CopySource.of(input)
        .ifPresent(c -> keys.put("s3:x-amz-copy-source", List.of(c.bucket() + "/" + c.key())));
    var tags = input.text("Tagging").map(RequestKeys::tags).orElse(Map.of());
    tags.forEach((name, value) -> keys.put("s3:RequestObjectTag/" + name, List.of(value)));
    if (!tags.isEmpty()) {
      keys.put("s3:RequestObjectTagKeys", List.copyOf(tags.keySet()));
    }
    return keys;
  }

  private static Map<String, List<String>> one(Fields input, String member, String key) {
    return input.text(member).map(v -> Map.of(key, List.of(v))).orElse(Map.of());
  }

  /// Tags are written as a query: `docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html`.
  private static Map<String, String> tags(String query) {
    var tags = new LinkedHashMap<String, String>();
    for (var tag : query.split("&", -1)) {
      int equals = tag.indexOf('=');
      var name = decoded(equals < 0 ? tag : tag.substring(0, equals));
      name.filter(n -> !n.isEmpty())
          .ifPresent(
              n -> tags.put(n, equals < 0 ? "" : decoded(tag.substring(equals + 1)).orElse("")));
    }
    return tags;
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
