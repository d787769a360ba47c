package dev.diorama.aws.s3;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A drawn bucket and its objects in one run. Keys are in the order of their UTF-8 bytes, as
/// listings are: `docs.aws.amazon.com/AmazonS3/latest/userguide/ListingKeysUsingAPIs.html`.
final class Bucket {
  /// The order of keys.
  static final Comparator<String> KEY_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final ResourceId id;
  private final String name;
  private final String arn;
  private final NavigableMap<String, StoredObject> objects = new TreeMap<>(KEY_ORDER);
  private long bytes;

  Bucket(ResourceId id, String name, String arn) {
    this.id = id;
    this.name = name;
    this.arn = arn;
  }

  ResourceId id() {
    return id;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  String arnOf(String key) {
    return arn + "/" + key;
  }

  NavigableMap<String, StoredObject> objects() {
    return objects;
  }

  Optional<StoredObject> object(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  StoredObject put(String key, Value.Blob content, Fields metadata, Instant now) {
    // S3 keeps whole seconds.
    var stored = now.truncatedTo(ChronoUnit.SECONDS);
    return put(new StoredObject(key, content, etag(content.bytes()), stored, metadata));
  }

  StoredObject put(StoredObject object) {
    delete(object.key());
    objects.put(object.key(), object);
    bytes += object.content().length();
    return object;
  }

  /// Removes the object; answers what was there.
  Optional<StoredObject> delete(String key) {
    var old = Optional.ofNullable(objects.remove(key));
    old.ifPresent(o -> bytes -= o.content().length());
    return old;
  }

  SequencedMap<String, Long> counts() {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("objects", (long) objects.size());
    counts.put("bytes", bytes);
    return counts;
  }

  static byte[] md5(byte[] content) {
    try {
      return MessageDigest.getInstance("MD5").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static String etag(byte[] content) {
    return '"' + HexFormat.of().formatHex(md5(content)) + '"';
  }
}
