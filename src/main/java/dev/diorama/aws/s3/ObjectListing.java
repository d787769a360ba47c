package dev.diorama.aws.s3;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// One page of a bucket's keys: `docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html`,
/// and with markers the older `API_ListObjects.html`.
final class ObjectListing {
  private static final int MAX_KEYS = 1_000;

  private final Bucket bucket;
  private final Fields input;
  private final String prefix;
  private final String delimiter;
  private final int maxKeys;
  private final List<Value> contents = new ArrayList<>();
  private final List<Value> commonPrefixes = new ArrayList<>();
  private boolean truncated;
  private String last = "";

  private ObjectListing(Bucket bucket, Fields input) throws S3Exception {
    this.bucket = bucket;
    this.input = input;
    this.prefix = input.text("Prefix").orElse("");
    this.delimiter = input.text("Delimiter").orElse("");
    long asked = input.number("MaxKeys").orElse((long) MAX_KEYS);
    if (asked < 0 || asked > Integer.MAX_VALUE) {
      throw S3Exception.invalidArgument(
          "Argument maxKeys must be an integer between 0 and 2147483647",
          "max-keys",
          Long.toString(asked));
    }
    this.maxKeys = (int) Math.min(asked, MAX_KEYS);
  }

  /// The answer of `ListObjectsV2`.
  static Fields version2(Bucket bucket, Fields input) throws S3Exception {
    var listing = new ObjectListing(bucket, input);
    var token = input.text("ContinuationToken");
    listing.collect(token.isPresent() ? decode(token.get()) : input.text("StartAfter").orElse(""));
    var result = listing.common();
    result = result.with("KeyCount", listing.contents.size() + listing.commonPrefixes.size());
    if (token.isPresent()) {
      result = result.with("ContinuationToken", token.get());
    }
    if (input.text("StartAfter").isPresent()) {
      result = result.with("StartAfter", input.text("StartAfter").get());
    }
    return listing.truncated ? result.with("NextContinuationToken", encode(listing.last)) : result;
  }

  /// The answer of `ListObjects`.
  static Fields version1(Bucket bucket, Fields input) throws S3Exception {
    var listing = new ObjectListing(bucket, input);
    var marker = input.text("Marker").orElse("");
    listing.collect(marker);
    var result = listing.common().with("Marker", marker);
    return listing.truncated && !listing.delimiter.isEmpty()
        ? result.with("NextMarker", listing.last)
        : result;
  }

  private void collect(String after) {
    var keys =
        after.isEmpty()
            ? bucket.objects().tailMap(prefix, true)
            : bucket
                .objects()
                .tailMap(
                    Bucket.KEY_ORDER.compare(after, prefix) < 0 ? prefix : after,
                    Bucket.KEY_ORDER.compare(after, prefix) < 0);
    for (var object : keys.values()) {
      if (!object.key().startsWith(prefix)) {
        return;
      }
      var group = group(object.key());
      // A page that ended in a common prefix has told all keys below it.
      if (group.isPresent()
          && (group.get().equals(last) || (!after.isEmpty() && after.equals(group.get())))) {
        continue;
      }
      if (contents.size() + commonPrefixes.size() >= maxKeys) {
        truncated = maxKeys > 0;
        return;
      }
      if (group.isPresent()) {
        commonPrefixes.add(Fields.EMPTY.with("Prefix", group.get()));
      } else {
        contents.add(
            Fields.EMPTY
                .with("Key", object.key())
                .with("LastModified", S3Dates.iso(object.lastModified()))
                .with("ETag", object.etag())
                .with("Size", object.content().length())
                .with("StorageClass", "STANDARD"));
      }
      last = group.orElse(object.key());
    }
  }

  private Optional<String> group(String key) {
    if (delimiter.isEmpty()) {
      return Optional.empty();
    }
    int at = key.indexOf(delimiter, prefix.length());
    return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
  }

  private Fields common() {
    var result =
        Fields.EMPTY
            .with("Name", bucket.name())
            .with("Prefix", prefix)
            .with("MaxKeys", input.number("MaxKeys").orElse((long) MAX_KEYS))
            .with("IsTruncated", Value.of(truncated));
    if (!delimiter.isEmpty()) {
      result = result.with("Delimiter", delimiter);
    }
    if (input.text("EncodingType").isPresent()) {
      result = result.with("EncodingType", input.text("EncodingType").get());
    }
    // Absent rather than empty, as clients see it from AWS.
    if (!contents.isEmpty()) {
      result = result.with("Contents", new Items(contents));
    }
    return commonPrefixes.isEmpty()
        ? result
        : result.with("CommonPrefixes", new Items(commonPrefixes));
  }

  private static String encode(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) throws S3Exception {
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Exception.invalidArgument(
          "The continuation token provided is incorrect", "continuation-token", token);
    }
  }
}
