package dev.diorama.aws.s3;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RuntimeContext;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Uploads in parts, which AWS's clients use for larger files:
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html`.
final class MultipartUploads {
  private static final int MIN_PART_SIZE = 5 << 20;
  private static final int MAX_PART_NUMBER = 10_000;

  private final RuntimeContext context;
  private final Map<String, Upload> uploads = new LinkedHashMap<>();

  /// The most that one answer lists, from
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html`.
  private static final long MAX_LISTED = 1_000;

  private record Part(Value.Blob content, String etag, Instant uploaded) {}

  private record Upload(
      Bucket bucket,
      String key,
      Fields metadata,
      Instant initiated,
      NavigableMap<Long, Part> parts) {}

  MultipartUploads(RuntimeContext context) {
    this.context = context;
  }

  Fields create(Bucket bucket, String key, Fields input) {
    var id = context.newUuid().replace("-", "");
    uploads.put(
        id, new Upload(bucket, key, StoredObject.metadata(input), seconds(), new TreeMap<>()));
    return Fields.EMPTY.with("Bucket", bucket.name()).with("Key", key).with("UploadId", id);
  }

  Fields part(Bucket bucket, String key, Fields input) throws S3Exception {
    var upload = required(bucket, key, input);
    long number = input.number("PartNumber").orElse(0L);
    if (number < 1 || number > MAX_PART_NUMBER) {
      throw S3Exception.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive",
          "partNumber",
          Long.toString(number));
    }
    var content = S3Operations.content(input);
    Checksums.verify(input, content.bytes());
    long others =
        upload.parts().entrySet().stream()
            .filter(e -> e.getKey() != number)
            .mapToLong(e -> e.getValue().content().length())
            .sum();
    if (others + content.length() > S3Operations.MAX_OBJECT_SIZE) {
      throw S3Operations.tooLarge(others + content.length());
    }
    var etag = '"' + HexFormat.of().formatHex(Bucket.md5(content.bytes())) + '"';
    upload.parts().put(number, new Part(content, etag, seconds()));
    return Fields.EMPTY.with("ETag", etag);
  }

  StoredObject complete(Bucket bucket, String key, Fields input) throws S3Exception {
    var upload = required(bucket, key, input);
    var listed = input.fields("MultipartUpload").list("Parts");
    if (listed.isEmpty()) {
      throw S3Exception.malformedXml();
    }
    var content = new ByteArrayOutputStream();
    var digests = new ByteArrayOutputStream();
    long last = 0;
    for (int i = 0; i < listed.size(); i++) {
      var entry = listed.get(i) instanceof Fields f ? f : Fields.EMPTY;
      long number = entry.number("PartNumber").orElse(0L);
      if (number <= last) {
        throw new S3Exception(
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.",
            400);
      }
      last = number;
      var part = upload.parts().get(number);
      if (part == null || !ObjectRead.matches(entry.text("ETag").orElse(""), part.etag())) {
        throw new S3Exception(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.",
            400);
      }
      if (i < listed.size() - 1 && part.content().length() < MIN_PART_SIZE) {
        throw new S3Exception(
            "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400);
      }
      content.writeBytes(part.content().bytes());
      digests.writeBytes(Bucket.md5(part.content().bytes()));
    }
    uploads.remove(input.text("UploadId").orElse(""));
    var etag =
        '"'
            + HexFormat.of().formatHex(Bucket.md5(digests.toByteArray()))
            + "-"
            + listed.size()
            + '"';
    return bucket.put(
        new StoredObject(key, Value.of(content.toByteArray()), etag, seconds(), upload.metadata()));
  }

  private Instant seconds() {
    return context.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html`
  Fields parts(Bucket bucket, String key, Fields input) throws S3Exception {
    var upload = required(bucket, key, input);
    long marker = input.number("PartNumberMarker").orElse(0L);
    long most = Math.clamp(input.number("MaxParts").orElse(MAX_LISTED), 0, MAX_LISTED);
    var listed = new ArrayList<Value>();
    long last = marker;
    boolean truncated = false;
    for (var entry : upload.parts().tailMap(marker, false).entrySet()) {
      if (listed.size() == most) {
        truncated = true;
        break;
      }
      last = entry.getKey();
      listed.add(
          Fields.EMPTY
              .with("PartNumber", last)
              .with("LastModified", S3Dates.iso(entry.getValue().uploaded()))
              .with("ETag", entry.getValue().etag())
              .with("Size", entry.getValue().content().length()));
    }
    return Fields.EMPTY
        .with("Bucket", bucket.name())
        .with("Key", key)
        .with("UploadId", input.text("UploadId").orElse(""))
        .with("PartNumberMarker", marker)
        .with("NextPartNumberMarker", last)
        .with("MaxParts", most)
        .with("IsTruncated", Value.of(truncated))
        .with("Parts", new Items(listed));
  }

  /// The uploads of a bucket that are under way, by key and then by age:
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html`.
  Fields list(Bucket bucket, Fields input) throws S3Exception {
    if (input.text("Delimiter").filter(d -> !d.isEmpty()).isPresent()) {
      throw new S3Exception(
          "NotImplemented", "Diorama does not group multipart uploads by a delimiter", 501);
    }
    var prefix = input.text("Prefix").orElse("");
    var keyMarker = input.text("KeyMarker").orElse("");
    var idMarker = input.text("UploadIdMarker").orElse("");
    long most = Math.clamp(input.number("MaxUploads").orElse(MAX_LISTED), 0, MAX_LISTED);
    var open =
        uploads.entrySet().stream()
            .filter(e -> e.getValue().bucket().equals(bucket))
            .filter(e -> e.getValue().key().startsWith(prefix))
            .sorted(Comparator.comparing(e -> e.getValue().key()))
            .toList();
    var listed = new ArrayList<Value>();
    boolean truncated = false;
    var nextKey = "";
    var nextId = "";
    boolean passed = idMarker.isEmpty();
    for (var entry : open) {
      int order = entry.getValue().key().compareTo(keyMarker);
      boolean atMarker = !keyMarker.isEmpty() && order == 0;
      if (order < 0 || (atMarker && (idMarker.isEmpty() || !passed))) {
        passed |= atMarker && entry.getKey().equals(idMarker);
        continue;
      }
      if (listed.size() == most) {
        truncated = true;
        break;
      }
      nextKey = entry.getValue().key();
      nextId = entry.getKey();
      listed.add(
          Fields.EMPTY
              .with("Key", nextKey)
              .with("UploadId", nextId)
              .with("StorageClass", "STANDARD")
              .with("Initiated", S3Dates.iso(entry.getValue().initiated())));
    }
    var answer =
        Fields.EMPTY
            .with("Bucket", bucket.name())
            .with("KeyMarker", keyMarker)
            .with("UploadIdMarker", idMarker)
            .with("Prefix", prefix)
            .with("MaxUploads", most)
            .with("IsTruncated", Value.of(truncated))
            .with("Uploads", new Items(listed));
    return truncated
        ? answer.with("NextKeyMarker", nextKey).with("NextUploadIdMarker", nextId)
        : answer;
  }

  Fields abort(Bucket bucket, String key, Fields input) throws S3Exception {
    required(bucket, key, input);
    uploads.remove(input.text("UploadId").orElse(""));
    return Fields.EMPTY;
  }

  private Upload required(Bucket bucket, String key, Fields input) throws S3Exception {
    var id = input.text("UploadId").orElse("");
    var upload = uploads.get(id);
    if (upload == null || !upload.bucket().equals(bucket) || !upload.key().equals(key)) {
      throw new S3Exception(
          "NoSuchUpload",
          "The specified upload does not exist. The upload ID may be invalid, or the upload may"
              + " have been aborted or completed.",
          404,
          Fields.EMPTY.with("UploadId", id));
    }
    return upload;
  }
}
