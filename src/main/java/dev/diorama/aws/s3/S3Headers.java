package dev.diorama.aws.s3;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.wire.HttpRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The members of S3's operations that travel as HTTP headers.
final class S3Headers {
  private static final String METADATA = "x-amz-meta-";

  /// Header names by member, for requests and answers alike.
  private static final Map<String, String> BOTH =
      ordered(
          "ContentType", "Content-Type",
          "CacheControl", "Cache-Control",
          "ContentDisposition", "Content-Disposition",
          "ContentEncoding", "Content-Encoding",
          "ContentLanguage", "Content-Language",
          "Expires", "Expires",
          "ChecksumCRC32", "x-amz-checksum-crc32",
          "ChecksumCRC32C", "x-amz-checksum-crc32c",
          "ChecksumCRC64NVME", "x-amz-checksum-crc64nvme",
          "ChecksumSHA1", "x-amz-checksum-sha1",
          "ChecksumSHA256", "x-amz-checksum-sha256");

  private static final Map<String, String> REQUEST =
      ordered(
          "ContentMD5", "Content-MD5",
          "Range", "Range",
          "IfMatch", "If-Match",
          "IfNoneMatch", "If-None-Match",
          "IfModifiedSince", "If-Modified-Since",
          "IfUnmodifiedSince", "If-Unmodified-Since",
          "CopySource", "x-amz-copy-source",
          "CopySourceRange", "x-amz-copy-source-range",
          "CopySourceIfMatch", "x-amz-copy-source-if-match",
          "CopySourceIfNoneMatch", "x-amz-copy-source-if-none-match",
          "CopySourceIfModifiedSince", "x-amz-copy-source-if-modified-since",
          "CopySourceIfUnmodifiedSince", "x-amz-copy-source-if-unmodified-since",
          "MetadataDirective", "x-amz-metadata-directive",
          // These change nothing here but what condition keys see.
          "ACL", "x-amz-acl",
          "GrantFullControl", "x-amz-grant-full-control",
          "GrantRead", "x-amz-grant-read",
          "GrantReadACP", "x-amz-grant-read-acp",
          "GrantWriteACP", "x-amz-grant-write-acp",
          "ObjectLockLegalHoldStatus", "x-amz-object-lock-legal-hold",
          "ObjectLockMode", "x-amz-object-lock-mode",
          "ObjectLockRetainUntilDate", "x-amz-object-lock-retain-until-date",
          "SSECustomerAlgorithm", "x-amz-server-side-encryption-customer-algorithm",
          "SSEKMSKeyId", "x-amz-server-side-encryption-aws-kms-key-id",
          "ServerSideEncryption", "x-amz-server-side-encryption",
          "StorageClass", "x-amz-storage-class",
          "Tagging", "x-amz-tagging",
          "WebsiteRedirectLocation", "x-amz-website-redirect-location");

  private static final Map<String, String> ANSWER =
      ordered(
          "ETag", "ETag",
          "AcceptRanges", "Accept-Ranges",
          "ContentRange", "Content-Range",
          "BucketRegion", "x-amz-bucket-region");

  private S3Headers() {}

  private static Map<String, String> ordered(String... namesAndHeaders) {
    var result = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndHeaders.length; i += 2) {
      result.put(namesAndHeaders[i], namesAndHeaders[i + 1]);
    }
    return result;
  }

  /// `input` with the members that stand in the request's headers.
  static Fields read(HttpRequest request, Fields input) {
    var result = input;
    for (var table : List.of(BOTH, REQUEST)) {
      for (var entry : table.entrySet()) {
        var value = request.header(entry.getValue());
        if (value.isPresent()) {
          result = result.with(entry.getKey(), value.get());
        }
      }
    }
    var encoding = result.text("ContentEncoding");
    if (encoding.isPresent()) {
      // aws-chunked describes the transfer, not the object.
      var kept = encoding.get().replaceAll("(?i)\\s*aws-chunked\\s*,?\\s*", "");
      result =
          kept.isEmpty() ? result.without("ContentEncoding") : result.with("ContentEncoding", kept);
    }
    var metadata = Fields.EMPTY;
    for (var header : request.headers().entrySet()) {
      if (header.getKey().startsWith(METADATA)) {
        metadata =
            metadata.with(
                header.getKey().substring(METADATA.length()), String.join(",", header.getValue()));
      }
    }
    return metadata.isEmpty() ? result : result.with("Metadata", metadata);
  }

  /// Adds the members of `output` that are headers.
  ///
  /// @param withChecksums whether the object's checksum goes along
  static void write(Fields output, boolean withChecksums, Map<String, List<String>> headers) {
    for (var table : List.of(ANSWER, BOTH)) {
      for (var entry : table.entrySet()) {
        if (withChecksums || !entry.getKey().startsWith("Checksum")) {
          output.text(entry.getKey()).ifPresent(v -> headers.put(entry.getValue(), List.of(v)));
        }
      }
    }
    output
        .text("LastModified")
        .ifPresent(t -> headers.put("Last-Modified", List.of(S3Dates.http(Instant.parse(t)))));
    output
        .fields("Metadata")
        .values()
        .forEach((name, value) ->
            value
                .asText()
                .ifPresent(v -> headers.put(METADATA + name.toLowerCase(Locale.ROOT), List.of(v))));
  }
}
