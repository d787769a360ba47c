package dev.diorama.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class S3ObjectsTest {
  private static Stage stage() {
    return Sketch.of(new S3Service())
        .caller("Alice", "s3:*")
        .add("Photos", "AWS::S3::Bucket", "{'BucketName': 'photos'}")
        .add("Copies", "AWS::S3::Bucket", "{'BucketName': 'copies'}")
        .run();
  }

  private static Fields object(String key, String body) {
    return Fields.EMPTY.with("Key", key).with("Body", body);
  }

  private static Fields key(String key) {
    return Fields.EMPTY.with("Key", key);
  }

  private static String text(Fields output) {
    return output.get("Body").orElseThrow() instanceof Value.Blob b
        ? new String(b.bytes(), StandardCharsets.UTF_8)
        : "";
  }

  @Test
  void anObjectComesBackAsItWasPut() {
    try (var stage = stage()) {
      var put =
          stage.good(
              "Alice",
              "s3:PutObject",
              "Photos",
              object("cat.txt", "hello")
                  .with("ContentType", "text/plain")
                  .with("Metadata", Fields.EMPTY.with("owner", "alice")));
      assertThat(put.text("ETag")).contains("\"5d41402abc4b2a76b9719d911017c592\"");

      var got = stage.good("Alice", "s3:GetObject", "Photos", key("cat.txt"));

      assertThat(text(got)).isEqualTo("hello");
      assertThat(got.text("ContentType")).contains("text/plain");
      assertThat(got.fields("Metadata").text("owner")).contains("alice");
      assertThat(got.text("LastModified")).contains("2026-01-01T00:00:00.000Z");
      assertThat(got.number("ContentLength")).contains(5L);
      assertThat(stage.counts("Photos")).containsEntry("objects", 1L).containsEntry("bytes", 5L);
    }
  }

  @Test
  void aLaterPutReplacesAnEarlierOne() {
    try (var stage = stage()) {
      stage.good("Alice", "s3:PutObject", "Photos", object("a", "12345"));
      stage.good("Alice", "s3:PutObject", "Photos", object("a", "123"));
      assertThat(stage.counts("Photos")).containsEntry("objects", 1L).containsEntry("bytes", 3L);
      stage.good("Alice", "s3:DeleteObject", "Photos", key("a"));
      assertThat(stage.counts("Photos")).containsEntry("objects", 0L).containsEntry("bytes", 0L);
    }
  }

  @Test
  void aRangeGivesAPart() {
    try (var stage = stage()) {
      stage.good("Alice", "s3:PutObject", "Photos", object("a", "0123456789"));

      var part = stage.good("Alice", "s3:GetObject", "Photos", key("a").with("Range", "bytes=2-4"));
      assertThat(text(part)).isEqualTo("234");
      assertThat(part.text("ContentRange")).contains("bytes 2-4/10");
      var end = stage.good("Alice", "s3:GetObject", "Photos", key("a").with("Range", "bytes=-3"));
      assertThat(text(end)).isEqualTo("789");
      var beyond =
          stage.bad("Alice", "s3:GetObject", "Photos", key("a").with("Range", "bytes=10-"));
      assertThat(beyond.code()).isEqualTo("InvalidRange");
      assertThat(beyond.status()).isEqualTo(416);
    }
  }

  @Test
  void conditionsAreChecked() {
    try (var stage = stage()) {
      var etag =
          stage
              .good("Alice", "s3:PutObject", "Photos", object("a", "x"))
              .text("ETag")
              .orElseThrow();
      var unchanged =
          stage.bad("Alice", "s3:GetObject", "Photos", key("a").with("IfNoneMatch", etag));
      assertThat(unchanged.status()).isEqualTo(304);
      var other =
          stage.bad("Alice", "s3:GetObject", "Photos", key("a").with("IfMatch", "\"other\""));
      assertThat(other.code()).isEqualTo("PreconditionFailed");
      var again =
          stage.bad("Alice", "s3:PutObject", "Photos", object("a", "y").with("IfNoneMatch", "*"));
      assertThat(again.code()).isEqualTo("PreconditionFailed");
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    try (var stage = stage()) {
      var key = stage.bad("Alice", "s3:GetObject", "Photos", key("none"));
      assertThat(key.code()).isEqualTo("NoSuchKey");
      assertThat(key.message()).isEqualTo("The specified key does not exist.");
      assertThat(key.status()).isEqualTo(404);
      var head = stage.bad("Alice", "s3:HeadObject", "Photos", key("none"));
      assertThat(head.code()).isEqualTo("NotFound");
      var bucket =
          stage.bad("Alice", "s3:GetObject", "Photos", key("none").with("Bucket", "no-such"));
      assertThat(bucket.code()).isEqualTo("NoSuchBucket");
      var name = stage.bad("Alice", "s3:GetObject", "Photos", key("x").with("Bucket", "No Such"));
      assertThat(name.code()).isEqualTo("InvalidBucketName");
    }
  }

  @Test
  void badInputIsRefusedWithAwssCode() {
    try (var stage = stage()) {
      var tooLong = stage.bad("Alice", "s3:PutObject", "Photos", object("k".repeat(1025), ""));
      assertThat(tooLong.code()).isEqualTo("KeyTooLongError");
      var digest =
          stage.bad(
              "Alice", "s3:PutObject", "Photos", object("a", "x").with("ContentMD5", "bm9wZQ=="));
      assertThat(digest.code()).isEqualTo("InvalidDigest");
      var metadata =
          stage.bad(
              "Alice",
              "s3:PutObject",
              "Photos",
              object("a", "x").with("Metadata", Fields.EMPTY.with("m", "v".repeat(2048))));
      assertThat(metadata.code()).isEqualTo("MetadataTooLarge");
      var huge =
          stage.bad(
              "Alice",
              "s3:PutObject",
              "Photos",
              key("a").with("Body", Value.of(new byte[(64 << 20) + 1])));
      assertThat(huge.code()).isEqualTo("EntityTooLarge");
      var unknown = stage.bad("Alice", "s3:PutBucketWebsite", "Photos", Fields.EMPTY);
      assertThat(unknown.code()).isEqualTo("NotImplemented");
    }
  }

  @Test
  void aCopyTakesTheMetadataAlongUnlessReplaced() {
    try (var stage = stage()) {
      stage.good(
          "Alice", "s3:PutObject", "Photos", object("a b", "x").with("ContentType", "text/css"));
      stage.good("Alice", "s3:CopyObject", "Copies", key("b").with("CopySource", "photos/a%20b"));
      var copy = stage.good("Alice", "s3:HeadObject", "Copies", key("b"));
      assertThat(copy.text("ContentType")).contains("text/css");
      stage.good(
          "Alice",
          "s3:CopyObject",
          "Copies",
          key("c")
              .with("CopySource", "/photos/a%20b")
              .with("MetadataDirective", "REPLACE")
              .with("ContentType", "text/html"));
      assertThat(stage.good("Alice", "s3:HeadObject", "Copies", key("c")).text("ContentType"))
          .contains("text/html");
      var itself =
          stage.bad("Alice", "s3:CopyObject", "Copies", key("c").with("CopySource", "copies/c"));
      assertThat(itself.code()).isEqualTo("InvalidRequest");
    }
  }

  @Test
  void manyKeysAreDeletedInOneCall() {
    try (var stage = stage()) {
      stage.good("Alice", "s3:PutObject", "Photos", object("a", "x"));
      stage.good("Alice", "s3:PutObject", "Photos", object("b", "x"));
      var deleted =
          stage.good(
              "Alice",
              "s3:DeleteObjects",
              "Photos",
              Sketch.json("{'Delete': {'Objects': [{'Key': 'a'}, {'Key': 'none'}]}}"));
      assertThat(deleted.list("Deleted")).hasSize(2);
      assertThat(stage.counts("Photos")).containsEntry("objects", 1L);
    }
  }

  @Test
  void aListingGroupsKeysByDelimiter() {
    try (var stage = stage()) {
      for (var key : List.of("a/1", "a/2", "b", "c/1")) {
        stage.good("Alice", "s3:PutObject", "Photos", object(key, "x"));
      }
      var top =
          stage.good("Alice", "s3:ListObjectsV2", "Photos", Fields.EMPTY.with("Delimiter", "/"));
      assertThat(names(top, "Contents", "Key")).containsExactly("b");
      assertThat(names(top, "CommonPrefixes", "Prefix")).containsExactly("a/", "c/");
      assertThat(top.number("KeyCount")).contains(3L);
      var below =
          stage.good("Alice", "s3:ListObjectsV2", "Photos", Fields.EMPTY.with("Prefix", "a/"));
      assertThat(names(below, "Contents", "Key")).containsExactly("a/1", "a/2");
    }
  }

  /// Whatever the page size: the pages together are every key and every group, once, in order.
  @Test
  void pagesTogetherAreTheWholeListing() {
    long seed = new Random().nextLong();
    System.out.println("pagesTogetherAreTheWholeListing seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      try (var stage = stage()) {
        var keys = new TreeSet<String>(Bucket.KEY_ORDER);
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
          var key = new StringBuilder();
          int length = 1 + random.nextInt(5);
          for (int c = 0; c < length; c++) {
            key.appendCodePoint("ab//é\uFF5E".codePointAt(random.nextInt(6)));
          }
          keys.add(key.toString());
        }
        keys.forEach(k -> stage.good("Alice", "s3:PutObject", "Photos", object(k, "x")));
        var expected = new TreeSet<String>(Bucket.KEY_ORDER);
        for (var k : keys) {
          expected.add(k.indexOf('/') < 0 ? k : k.substring(0, k.indexOf('/') + 1));
        }
        var found = new ArrayList<String>();
        var input = Fields.EMPTY.with("Delimiter", "/").with("MaxKeys", 1 + random.nextInt(4));
        while (true) {
          var page = stage.good("Alice", "s3:ListObjectsV2", "Photos", input);
          found.addAll(names(page, "Contents", "Key"));
          found.addAll(names(page, "CommonPrefixes", "Prefix"));
          if (!page.flag("IsTruncated")) {
            break;
          }
          input = input.with("ContinuationToken", page.text("NextContinuationToken").orElseThrow());
        }
        assertThat(found)
            .as("seed " + seed + ", round " + round)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  @Test
  void bucketsAreListedAndFound() {
    try (var stage = stage()) {
      var buckets = stage.good("Alice", "s3:ListBuckets", "Photos", Fields.EMPTY);
      assertThat(names(buckets, "Buckets", "Name")).containsExactly("copies", "photos");
      stage.good("Alice", "s3:HeadBucket", "Photos", Fields.EMPTY);
      assertThat(stage.good("Alice", "s3:GetBucketLocation", "Photos", Fields.EMPTY).isEmpty())
          .isTrue();
    }
  }

  @Test
  void partsBecomeOneObject() {
    try (var stage = stage()) {
      var first = Value.of(new byte[5 << 20]);
      var id =
          stage
              .good("Alice", "s3:CreateMultipartUpload", "Photos", key("big"))
              .text("UploadId")
              .orElseThrow();
      var upload = key("big").with("UploadId", id);
      var one =
          stage.good(
              "Alice", "s3:UploadPart", "Photos", upload.with("PartNumber", 1).with("Body", first));
      var two =
          stage.good(
              "Alice", "s3:UploadPart", "Photos", upload.with("PartNumber", 2).with("Body", "end"));
      var parts =
          Value.list(
              Fields.EMPTY.with("PartNumber", 1).with("ETag", one.text("ETag").orElseThrow()),
              Fields.EMPTY.with("PartNumber", 2).with("ETag", two.text("ETag").orElseThrow()));
      var done =
          stage.good(
              "Alice",
              "s3:CompleteMultipartUpload",
              "Photos",
              upload.with("MultipartUpload", Fields.EMPTY.with("Parts", parts)));
      assertThat(done.text("ETag").orElseThrow()).endsWith("-2\"");
      assertThat(stage.counts("Photos")).containsEntry("bytes", (5L << 20) + 3);
      var gone = stage.bad("Alice", "s3:AbortMultipartUpload", "Photos", upload);
      assertThat(gone.code()).isEqualTo("NoSuchUpload");
    }
  }

  @Test
  void timeIsTheRunsOwn() {
    try (var stage = stage()) {
      stage.advance(Duration.ofHours(1));
      stage.good("Alice", "s3:PutObject", "Photos", object("a", "x"));
      assertThat(stage.good("Alice", "s3:HeadObject", "Photos", key("a")).text("LastModified"))
          .contains("2026-01-01T01:00:00.000Z");
    }
  }

  private static List<String> names(Fields output, String list, String member) {
    return output.list(list).stream().map(v -> ((Fields) v).text(member).orElseThrow()).toList();
  }

  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html`: 412 for each condition on the
  /// source that does not hold.
  @Test
  void aCopyObeysTheConditionsOnItsSource() {
    try (var stage = stage()) {
      var put = stage.good("Alice", "s3:PutObject", "Photos", object("a", "one"));
      var etag = put.text("ETag").orElseThrow();
      var copy = key("b").with("CopySource", "photos/a");
      stage.good("Alice", "s3:CopyObject", "Photos", copy.with("CopySourceIfMatch", etag));
      for (var failing :
          List.of(
              copy.with("CopySourceIfMatch", "\"0123\""),
              copy.with("CopySourceIfNoneMatch", etag),
              copy.with("CopySourceIfModifiedSince", "2040-01-01T00:00:00Z"),
              copy.with("CopySourceIfUnmodifiedSince", "2001-01-01T00:00:00Z"))) {
        var failure = stage.bad("Alice", "s3:CopyObject", "Photos", failing);
        assertThat(failure.code()).isEqualTo("PreconditionFailed");
        assertThat(failure.status()).isEqualTo(412);
      }
    }
  }

  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html` and
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html`.
  @Test
  void uploadsAndTheirPartsAreListedInPages() {
    try (var stage = stage()) {
      var uploads = new ArrayList<String>();
      for (var name : List.of("b", "a", "b", "c")) {
        var upload = stage.good("Alice", "s3:CreateMultipartUpload", "Photos", key(name));
        uploads.add(upload.text("UploadId").orElseThrow());
      }
      var first =
          stage.good(
              "Alice",
              "s3:ListMultipartUploads",
              "Photos",
              Fields.EMPTY.with("MaxUploads", 2).with("Prefix", ""));
      assertThat(first.flag("IsTruncated")).isTrue();
      assertThat(first.list("Uploads"))
          .extracting(u -> ((Fields) u).text("UploadId").orElse(""))
          .containsExactly(uploads.get(1), uploads.get(0));
      var rest =
          stage.good(
              "Alice",
              "s3:ListMultipartUploads",
              "Photos",
              Fields.EMPTY
                  .with("KeyMarker", first.text("NextKeyMarker").orElseThrow())
                  .with("UploadIdMarker", first.text("NextUploadIdMarker").orElseThrow()));
      assertThat(rest.list("Uploads"))
          .extracting(u -> ((Fields) u).text("UploadId").orElse(""))
          .containsExactly(uploads.get(2), uploads.get(3));

      var upload = key("c").with("UploadId", uploads.get(3));
      for (int part = 1; part <= 3; part++) {
        stage.good(
            "Alice",
            "s3:UploadPart",
            "Photos",
            upload.with("PartNumber", part).with("Body", "x".repeat(part)));
      }
      var page = stage.good("Alice", "s3:ListParts", "Photos", upload.with("MaxParts", 2));
      assertThat(page.flag("IsTruncated")).isTrue();
      assertThat(page.number("NextPartNumberMarker")).contains(2L);
      var last = stage.good("Alice", "s3:ListParts", "Photos", upload.with("PartNumberMarker", 2));
      assertThat(last.list("Parts"))
          .extracting(p -> ((Fields) p).number("Size").orElse(0L))
          .containsExactly(3L);
    }
  }
}
