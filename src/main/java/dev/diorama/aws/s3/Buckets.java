package dev.diorama.aws.s3;

import dev.diorama.model.Environment;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The drawn buckets of one run, by name. Buckets are made by drawing them, not by a call.
final class Buckets {
  private final Environment environment;
  private final Map<String, Bucket> byName = new LinkedHashMap<>();
  private Instant created = Instant.EPOCH;

  Buckets(Environment environment) {
    this.environment = environment;
  }

  /// Makes a bucket for each that is drawn; of two with one name the first counts.
  void start(RuntimeContext context) {
    created = context.now();
    for (var resource : context.drawing().ofType(BucketType.NAME)) {
      var name = BucketType.bucketName(resource);
      byName.putIfAbsent(
          name,
          new Bucket(resource.id(), name, "arn:" + environment.partition() + ":s3:::" + name));
    }
  }

  Environment environment() {
    return environment;
  }

  Instant created() {
    return created;
  }

  Collection<Bucket> all() {
    return byName.values();
  }

  Optional<Bucket> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<Bucket> of(ResourceId id) {
    return byName.values().stream().filter(b -> b.id().equals(id)).findFirst();
  }

  /// The bucket that an input names.
  Bucket required(Fields input) throws S3Exception {
    var name = input.text("Bucket").orElse("");
    var bucket = named(name);
    if (bucket.isPresent()) {
      return bucket.get();
    }
    if (!BucketNames.isValid(name)) {
      throw new S3Exception(
          "InvalidBucketName",
          "The specified bucket is not valid.",
          400,
          Fields.EMPTY.with("BucketName", name));
    }
    throw S3Exception.noSuchBucket(name);
  }
}
