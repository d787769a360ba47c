package dev.diorama.aws.s3;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.List;

/// One object of a bucket.
///
/// @param etag with its quotes, as S3 sends it: the MD5 of the content; for a multipart upload the
///   MD5 of the parts' digests, a hyphen and the number of parts
/// @param metadata what the caller gave with it, by API member name (`ContentType`, `Metadata`, …)
record StoredObject(
    String key, Value.Blob content, String etag, Instant lastModified, Fields metadata) {

  /// What an object without a content type is served as.
  static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

  /// The members of `PutObject` that come back from `GetObject`:
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html`.
  private static final List<String> KEPT =
      List.of(
          "ContentType",
          "CacheControl",
          "ContentDisposition",
          "ContentEncoding",
          "ContentLanguage",
          "Expires",
          "Metadata",
          "ChecksumCRC32",
          "ChecksumCRC32C",
          "ChecksumCRC64NVME",
          "ChecksumSHA1",
          "ChecksumSHA256");

  /// The members of a request that are kept with the object.
  static Fields metadata(Fields input) {
    var kept = Fields.EMPTY;
    for (var name : KEPT) {
      var value = input.get(name);
      if (value.isPresent()) {
        kept = kept.with(name, value.get());
      }
    }
    return kept.text("ContentType").isPresent()
        ? kept
        : kept.with("ContentType", DEFAULT_CONTENT_TYPE);
  }

  /// What `GetObject` and `HeadObject` say about the whole object.
  Fields describe() {
    var result =
        Fields.EMPTY
            .with("AcceptRanges", "bytes")
            .with("LastModified", S3Dates.iso(lastModified))
            .with("ContentLength", content.length())
            .with("ETag", etag);
    for (var entry : metadata.values().entrySet()) {
      result = result.with(entry.getKey(), entry.getValue());
    }
    return result;
  }
}
