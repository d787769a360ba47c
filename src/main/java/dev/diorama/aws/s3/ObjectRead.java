package dev.diorama.aws.s3;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Conditions and ranges of `GetObject` and `HeadObject`:
/// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html` and RFC 9110.
final class ObjectRead {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private ObjectRead() {}

  /// The answer to a read of `object`, with its content if `withBody`.
  static Fields read(StoredObject object, Fields input, boolean withBody) throws S3Exception {
    checkConditions(object, input);
    var answer = object.describe();
    int length = object.content().length();
    var range = range(input.text("Range"), length);
    if (range.isPresent()) {
      answer =
          answer
              .with("ContentLength", range.get().to() - range.get().from() + 1L)
              .with(
                  "ContentRange",
                  "bytes " + range.get().from() + "-" + range.get().to() + "/" + length);
      for (var name : answer.values().sequencedKeySet()) {
        // A checksum is that of the whole object, so it does not go with a part.
        if (name.startsWith("Checksum")) {
          answer = answer.without(name);
        }
      }
    }
    if (!withBody) {
      return answer;
    }
    return answer.with(
        "Body",
        range.isEmpty()
            ? object.content()
            : Value.of(
                Arrays.copyOfRange(
                    object.content().bytes(), range.get().from(), range.get().to() + 1)));
  }

  private record Range(int from, int to) {}

  /// A range that is malformed, or names several parts, is ignored, as RFC 9110 has it.
  private static Optional<Range> range(Optional<String> header, int length) throws S3Exception {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    var matcher = RANGE.matcher(header.get().trim());
    if (!matcher.matches() || header.get().trim().equals("bytes=-")) {
      return Optional.empty();
    }
    long first = number(matcher.group(1));
    long second = number(matcher.group(2));
    if (first >= 0 && second >= 0 && second < first) {
      return Optional.empty();
    }
    long from = first >= 0 ? first : Math.max(0, length - second);
    long to = first >= 0 && second >= 0 ? Math.min(second, length - 1L) : length - 1L;
    if (from >= length || from > to) {
      throw new S3Exception(
          "InvalidRange",
          "The requested range is not satisfiable",
          416,
          Fields.EMPTY
              .with("RangeRequested", header.get())
              .with("ActualObjectSize", Integer.toString(length)));
    }
    return Optional.of(new Range((int) from, (int) to));
  }

  /// The content of a part that is copied from `source`; the range must lie within it.
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html`
  static Value.Blob copied(StoredObject source, Optional<String> range) throws S3Exception {
    if (range.isEmpty()) {
      return source.content();
    }
    var matcher = RANGE.matcher(range.get().trim());
    int length = source.content().length();
    long from = matcher.matches() ? number(matcher.group(1)) : -1;
    long to = matcher.matches() ? number(matcher.group(2)) : -1;
    if (from < 0 || to < from) {
      throw S3Exception.invalidArgument(
          "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
              + " last are the zero-based offsets of the first and last bytes to copy",
          "x-amz-copy-source-range",
          range.get());
    }
    if (to >= length) {
      throw S3Exception.invalidArgument(
          "Range specified is not valid for source object of size: " + length,
          "x-amz-copy-source-range",
          range.get());
    }
    return Value.of(Arrays.copyOfRange(source.content().bytes(), (int) from, (int) to + 1));
  }

  private static long number(String digits) {
    return digits.isEmpty() ? -1 : digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /// The conditions of a copy on its source, which are those of a read, except that each one that
  /// fails is answered 412: `docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html`.
  static void checkCopyConditions(StoredObject source, Fields input) throws S3Exception {
    var conditions = Fields.EMPTY;
    for (var name : List.of("IfMatch", "IfNoneMatch", "IfModifiedSince", "IfUnmodifiedSince")) {
      var value = input.text("CopySource" + name);
      if (value.isPresent()) {
        conditions = conditions.with(name, value.get());
      }
    }
    try {
      checkConditions(source, conditions);
    } catch (S3Exception e) {
      throw e.failure().status() == 304
          ? S3Exception.preconditionFailed(
              conditions.get("IfNoneMatch").isPresent()
                  ? "x-amz-copy-source-If-None-Match"
                  : "x-amz-copy-source-If-Modified-Since")
          : e;
    }
  }

  private static void checkConditions(StoredObject object, Fields input) throws S3Exception {
    var ifMatch = input.text("IfMatch");
    if (ifMatch.isPresent() && !matches(ifMatch.get(), object.etag())) {
      throw S3Exception.preconditionFailed("If-Match");
    }
    var unmodified = input.text("IfUnmodifiedSince").flatMap(ObjectRead::instant);
    if (ifMatch.isEmpty()
        && unmodified.isPresent()
        && seconds(object.lastModified()) > seconds(unmodified.get())) {
      throw S3Exception.preconditionFailed("If-Unmodified-Since");
    }
    var ifNoneMatch = input.text("IfNoneMatch");
    var modified = input.text("IfModifiedSince").flatMap(ObjectRead::instant);
    boolean unchanged =
        ifNoneMatch.isPresent()
            ? matches(ifNoneMatch.get(), object.etag())
            : modified.isPresent() && seconds(object.lastModified()) <= seconds(modified.get());
    if (unchanged) {
      throw new S3Exception(
          "NotModified", "Not Modified", 304, Fields.EMPTY.with("ETag", object.etag()));
    }
  }

  /// Whether an `If-Match` or `If-None-Match` value names this ETag; quotes may be missing.
  static boolean matches(String condition, String etag) {
    return Arrays.stream(condition.split(",", -1))
        .map(String::trim)
        .anyMatch(c -> c.equals("*") || c.equals(etag) || ('"' + c + '"').equals(etag));
  }

  private static long seconds(Instant instant) {
    return instant.getEpochSecond();
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          date.endsWith("Z")
              ? Instant.parse(date)
              : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
