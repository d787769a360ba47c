package dev.diorama.aws.s3;

import dev.diorama.json.Json;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RuntimeContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What callers read of a bucket's configuration: what is drawn, and for what a drawing does not
/// say what a new bucket has
/// (`docs.aws.amazon.com/AmazonS3/latest/userguide/creating-buckets-s3.html`). It is changed by
/// drawing, not by a call.
final class BucketConfiguration {
  private static final List<String> BLOCKS =
      List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

  /// The operation that reads each subresource of a bucket, as
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html` and its neighbours say.
  private static final Map<String, String> READS =
      Map.ofEntries(
          Map.entry("location", "GetBucketLocation"),
          Map.entry("accelerate", "GetBucketAccelerateConfiguration"),
          Map.entry("cors", "GetBucketCors"),
          Map.entry("encryption", "GetBucketEncryption"),
          Map.entry("lifecycle", "GetBucketLifecycleConfiguration"),
          Map.entry("logging", "GetBucketLogging"),
          Map.entry("notification", "GetBucketNotificationConfiguration"),
          Map.entry("object-lock", "GetObjectLockConfiguration"),
          Map.entry("ownershipControls", "GetBucketOwnershipControls"),
          Map.entry("policy", "GetBucketPolicy"),
          Map.entry("publicAccessBlock", "GetPublicAccessBlock"),
          Map.entry("replication", "GetBucketReplication"),
          Map.entry("requestPayment", "GetBucketRequestPayment"),
          Map.entry("tagging", "GetBucketTagging"),
          Map.entry("versioning", "GetBucketVersioning"),
          Map.entry("website", "GetBucketWebsite"));

  private final RuntimeContext context;
  private final Buckets buckets;

  BucketConfiguration(RuntimeContext context, Buckets buckets) {
    this.context = context;
    this.buckets = buckets;
  }

  /// The operation that `GET /bucket?subresource` is; empty if none is run.
  static Optional<String> read(String subresource) {
    return Optional.ofNullable(READS.get(subresource));
  }

  /// Whether [#run] answers `operation`.
  static boolean reads(String operation) {
    return READS.containsValue(operation);
  }

  /// Answers an operation that [#reads] knows.
  Fields run(String operation, Fields input) throws S3Exception {
    var bucket = buckets.required(input);
    var drawn = context.drawing().resource(bucket.id());
    var properties = drawn.map(Resource::properties).orElse(Fields.EMPTY);
    return switch (operation) {
      case "GetBucketLocation" -> location();
      case "GetBucketPolicy" -> policy(bucket, drawn);
      case "GetBucketCors" -> cors(properties);
      case "GetBucketNotificationConfiguration" -> notifications(bucket);
      case "GetPublicAccessBlock" ->
          Fields.EMPTY.with("PublicAccessBlockConfiguration", blocks(properties));
      // What a new bucket has since January and April 2023:
      // docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html and
      // docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
      case "GetBucketEncryption" ->
          Fields.EMPTY.with(
              "ServerSideEncryptionConfiguration",
              rules(
                  Fields.EMPTY
                      .with(
                          "ApplyServerSideEncryptionByDefault",
                          Fields.EMPTY.with("SSEAlgorithm", "AES256"))
                      .with("BucketKeyEnabled", Value.of(false))));
      case "GetBucketOwnershipControls" ->
          Fields.EMPTY.with(
              "OwnershipControls",
              rules(Fields.EMPTY.with("ObjectOwnership", "BucketOwnerEnforced")));
      case "GetBucketRequestPayment" -> Fields.EMPTY.with("Payer", "BucketOwner");
      case "GetBucketVersioning", "GetBucketAccelerateConfiguration", "GetBucketLogging" ->
          Fields.EMPTY;
      default -> throw absent(operation, bucket);
    };
  }

  /// Buckets in US East (N. Virginia) have no location constraint:
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html`.
  private Fields location() {
    var region = buckets.environment().region();
    return region.equals("us-east-1")
        ? Fields.EMPTY
        : Fields.EMPTY.with("LocationConstraint", region);
  }

  private Fields policy(Bucket bucket, Optional<Resource> drawn) throws S3Exception {
    var policies =
        drawn.stream()
            .flatMap(
                r -> context.catalog().facets(r).resourcePolicies(r, context.drawing()).stream())
            .toList();
    if (policies.isEmpty()) {
      throw absent("GetBucketPolicy", bucket);
    }
    var document = policies.getFirst().document();
    return Fields.EMPTY.with("Policy", document.asText().orElseGet(() -> Json.write(document)));
  }

  private static Fields cors(Fields properties) throws S3Exception {
    var rules = properties.fields("CorsConfiguration").list("CorsRules");
    if (rules.isEmpty()) {
      throw new S3Exception(
          "NoSuchCORSConfiguration", "The CORS configuration does not exist", 404);
    }
    var answer = new ArrayList<Value>();
    for (var value : rules) {
      var rule = value instanceof Fields f ? f : Fields.EMPTY;
      var shown = Fields.EMPTY;
      for (var name : List.of("AllowedOrigins", "AllowedMethods", "AllowedHeaders")) {
        shown =
            rule.get(name).isPresent() ? shown.with(name, Value.texts(rule.texts(name))) : shown;
      }
      if (rule.get("ExposedHeaders").isPresent()) {
        shown = shown.with("ExposeHeaders", Value.texts(rule.texts("ExposedHeaders")));
      }
      var age = rule.number("MaxAge");
      answer.add(age.isPresent() ? shown.with("MaxAgeSeconds", age.get()) : shown);
    }
    return Fields.EMPTY.with("CORSRules", new Items(answer));
  }

  /// The drawn notifications, by the kind of their destination:
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html`.
  private Fields notifications(Bucket bucket) {
    var byMember = new LinkedHashMap<String, List<Value>>();
    for (var connection : context.drawing().from(bucket.id())) {
      if (!connection.type().equals(S3Connections.NOTIFICATION)) {
        continue;
      }
      var arn =
          context
              .drawing()
              .resource(connection.target())
              .flatMap(r -> context.catalog().facets(r).arn(r, buckets.environment()))
              .orElse("");
      var action = S3Connections.notificationAction(arn).orElse("");
      boolean function = action.startsWith("lambda:");
      if (function || action.startsWith("sqs:")) {
        byMember
            .computeIfAbsent(
                function ? "LambdaFunctionConfigurations" : "QueueConfigurations",
                k -> new ArrayList<>())
            .add(notification(connection, function ? "LambdaFunctionArn" : "QueueArn", arn));
      }
    }
    var answer = new LinkedHashMap<String, Value>();
    byMember.forEach((member, list) -> answer.put(member, new Items(list)));
    return new Fields(answer);
  }

  private static Fields notification(Connection connection, String member, String arn) {
    var properties = connection.properties();
    var events = properties.texts("Events");
    var rules = new ArrayList<Value>();
    for (var name : List.of("Prefix", "Suffix")) {
      properties
          .text(name)
          .filter(v -> !v.isEmpty())
          .ifPresent(v -> rules.add(Fields.EMPTY.with("Name", name).with("Value", v)));
    }
    var result =
        Fields.EMPTY
            .with("Id", connection.id().value())
            .with(member, arn)
            .with("Events", Value.texts(events.isEmpty() ? S3Connections.DEFAULT_EVENTS : events));
    return rules.isEmpty()
        ? result
        : result.with(
            "Filter", Fields.EMPTY.with("Key", Fields.EMPTY.with("FilterRules", new Items(rules))));
  }

  private static Fields blocks(Fields properties) {
    var drawn = properties.fields("PublicAccessBlockConfiguration");
    var result = Fields.EMPTY;
    for (var name : BLOCKS) {
      result = result.with(name, drawn.get(name).orElse(Value.of(true)));
    }
    return result;
  }

  private static Fields rules(Fields rule) {
    return Fields.EMPTY.with("Rules", Value.list(rule));
  }

  /// `docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`
  private static S3Exception absent(String operation, Bucket bucket) {
    var code =
        switch (operation) {
          case "GetBucketPolicy" -> "NoSuchBucketPolicy";
          case "GetBucketTagging" -> "NoSuchTagSet";
          case "GetBucketWebsite" -> "NoSuchWebsiteConfiguration";
          case "GetBucketReplication" -> "ReplicationConfigurationNotFoundError";
          case "GetObjectLockConfiguration" -> "ObjectLockConfigurationNotFoundError";
          default -> "NoSuchLifecycleConfiguration";
        };
    var message =
        switch (operation) {
          case "GetBucketPolicy" -> "The bucket policy does not exist";
          case "GetBucketTagging" -> "The TagSet does not exist";
          case "GetBucketWebsite" -> "The specified bucket does not have a website configuration";
          case "GetBucketReplication" -> "The replication configuration was not found";
          case "GetObjectLockConfiguration" ->
              "Object Lock configuration does not exist for this bucket";
          default -> "The lifecycle configuration does not exist";
        };
    return new S3Exception(code, message, 404, Fields.EMPTY.with("BucketName", bucket.name()));
  }
}
