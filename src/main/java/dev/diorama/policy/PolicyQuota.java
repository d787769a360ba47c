package dev.diorama.policy;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.Optional;

/// How large AWS lets a policy be. Sizes are those of the document without the white space between
/// its elements: IAM counts none, and where AWS counts it the policy is only larger.
///
/// The quota of an inline policy is for all inline policies of its role together; one policy can
/// only be held against it alone. Quotas that can be raised stand at their default.
public enum PolicyQuota {
  /// A managed policy, also as a permissions boundary.
  MANAGED(
      6144,
      "docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length"),
  /// Inline policies of a role.
  INLINE_ROLE(
      10_240,
      "docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length"),
  /// Inline policies of a user.
  INLINE_USER(
      2048,
      "docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length"),
  /// Inline policies of a group.
  INLINE_GROUP(
      5120,
      "docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length"),
  /// A role trust policy; can be raised to 4,096.
  TRUST(2048, "docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
  /// A session policy.
  SESSION(2048, "docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"),
  /// A service control policy; 5,120 until May 2026.
  SERVICE_CONTROL(
      10_240, "docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"),
  /// A resource control policy.
  RESOURCE_CONTROL(
      5120, "docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"),
  /// A VPC endpoint policy.
  VPC_ENDPOINT(20_480, "docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"),
  /// A bucket policy.
  BUCKET(20_480, "docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html"),
  /// A queue policy.
  QUEUE(
      8192,
      "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html"),
  /// A function's resource-based policy.
  FUNCTION(20_480, "docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  /// A key policy.
  KEY(32_768, "docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html"),
  /// An API's resource policy; can be raised.
  API(8192, "docs.aws.amazon.com/apigateway/latest/developerguide/limits.html");

  /// The largest document that is evaluated, in bytes: well above what AWS allows of any kind, so
  /// that a hostile one costs little.
  public static final int MAX_EVALUATED = 262_144;

  private final int limit;
  private final String source;

  PolicyQuota(int limit, String source) {
    this.limit = limit;
    this.source = source;
  }

  /// The largest size, in bytes of UTF-8.
  public int limit() {
    return limit;
  }

  /// The page of AWS's documentation that states it.
  public String source() {
    return source;
  }

  /// The quota that a policy of this kind falls under.
  ///
  /// @param arn the ARN of a managed policy, or of what carries the policy
  /// @return empty if that does not follow from the kind and the ARN
  public static Optional<PolicyQuota> of(PolicyKind kind, Optional<String> arn) {
    return switch (kind) {
      case IDENTITY -> arn.flatMap(PolicyQuota::ofIdentity);
      case BOUNDARY -> Optional.of(MANAGED);
      case TRUST -> Optional.of(TRUST);
      case SESSION -> Optional.of(SESSION);
      case SERVICE_CONTROL -> Optional.of(SERVICE_CONTROL);
      case RESOURCE_CONTROL -> Optional.of(RESOURCE_CONTROL);
      case VPC_ENDPOINT -> Optional.of(VPC_ENDPOINT);
      case RESOURCE -> arn.flatMap(a -> PrincipalArns.field(a, 2)).flatMap(PolicyQuota::ofService);
      case BLOCK_PUBLIC_ACCESS -> Optional.empty();
    };
  }

  private static Optional<PolicyQuota> ofIdentity(String arn) {
    return PrincipalArns.field(arn, 5)
        .flatMap(name ->
            switch (name.substring(0, Math.max(0, name.indexOf('/')))) {
              // AWS's own are larger: ReadOnlyAccess has more than 90,000 characters.
              case "policy" ->
                  PrincipalArns.account(arn).filter("aws"::equals).isPresent()
                      ? Optional.<PolicyQuota>empty()
                      : Optional.of(MANAGED);
              case "role" -> Optional.of(INLINE_ROLE);
              case "user" -> Optional.of(INLINE_USER);
              case "group" -> Optional.of(INLINE_GROUP);
              default -> Optional.empty();
            });
  }

  private static Optional<PolicyQuota> ofService(String service) {
    return switch (service) {
      case "s3" -> Optional.of(BUCKET);
      case "sqs" -> Optional.of(QUEUE);
      case "lambda" -> Optional.of(FUNCTION);
      case "kms" -> Optional.of(KEY);
      case "execute-api" -> Optional.of(API);
      default -> Optional.empty();
    };
  }

  /// The size of a document as JSON in UTF-8 without white space, in bytes.
  public static long size(Value document) {
    return switch (document) {
      case Value.Null n -> 4;
      case Value.Flag f -> f.value() ? 4 : 5;
      case Value.Text t -> text(t.value());
      case Value.Numeric n -> n.value().toString().length();
      case Value.Blob b -> 2 + (b.length() + 2L) / 3 * 4;
      case Items items -> {
        long size = 2 + Math.max(0, items.values().size() - 1L);
        for (var value : items.values()) {
          size += size(value);
        }
        yield size;
      }
      case Fields fields -> {
        long size = 2 + Math.max(0, fields.values().size() - 1L);
        for (var field : fields.values().entrySet()) {
          size += text(field.getKey()) + 1 + size(field.getValue());
        }
        yield size;
      }
    };
  }

  private static long text(String text) {
    long size = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = c == '"' || c == '\\' || c < ' ';
      // Each half of a surrogate pair counts two of the four bytes.
      size +=
          escaped || (c >= 0x80 && c < 0x800) || Character.isSurrogate(c) ? 2 : c < 0x80 ? 1 : 3;
    }
    return size;
  }
}
