package dev.diorama.judge;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Random calls to S3 over a few keys, of which none is also the beginning of another with a slash:
/// objects, ranges, conditions, copies, lists, deletions.
final class RandomObjects {
  private static final List<String> KEYS =
      List.of("a0", "a/1", "a/2/x", "a/2/y", "b c", "b/1", "ü", "Z", "z+w&x=1");
  private static final List<String> BODIES = List.of("", "x", "hello world", "0123456789");

  private final Random random;

  RandomObjects(long seed) {
    random = new Random(seed);
  }

  List<Call> calls(int count) {
    var calls = new ArrayList<Call>();
    for (int i = 0; i < count; i++) {
      calls.add(call());
    }
    calls.add(Call.of("ListObjectsV2", bucket()));
    return calls;
  }

  private static Fields bucket() {
    return Fields.EMPTY.with("Bucket", "photos");
  }

  private Call call() {
    var object = bucket().with("Key", pick(KEYS));
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> Call.of("PutObject", put(object));
      case 3, 4 -> Call.of("GetObject", conditions(range(object)));
      case 5 -> Call.of("HeadObject", conditions(object));
      case 6 -> Call.of("DeleteObject", object);
      case 7 -> Call.of("CopyObject", copy());
      case 8 -> Call.of("ListObjectsV2", list());
      default -> Call.of("DeleteObjects", bucket().with("Delete", deletion()));
    };
  }

  private Fields put(Fields object) {
    var input = object.with("Body", pick(BODIES));
    if (random.nextBoolean()) {
      input = input.with("ContentType", pick(List.of("text/plain", "image/png")));
    }
    if (random.nextInt(3) == 0) {
      input = input.with("Metadata", Fields.EMPTY.with("owner", pick(List.of("ann", "bob"))));
    }
    return switch (random.nextInt(5)) {
      case 0 -> input.with("IfNoneMatch", "*");
      case 1 -> input.with("IfMatch", etag());
      default -> input;
    };
  }

  private Fields range(Fields object) {
    return random.nextInt(3) == 0
        ? object.with(
            "Range",
            pick(
                List.of(
                    "bytes=0-0", "bytes=2-4", "bytes=5-", "bytes=-3", "bytes=90-", "bytes=0-99")))
        : object;
  }

  private Fields conditions(Fields object) {
    return switch (random.nextInt(5)) {
      case 0 -> object.with("IfMatch", etag());
      case 1 -> object.with("IfNoneMatch", etag());
      default -> object;
    };
  }

  private Fields copy() {
    var from = pick(KEYS);
    // Copies onto itself are in the script `copies`.
    var to = pick(KEYS.stream().filter(key -> !key.equals(from)).toList());
    var input =
        Fields.EMPTY
            .with("SourceBucket", "photos")
            .with("SourceKey", from)
            .with("DestinationBucket", "photos")
            .with("DestinationKey", to);
    if (random.nextBoolean()) {
      input =
          input
              .with("MetadataDirective", "REPLACE")
              .with("ContentType", "text/html")
              .with("Metadata", Fields.EMPTY.with("copied", "yes"));
    }
    return switch (random.nextInt(5)) {
      case 0 -> input.with("CopySourceIfMatch", etag());
      case 1 -> input.with("CopySourceIfNoneMatch", etag());
      default -> input;
    };
  }

  private Fields list() {
    var input = bucket();
    if (random.nextBoolean()) {
      input = input.with("Delimiter", "/");
    }
    if (random.nextBoolean()) {
      input = input.with("Prefix", pick(List.of("a", "a/", "a/2", "b", "none", "z+")));
    }
    if (random.nextInt(3) == 0) {
      input = input.with("MaxKeys", 1L + random.nextInt(4));
    }
    return random.nextInt(4) == 0 && input.text("Delimiter").isEmpty()
        ? input.with("StartAfter", pick(KEYS))
        : input;
  }

  private Fields deletion() {
    var keys = new ArrayList<Value>();
    for (var key : KEYS) {
      if (random.nextInt(4) == 0) {
        keys.add(Fields.EMPTY.with("Key", key));
      }
    }
    return Fields.EMPTY
        .with(
            "Objects", keys.isEmpty() ? Value.list(Fields.EMPTY.with("Key", "Z")) : new Items(keys))
        .with("Quiet", Value.of(random.nextBoolean()));
  }

  /// The ETag of some content that may be stored.
  private String etag() {
    try {
      var digest = MessageDigest.getInstance("MD5").digest(pick(BODIES).getBytes(Bodies.CHARSET));
      return '"' + HexFormat.of().formatHex(digest) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
