package dev.diorama.aws.s3;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ManualCall;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The type `AWS::S3::Bucket`. Its bucket policy, in CloudFormation a resource of its own
/// (`AWS::S3::BucketPolicy`), is the property `Policy` here.
final class BucketType {
  static final ResourceTypeName NAME = new ResourceTypeName("AWS::S3::Bucket");
  static final PropertyPath POLICY = PropertyPath.of("Policy");

  private static final String PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html";
  private static final String POLICY_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html";
  private static final String PUBLIC_ACCESS_PAGE =
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";

  private static final String CORS_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-corsrule.html";

  private BucketType() {}

  private static PropertySpec texts(String name) {
    return PropertySpec.optional(name, new PropertyKind.Texts(Optional.empty()), CORS_PAGE);
  }

  static ResourceType type() {
    return ResourceType.plain(
        NAME.value(),
        "s3",
        Category.STORAGE,
        "s3-bucket",
        List.of(
            PropertySpec.optional(
                "BucketName",
                new PropertyKind.Text(Optional.of(BucketNames.PATTERN)),
                BucketNames.PAGE),
            PropertySpec.optional("Policy", new PropertyKind.Json(), POLICY_PAGE),
            PropertySpec.optional(
                "CorsConfiguration.CorsRules",
                new PropertyKind.Table(
                    List.of(
                        texts("AllowedOrigins"),
                        texts("AllowedMethods"),
                        texts("AllowedHeaders"),
                        texts("ExposedHeaders"),
                        PropertySpec.optional(
                            "MaxAge",
                            new PropertyKind.Whole(0, Integer.MAX_VALUE, "s"),
                            CORS_PAGE))),
                CORS_PAGE),
            blocks("BlockPublicAcls"),
            blocks("BlockPublicPolicy"),
            blocks("IgnorePublicAcls"),
            blocks("RestrictPublicBuckets")),
        Set.of(Capability.INTEGRATION_TARGET),
        new BucketFacets(),
        PAGE);
  }

  /// All four settings are on for a new bucket since April 2023.
  private static PropertySpec blocks(String setting) {
    return PropertySpec.withDefault(
        "PublicAccessBlockConfiguration." + setting,
        new PropertyKind.Bool(),
        Value.of(true),
        PUBLIC_ACCESS_PAGE);
  }

  /// The bucket's name: as set, or made from the logical id, as CloudFormation makes one (it adds
  /// the stack's name and random letters, which a drawing does not have).
  static String bucketName(Resource bucket) {
    return bucket
        .properties()
        .text("BucketName")
        .filter(n -> !n.isBlank())
        .orElseGet(() -> {
          var name = bucket.logicalId().toLowerCase(Locale.ROOT);
          return name.length() < 3 ? name + "-bucket" : name;
        });
  }

  private static final class BucketFacets implements Facets {
    /// The hash of no content: what stands for all hashes.
    private static final String SHA256_OF_NOTHING =
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// How a request was signed and sent: `docs.aws.amazon.com/AmazonS3/latest/API/
    /// bucket-policy-s3-sigv4-conditions.html`. SDKs sign in a header and send the content's hash;
    /// a presigned URL is at most seven days old (604,800,000 ms) and says `UNSIGNED-PAYLOAD`. AWS
    /// takes TLS 1.2 and newer
    /// (`docs.aws.amazon.com/AmazonS3/latest/userguide/network-isolation.html`).
    @Override
    public Map<String, List<Optional<String>>> clientKeys(Need.Call call, boolean signed) {
      var keys = new LinkedHashMap<String, List<Optional<String>>>();
      if (call.via().isPresent()) {
        keys.put("s3:tlsversion", List.of(Optional.of("1.3"), Optional.of("1.2")));
      }
      if (!signed) {
        for (var key : List.of("signatureversion", "authtype", "signatureage")) {
          keys.put("s3:" + key, List.of(Optional.empty()));
        }
      } else {
        keys.put("s3:signatureversion", List.of(Optional.of("AWS4-HMAC-SHA256")));
        keys.put(
            "s3:authtype", List.of(Optional.of("REST-HEADER"), Optional.of("REST-QUERY-STRING")));
        keys.put("s3:signatureage", List.of(Optional.of("0"), Optional.of("604800000")));
        keys.put(
            "s3:x-amz-content-sha256",
            List.of(Optional.of(SHA256_OF_NOTHING), Optional.of("UNSIGNED-PAYLOAD")));
      }
      return keys;
    }

    @Override
    public boolean blocksPublicAccess(Resource resource) {
      return resource
          .properties()
          .fields("PublicAccessBlockConfiguration")
          .get("RestrictPublicBuckets")
          .map(v -> v.equals(Value.of(true)))
          .orElse(true);
    }

    @Override
    public List<ManualCall> manualCalls(Resource resource, Architecture drawing, Catalog catalog) {
      return List.of(
          new ManualCall(
              "s3:PutObject",
              Message.of("call.s3:PutObject"),
              Fields.EMPTY,
              List.of(),
              Optional.of(new ManualCall.FileMembers("Key", "Body", Optional.of("ContentType")))),
          ManualCall.of("s3:ListObjectsV2", Message.of("call.s3:ListObjectsV2"), Fields.EMPTY));
    }

    @Override
    public Optional<Fields> sampleEvent(
        Connection connection, Architecture drawing, Catalog catalog) {
      return drawing
          .resource(connection.source())
          .filter(b -> connection.type().equals(S3Connections.NOTIFICATION))
          .map(b -> SampleNotification.of(b, connection, drawing.environment()));
    }

    @Override
    public String physicalId(Resource resource, Environment environment) {
      return bucketName(resource);
    }

    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of("arn:" + environment.partition() + ":s3:::" + bucketName(resource));
    }

    @Override
    public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
      return resource
          .properties()
          .get("Policy")
          .map(document ->
              new AttachedPolicy(
                  bucketName(resource),
                  AttachedPolicy.Kind.RESOURCE,
                  resource.id(),
                  POLICY,
                  document))
          .stream()
          .toList();
    }
  }
}
