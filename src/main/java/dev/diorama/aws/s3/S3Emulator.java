package dev.diorama.aws.s3;

import dev.diorama.catalog.OperationActions;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Principal;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// S3's engine: the drawn buckets of one run. Objects are at most 64 MiB here, far below AWS's 5 GB
/// for one upload, since they live in memory; versions, ACLs, tags and storage classes are not
/// modelled.
final class S3Emulator implements ServiceEmulator {
  private final RuntimeContext context;
  private final Buckets buckets;
  private final S3Operations operations;

  S3Emulator(RuntimeContext context) {
    this.context = context;
    this.buckets = new Buckets(context.drawing().environment());
    this.operations = new S3Operations(context, buckets);
  }

  @Override
  public String service() {
    return "s3";
  }

  @Override
  public void start() {
    buckets.start(context);
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return request.input().text("Bucket").flatMap(buckets::named).map(Bucket::id);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return operation.equals("ListBuckets") || input.get("Bucket").isPresent()
        ? input
        : buckets.of(target).map(b -> input.with("Bucket", b.name())).orElse(input);
  }

  /// Each operation needs the actions that [OperationActions] lists for it, on the object or the
  /// bucket: `docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html`.
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    var input = request.input();
    if (request.operation().equals("ListBuckets")) {
      return on("arn:aws:s3:::*", request);
    }
    var bucket = input.text("Bucket").flatMap(buckets::named);
    if (bucket.isEmpty()) {
      // A bucket that does not exist is NoSuchBucket for everybody.
      return List.of();
    }
    var key = input.text("Key").orElse("");
    return switch (request.operation()) {
      case "GetObject", "HeadObject" -> read(request, bucket.get(), key);
      case "PutObject",
          "CreateMultipartUpload",
          "UploadPart",
          "CompleteMultipartUpload",
          "AbortMultipartUpload",
          "ListParts",
          "DeleteObject" ->
          on(bucket.get().arnOf(key), request);
      case "ListMultipartUploads" -> on(bucket.get().arn(), request);
      case "CopyObject", "UploadPartCopy" -> copy(bucket.get(), key, input);
      case "ListObjectsV2", "ListObjects", "HeadBucket" -> on(bucket.get().arn(), request);
      case "DeleteObjects" -> operations.deletable(request, bucket.get());
      case String read when BucketConfiguration.reads(read) -> on(bucket.get().arn(), request);
      default -> List.of();
    };
  }

  private static List<Authorization> on(String arn, OperationRequest request) {
    return OperationActions.of("s3", request.operation()).stream()
        .map(action -> new Authorization(action, arn, RequestKeys.of(action, request.input())))
        .toList();
  }

  private static Authorization onObject(String action, Bucket bucket, String key) {
    return new Authorization(action, bucket.arnOf(key), Map.of());
  }

  /// Who may not list the bucket is not told that a key is missing: S3 answers 403 instead of 404.
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html`
  private static List<Authorization> read(OperationRequest request, Bucket bucket, String key) {
    var result = new ArrayList<>(on(bucket.arnOf(key), request));
    if (bucket.object(key).isEmpty()) {
      result.add(new Authorization("s3:ListBucket", bucket.arn(), Map.of()));
    }
    return List.copyOf(result);
  }

  private List<Authorization> copy(Bucket bucket, String key, Fields input) {
    var put =
        new Authorization("s3:PutObject", bucket.arnOf(key), RequestKeys.of("s3:PutObject", input));
    return CopySource.of(input)
        .flatMap(source ->
            buckets
                .named(source.bucket())
                .map(from -> List.of(onObject("s3:GetObject", from, source.key()), put)))
        .orElse(List.of(put));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    OperationResult result;
    try {
      result = new OperationResult.Success(operations.run(request));
    } catch (S3Exception e) {
      result = e.failure();
    }
    reply.accept(result);
    operations.announce();
  }

  /// S3 writes the resource in quotes, and tells an anonymous caller nothing.
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html`
  @Override
  public OperationResult.Failure denied(
      OperationRequest request, Authorization authorization, Decision decision, String sentence) {
    var message =
        context.access().principal(request.caller()) instanceof Principal.Anonymous
            ? "Access Denied"
            : sentence.replace(
                "on resource: " + authorization.resource(),
                "on resource: \"" + authorization.resource() + '"');
    return new OperationResult.Failure("AccessDenied", message, 403);
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(new S3RestProtocol(CorsRules.of(context.drawing())));
  }
}
