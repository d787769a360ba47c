package dev.diorama.aws.s3;

import dev.diorama.catalog.Need;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// S3's operations on the drawn buckets. Notifications wait until the caller has its answer
/// ([#announce]).
final class S3Operations {
  /// The largest object of this runtime, in bytes.
  static final int MAX_OBJECT_SIZE = 64 << 20;

  private static final int MAX_KEY_BYTES = 1_024;
  private static final int MAX_METADATA_BYTES = 2_048;

  private final RuntimeContext context;
  private final Buckets buckets;
  private final BucketNotifications notifications;
  private final MultipartUploads uploads;
  private final BucketConfiguration configuration;
  private final List<Runnable> pending = new ArrayList<>();

  S3Operations(RuntimeContext context, Buckets buckets) {
    this.context = context;
    this.buckets = buckets;
    this.notifications = new BucketNotifications(context);
    this.uploads = new MultipartUploads(context);
    this.configuration = new BucketConfiguration(context, buckets);
  }

  Fields run(OperationRequest request) throws S3Exception {
    var input = request.input();
    return switch (request.operation()) {
      case "PutObject" -> put(request);
      case "GetObject" -> get(input, true);
      case "HeadObject" -> get(input, false);
      case "DeleteObject" -> delete(request);
      case "DeleteObjects" -> deleteAll(request);
      case "CopyObject" -> copy(request);
      case "ListObjectsV2" -> ObjectListing.version2(buckets.required(input), input);
      case "ListObjects" -> ObjectListing.version1(buckets.required(input), input);
      case "ListBuckets" -> listBuckets();
      case "HeadBucket" -> headBucket(input);
      case "CreateMultipartUpload" -> uploads.create(buckets.required(input), key(input), input);
      case "UploadPart" -> uploads.part(buckets.required(input), key(input), input);
      case "UploadPartCopy" -> copyPart(input);
      case "CompleteMultipartUpload" -> complete(request);
      case "ListParts" -> uploads.parts(buckets.required(input), key(input), input);
      case "ListMultipartUploads" -> uploads.list(buckets.required(input), input);
      case "AbortMultipartUpload" -> uploads.abort(buckets.required(input), key(input), input);
      case String read when BucketConfiguration.reads(read) -> configuration.run(read, input);
      default ->
          throw new S3Exception(
              "NotImplemented",
              "Diorama does not run the operation " + request.operation() + " of Amazon S3",
              501);
    };
  }

  /// Sends the notifications of the operation that was just answered.
  void announce() {
    var due = List.copyOf(pending);
    pending.clear();
    due.forEach(Runnable::run);
  }

  private static String key(Fields input) throws S3Exception {
    var key = input.text("Key").orElse("");
    if (key.isEmpty()) {
      throw S3Exception.invalidArgument("The key must not be empty", "Key", key);
    }
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_KEY_BYTES) {
      throw new S3Exception(
          "KeyTooLongError",
          "Your key is too long",
          400,
          Fields.EMPTY
              .with("Size", Integer.toString(length))
              .with("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES)));
    }
    return key;
  }

  private Fields put(OperationRequest request) throws S3Exception {
    var input = request.input();
    var bucket = buckets.required(input);
    var key = key(input);
    var content = content(input);
    Checksums.verify(input, content.bytes());
    checkMetadata(input);
    checkWriteConditions(bucket.object(key), key, input);
    var stored = bucket.put(key, content, StoredObject.metadata(input), context.now());
    created(request, bucket, "ObjectCreated:Put", stored);
    var answer = Fields.EMPTY.with("ETag", stored.etag());
    for (var entry : stored.metadata().values().entrySet()) {
      if (entry.getKey().startsWith("Checksum")) {
        answer = answer.with(entry.getKey(), entry.getValue());
      }
    }
    return answer;
  }

  /// The body, at most 64 MiB.
  static Value.Blob content(Fields input) throws S3Exception {
    var content =
        switch (input.get("Body").orElse(Value.of(""))) {
          case Value.Blob b -> b;
          case Value.Text t -> Value.of(t.value().getBytes(StandardCharsets.UTF_8));
          default ->
              throw S3Exception.invalidArgument("The body must be text or bytes", "Body", "");
        };
    if (content.length() > MAX_OBJECT_SIZE) {
      throw tooLarge(content.length());
    }
    return content;
  }

  static S3Exception tooLarge(long size) {
    return new S3Exception(
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size",
        400,
        Fields.EMPTY
            .with("ProposedSize", Long.toString(size))
            .with("MaxSizeAllowed", Integer.toString(MAX_OBJECT_SIZE)));
  }

  /// User-defined metadata is limited to 2 KB:
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html`.
  private static void checkMetadata(Fields input) throws S3Exception {
    int size = 0;
    for (var e : input.fields("Metadata").values().entrySet()) {
      size += e.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += e.getValue().asText().orElse("").getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MAX_METADATA_BYTES) {
      throw new S3Exception(
          "MetadataTooLarge",
          "Your metadata headers exceed the maximum allowed metadata size",
          400,
          Fields.EMPTY
              .with("Size", Integer.toString(size))
              .with("MaxSizeAllowed", Integer.toString(MAX_METADATA_BYTES)));
    }
  }

  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html`
  private static void checkWriteConditions(
      Optional<StoredObject> existing, String key, Fields input) throws S3Exception {
    if (input.text("IfNoneMatch").isPresent() && existing.isPresent()) {
      throw S3Exception.preconditionFailed("If-None-Match");
    }
    var ifMatch = input.text("IfMatch");
    if (ifMatch.isPresent() && existing.isEmpty()) {
      throw S3Exception.noSuchKey(key);
    }
    if (ifMatch.isPresent() && !ObjectRead.matches(ifMatch.get(), existing.get().etag())) {
      throw S3Exception.preconditionFailed("If-Match");
    }
  }

  private Fields get(Fields input, boolean withBody) throws S3Exception {
    var bucket = bucketForRead(input, withBody);
    var key = key(input);
    var object = bucket.object(key);
    if (object.isEmpty()) {
      throw withBody ? S3Exception.noSuchKey(key) : S3Exception.notFound();
    }
    return ObjectRead.read(object.get(), input, withBody);
  }

  private Bucket bucketForRead(Fields input, boolean withBody) throws S3Exception {
    try {
      return buckets.required(input);
    } catch (S3Exception e) {
      throw withBody || e.failure().status() != 404 ? e : S3Exception.notFound();
    }
  }

  private Fields delete(OperationRequest request) throws S3Exception {
    var bucket = buckets.required(request.input());
    remove(request, bucket, key(request.input()));
    return Fields.EMPTY;
  }

  private void remove(OperationRequest request, Bucket bucket, String key) {
    if (bucket.delete(key).isPresent()) {
      context.changed(Because.of(request), bucket.id(), bucket.counts());
      pending.add(
          () -> notifications.send(request, bucket, "ObjectRemoved:Delete", key, Optional.empty()));
    }
  }

  /// Each key is authorized by itself; a key that the caller may not delete is listed as an error
  /// and the others go: `docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html`.
  private Fields deleteAll(OperationRequest request) throws S3Exception {
    var bucket = buckets.required(request.input());
    var delete = request.input().fields("Delete");
    var objects = delete.list("Objects");
    if (objects.isEmpty() || objects.size() > 1_000) {
      throw S3Exception.malformedXml();
    }
    var deleted = new ArrayList<Value>();
    var errors = new ArrayList<Value>();
    for (var object : objects) {
      var key = object instanceof Fields f ? f.text("Key").orElse("") : "";
      if (key.isEmpty()) {
        throw S3Exception.malformedXml();
      }
      if (mayDelete(request, bucket, key)) {
        remove(request, bucket, key);
        deleted.add(Fields.EMPTY.with("Key", key));
      } else {
        errors.add(
            Fields.EMPTY
                .with("Key", key)
                .with("Code", "AccessDenied")
                .with("Message", "Access Denied"));
      }
    }
    var answer = Fields.EMPTY;
    if (!deleted.isEmpty() && !delete.flag("Quiet")) {
      answer = answer.with("Deleted", new Items(deleted));
    }
    return errors.isEmpty() ? answer : answer.with("Errors", new Items(errors));
  }

  /// What the gate asks before `DeleteObjects`: the keys that the caller may delete; if there are
  /// none the first key, so that the refusal is seen. (AWS then answers 200 with an error for each
  /// key; here the caller gets AccessDenied.)
  List<Authorization> deletable(OperationRequest request, Bucket bucket) {
    var keys =
        request.input().fields("Delete").list("Objects").stream()
            .flatMap(o -> o instanceof Fields f ? f.text("Key").stream() : Stream.empty())
            .toList();
    var allowed = keys.stream().filter(k -> mayDelete(request, bucket, k)).toList();
    return (allowed.isEmpty() ? keys.stream().limit(1) : allowed.stream())
        .map(k -> new Authorization("s3:DeleteObject", bucket.arnOf(k), Map.of()))
        .toList();
  }

  private boolean mayDelete(OperationRequest request, Bucket bucket, String key) {
    var via =
        request.caller() instanceof Need.ResourceCaller
            ? Optional.of("s3")
            : Optional.<String>empty();
    return context
        .access()
        .of(
            new Need.Call(
                request.caller(), "s3:DeleteObject", bucket.arnOf(key), bucket.id(), Map.of(), via))
        .works();
  }

  private Fields copy(OperationRequest request) throws S3Exception {
    var input = request.input();
    var bucket = buckets.required(input);
    var key = key(input);
    var source = source(input);
    var object = object(source, input);
    boolean replace = input.text("MetadataDirective").filter("REPLACE"::equals).isPresent();
    if (!replace && source.bucket().equals(bucket.name()) && source.key().equals(key)) {
      throw new S3Exception(
          "InvalidRequest",
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.",
          400);
    }
    checkMetadata(input);
    var stored =
        bucket.put(
            key,
            object.content(),
            replace ? StoredObject.metadata(input) : object.metadata(),
            context.now());
    created(request, bucket, "ObjectCreated:Copy", stored);
    return Fields.EMPTY.with(
        "CopyObjectResult",
        Fields.EMPTY
            .with("ETag", stored.etag())
            .with("LastModified", S3Dates.iso(stored.lastModified())));
  }

  /// A part whose content is that of an object, or a range of it:
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html`.
  private Fields copyPart(Fields input) throws S3Exception {
    var bucket = buckets.required(input);
    var key = key(input);
    var object = object(source(input), input);
    var content = ObjectRead.copied(object, input.text("CopySourceRange"));
    var part = uploads.part(bucket, key, input.with("Body", content));
    return Fields.EMPTY.with(
        "CopyPartResult",
        part.with("LastModified", S3Dates.iso(context.now().truncatedTo(ChronoUnit.SECONDS))));
  }

  private static CopySource source(Fields input) throws S3Exception {
    var source = CopySource.of(input);
    if (source.isEmpty()) {
      throw S3Exception.invalidArgument(
          "Invalid copy source object key",
          "x-amz-copy-source",
          input.text("CopySource").orElse(""));
    }
    return source.get();
  }

  /// The object that is copied, if it meets the conditions.
  private StoredObject object(CopySource source, Fields input) throws S3Exception {
    var from = buckets.required(Fields.EMPTY.with("Bucket", source.bucket()));
    var object = from.object(source.key());
    if (object.isEmpty()) {
      throw S3Exception.noSuchKey(source.key());
    }
    ObjectRead.checkCopyConditions(object.get(), input);
    return object.get();
  }

  private Fields complete(OperationRequest request) throws S3Exception {
    var bucket = buckets.required(request.input());
    var stored = uploads.complete(bucket, key(request.input()), request.input());
    created(request, bucket, "ObjectCreated:CompleteMultipartUpload", stored);
    return Fields.EMPTY
        .with("Location", context.endpointUrl() + "/" + bucket.name() + "/" + stored.key())
        .with("Bucket", bucket.name())
        .with("Key", stored.key())
        .with("ETag", stored.etag());
  }

  private void created(
      OperationRequest request, Bucket bucket, String eventName, StoredObject object) {
    context.changed(Because.of(request), bucket.id(), bucket.counts());
    pending.add(
        () -> notifications.send(request, bucket, eventName, object.key(), Optional.of(object)));
  }

  private Fields listBuckets() {
    return Fields.EMPTY
        .with(
            "Buckets",
            new Items(
                buckets.all().stream()
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .<Value>map(b ->
                        Fields.EMPTY
                            .with("Name", b.name())
                            .with(
                                "CreationDate",
                                S3Dates.iso(buckets.created().truncatedTo(ChronoUnit.SECONDS)))
                            .with("BucketRegion", buckets.environment().region()))
                    .toList()))
        .with("Owner", Fields.EMPTY.with("ID", buckets.environment().accountId()));
  }

  private Fields headBucket(Fields input) throws S3Exception {
    bucketForRead(input, false);
    return Fields.EMPTY
        .with("BucketRegion", buckets.environment().region())
        .with("AccessPointAlias", Value.of(false));
  }
}
