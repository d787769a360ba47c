package dev.diorama.aws.logs;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ManualCall;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.Architecture;
import dev.diorama.model.Environment;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The type `AWS::Logs::LogGroup`.
final class LogGroupType {
  static final ResourceTypeName NAME = new ResourceTypeName("AWS::Logs::LogGroup");

  /// The only retention periods that CloudWatch Logs has, in days; without one, events never
  /// expire.
  static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final String PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html";

  private LogGroupType() {}

  static ResourceType type() {
    return ResourceType.plain(
        NAME.value(),
        "logs",
        Category.INTEGRATION,
        "log-group",
        List.of(
            PropertySpec.optional(
                "LogGroupName",
                new PropertyKind.Text(Optional.of("[.\\-_/#A-Za-z0-9]{1,512}")),
                PAGE),
            // Whole rather than Choice, since CloudFormation's value is a number; the engine and
            // the inspector's range check refuse what lies outside.
            PropertySpec.optional(
                "RetentionInDays", new PropertyKind.Whole(1, 3653, "days"), PAGE)),
        Set.of(),
        new LogGroupFacets(),
        PAGE);
  }

  /// The group's name: as set, or the logical id (CloudFormation adds the stack's name and random
  /// letters, which a drawing does not have).
  static String groupName(Resource group) {
    return group
        .properties()
        .text("LogGroupName")
        .filter(n -> !n.isBlank())
        .orElseGet(group::logicalId);
  }

  /// The ARN of a group as policies see it, without the trailing `:*` of `Fn::GetAtt`.
  static String groupArn(String name, Environment environment) {
    return "arn:"
        + environment.partition()
        + ":logs:"
        + environment.region()
        + ":"
        + environment.accountId()
        + ":log-group:"
        + name;
  }

  private static final class LogGroupFacets implements Facets {
    @Override
    public String physicalId(Resource resource, Environment environment) {
      return groupName(resource);
    }

    /// `Fn::GetAtt` gives the ARN with `:*` at its end, the form that policies need.
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(groupArn(groupName(resource), environment) + ":*");
    }

    /// CloudWatch Logs writes a policy of this form by itself when another service is to deliver
    /// its logs to a group, as an HTTP API does:
    /// `docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html`.
    @Override
    public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
      return List.of(
          new AttachedPolicy(
              "AWSLogDeliveryWrite20150319",
              AttachedPolicy.Kind.RESOURCE,
              resource.id(),
              PropertyPath.of("LogGroupName"),
              Fields.EMPTY
                  .with("Version", "2012-10-17")
                  .with(
                      "Statement",
                      Value.list(
                          Fields.EMPTY
                              .with("Sid", "AWSLogDeliveryWrite")
                              .with("Effect", "Allow")
                              .with(
                                  "Principal",
                                  Fields.EMPTY.with("Service", "delivery.logs.amazonaws.com"))
                              .with(
                                  "Action",
                                  Value.texts(List.of("logs:CreateLogStream", "logs:PutLogEvents")))
                              .with(
                                  "Resource",
                                  groupArn(groupName(resource), drawing.environment())
                                      + ":log-stream:*")
                              .with(
                                  "Condition",
                                  Fields.EMPTY.with(
                                      "StringEquals",
                                      Fields.EMPTY.with(
                                          "aws:SourceAccount",
                                          drawing.environment().accountId())))))));
    }

    @Override
    public List<ManualCall> manualCalls(Resource resource, Architecture drawing, Catalog catalog) {
      return List.of(
          ManualCall.of(
              "logs:FilterLogEvents", Message.of("call.logs:FilterLogEvents"), Fields.EMPTY));
    }

    @Override
    public SequencedMap<String, String> highlights(Resource resource) {
      var result = new LinkedHashMap<String, String>();
      resource
          .properties()
          .number("RetentionInDays")
          .ifPresent(days -> result.put("RetentionInDays", String.valueOf(days)));
      return result;
    }
  }
}
