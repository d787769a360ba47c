package dev.diorama.aws.sqs;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Capability;
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

/// The type `AWS::SQS::Queue`. Its queue policy, in CloudFormation a resource of its own
/// (`AWS::SQS::QueuePolicy`), is the property `Policy` here.
final class QueueType {
  static final ResourceTypeName NAME = new ResourceTypeName("AWS::SQS::Queue");
  static final PropertyPath POLICY = PropertyPath.of("Policy");
  static final long DEFAULT_VISIBILITY_TIMEOUT = 30;
  static final long DEFAULT_RETENTION = 345_600;

  /// 1 MiB since August 2025.
  static final long DEFAULT_MAXIMUM_SIZE = 1_048_576;

  private static final String PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html";
  private static final String POLICY_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html";

  private QueueType() {}

  static ResourceType type() {
    return ResourceType.plain(
        NAME.value(),
        "sqs",
        Category.INTEGRATION,
        "sqs-queue",
        List.of(
            PropertySpec.optional(
                "QueueName",
                new PropertyKind.Text(
                    Optional.of("[A-Za-z0-9_-]{1,75}(\\.fifo|[A-Za-z0-9_-]{0,5})")),
                PAGE),
            whole("VisibilityTimeout", 0, 43_200, "s", DEFAULT_VISIBILITY_TIMEOUT),
            whole("MessageRetentionPeriod", 60, 1_209_600, "s", DEFAULT_RETENTION),
            whole("DelaySeconds", 0, 900, "s", 0),
            whole("ReceiveMessageWaitTimeSeconds", 0, 20, "s", 0),
            whole("MaximumMessageSize", 1_024, 1_048_576, "B", DEFAULT_MAXIMUM_SIZE),
            PropertySpec.withDefault("FifoQueue", new PropertyKind.Bool(), Value.of(false), PAGE),
            PropertySpec.withDefault(
                "ContentBasedDeduplication", new PropertyKind.Bool(), Value.of(false), PAGE),
            PropertySpec.optional("Policy", new PropertyKind.Json(), POLICY_PAGE)),
        Set.of(
            Capability.EVENT_SOURCE,
            Capability.NOTIFICATION_DESTINATION,
            Capability.INTEGRATION_TARGET),
        new QueueFacets(),
        PAGE);
  }

  private static PropertySpec whole(
      String name, long min, long max, String unit, long defaultValue) {
    return PropertySpec.withDefault(
        name, new PropertyKind.Whole(min, max, unit), Value.of(defaultValue), PAGE);
  }

  /// The queue's name: as set, or the logical id (CloudFormation adds the stack's name and random
  /// letters, which a drawing does not have). A FIFO queue's name ends in `.fifo`.
  static String queueName(Resource queue) {
    return queue
        .properties()
        .text("QueueName")
        .filter(n -> !n.isBlank())
        .orElseGet(() -> queue.logicalId() + (isFifo(queue) ? ".fifo" : ""));
  }

  static boolean isFifo(Resource queue) {
    return queue.properties().flag("FifoQueue");
  }

  private static final class QueueFacets implements Facets {
    @Override
    public List<ManualCall> manualCalls(Resource resource, Architecture drawing, Catalog catalog) {
      var fifo = queueName(resource).endsWith(".fifo");
      return List.of(
          new ManualCall(
              "sqs:SendMessage",
              Message.of("call.sqs:SendMessage"),
              Fields.EMPTY,
              fifo
                  ? List.of("MessageBody", "MessageGroupId", "MessageDeduplicationId")
                  : List.of("MessageBody"),
              Optional.empty()),
          ManualCall.of("sqs:ReceiveMessage", Message.of("call.sqs:ReceiveMessage"), Fields.EMPTY));
    }

    @Override
    public String physicalId(Resource resource, Environment environment) {
      return queueName(resource);
    }

    @Override
    public String ref(Resource resource, Environment environment) {
      return "https://sqs."
          + environment.region()
          + ".amazonaws.com/"
          + environment.accountId()
          + "/"
          + queueName(resource);
    }

    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(
          "arn:"
              + environment.partition()
              + ":sqs:"
              + environment.region()
              + ":"
              + environment.accountId()
              + ":"
              + queueName(resource));
    }

    @Override
    public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
      return resource
          .properties()
          .get("Policy")
          .map(document ->
              new AttachedPolicy(
                  queueName(resource),
                  AttachedPolicy.Kind.RESOURCE,
                  resource.id(),
                  POLICY,
                  document))
          .stream()
          .toList();
    }

    @Override
    public SequencedMap<String, String> highlights(Resource resource) {
      var result = new LinkedHashMap<String, String>();
      result.put(
          "VisibilityTimeout",
          String.valueOf(
              resource
                  .properties()
                  .number("VisibilityTimeout")
                  .orElse(DEFAULT_VISIBILITY_TIMEOUT)));
      if (isFifo(resource)) {
        result.put("FifoQueue", "true");
      }
      return result;
    }
  }
}
