package dev.diorama.aws.iam;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `AWS::IAM::Role`.
final class RoleType {
  static final ResourceTypeName NAME = new ResourceTypeName("AWS::IAM::Role");

  private static final String PAGE =
      "docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html";
  private static final String POLICY_PAGE =
      "docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-iam-role-policy.html";

  private RoleType() {}

  static ResourceType type() {
    return ResourceType.plain(
        NAME.value(),
        "iam",
        Category.SECURITY,
        "iam-role",
        List.of(
            PropertySpec.optional(
                "RoleName", new PropertyKind.Text(Optional.of("[\\w+=,.@-]{1,64}")), PAGE),
            PropertySpec.withDefault(
                "Path", new PropertyKind.Text(Optional.of("/|/[!-~]+/")), Value.of("/"), PAGE),
            PropertySpec.required("AssumeRolePolicyDocument", new PropertyKind.Json(), PAGE),
            PropertySpec.optional(
                "Policies",
                new PropertyKind.Table(
                    List.of(
                        PropertySpec.required(
                            "PolicyName",
                            new PropertyKind.Text(Optional.of("[\\w+=,.@-]{1,128}")),
                            POLICY_PAGE),
                        PropertySpec.required(
                            "PolicyDocument", new PropertyKind.Json(), POLICY_PAGE))),
                PAGE),
            PropertySpec.optional(
                "ManagedPolicyArns",
                new PropertyKind.Texts(Optional.of("arn:[^:]+:iam::(aws|[0-9]{12}):policy/.+")),
                PAGE),
            PropertySpec.optional("PermissionsBoundary", new PropertyKind.Json(), PAGE)),
        Set.of(Capability.ROLE),
        new RoleFacets(),
        PAGE);
  }
}
