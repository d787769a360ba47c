package dev.diorama.judge;

import dev.diorama.aws.SdkClients;
import dev.diorama.aws.Sketch;
import dev.diorama.aws.sqs.SqsService;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RunningSystem;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Diorama's SQS beside ElasticMQ, each with the same empty queues.
final class SqsCourt implements AutoCloseable {
  private static final String ACCOUNT = "123456789012";

  private static final Masks MASKS =
      new Masks(
          Set.of(
              "ApproximateFirstReceiveTimestamp",
              "CreatedTimestamp",
              "LastModifiedTimestamp",
              "MessageId",
              "QueueUrl",
              "ReceiptHandle",
              "SenderId",
              "SentTimestamp",
              "SequenceNumber"),
          Set.of("MD5OfMessageSystemAttributes"));

  private final RunningSystem system;
  private final SQSRestServer server;
  private final Trial trial;

  SqsCourt() {
    system =
        Sketch.of(new SqsService())
            .caller("Alice", "sqs:*")
            .add("Orders", "AWS::SQS::Queue", "{}")
            .add("Slow", "AWS::SQS::Queue", "{'DelaySeconds': 900}")
            .add("Work", "AWS::SQS::Queue", "{'VisibilityTimeout': 0}")
            .add("Dead", "AWS::SQS::Queue", "{}")
            .connect("Work", "sqs:Redrive", "Dead", "{'maxReceiveCount': 2}")
            .add("Lines", "AWS::SQS::Queue", "{'QueueName': 'Lines.fifo', 'FifoQueue': true}")
            .add(
                "Hashed",
                "AWS::SQS::Queue",
                "{'QueueName': 'Hashed.fifo', 'FifoQueue': true, 'ContentBasedDeduplication':"
                    + " true}")
            .runLive();
    server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSAccountId(ACCOUNT)
            .withAWSRegion("us-east-1")
            .start();
    var port = server.waitUntilStarted().localAddress().getPort();
    trial =
        new Trial(
            new Engine(
                "Diorama",
                SqsClient.class,
                SdkClients.client(SqsClient.builder(), system, "Alice")),
            new Engine(
                "ElasticMQ",
                SqsClient.class,
                SqsClient.builder()
                    .endpointOverride(URI.create("http://127.0.0.1:" + port))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                    .build()),
            SqsCourt::arranged,
            SqsCourt::normal,
            Answer::equals);
    create("Orders", "{}");
    create("Slow", "{'DelaySeconds': '900'}");
    create("Dead", "{}");
    create(
        "Work",
        "{'VisibilityTimeout': '0', 'RedrivePolicy': '{\\\"deadLetterTargetArn\\\":"
            + "\\\"arn:aws:sqs:us-east-1:123456789012:Dead\\\",\\\"maxReceiveCount\\\":2}'}");
    create("Lines.fifo", "{'FifoQueue': 'true'}");
    create("Hashed.fifo", "{'FifoQueue': 'true', 'ContentBasedDeduplication': 'true'}");
  }

  private void create(String name, String attributes) {
    var created =
        trial
            .judge()
            .call(
                "CreateQueue",
                Fields.EMPTY.with("QueueName", name).with("Attributes", Sketch.json(attributes)));
    if (created.isFailure()) {
      throw new IllegalStateException(created.toString());
    }
  }

  Trial trial() {
    return trial;
  }

  /// Errors have two names, one for each protocol; the judge has one code for all bad parameters:
  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html`.
  private static String code(String code) {
    return switch (code) {
      case "AWS.SimpleQueueService.NonExistentQueue" -> "QueueDoesNotExist";
      case "InvalidAttributeValue" -> "InvalidParameterValue";
      default -> code.replace("AWS.SimpleQueueService.", "");
    };
  }

  /// Messages by their bodies, so that a receipt is that of the same message in both.
  private static Answer arranged(String operation, Answer answer) {
    return operation.equals("ReceiveMessage") && !answer.isFailure()
        ? answer.withOutput(
            answer
                .output()
                .with(
                    "Messages",
                    new Items(
                        answer.output().list("Messages").stream()
                            .sorted(Comparator.comparing(SqsCourt::body))
                            .toList())))
        : answer;
  }

  private static String body(Value message) {
    return message instanceof Fields f ? f.text("Body").orElse("") : "";
  }

  /// A standard queue's messages and the entries of a batch have no order.
  private static Answer normal(String operation, Answer answer) {
    if (answer.isFailure()) {
      return new Answer(answer.status(), code(answer.code()), "", Fields.EMPTY);
    }
    var output = MASKS.of(answer.output());
    for (var list : Set.of("Messages", "Successful", "Failed")) {
      if (output.get(list).isPresent()) {
        output =
            output.list(list).isEmpty()
                ? output.without(list)
                : output.with(list, inOrder(output.list(list)));
      }
    }
    return answer.withOutput(output);
  }

  private static Items inOrder(List<Value> values) {
    return new Items(
        values.stream()
            .map(v -> v instanceof Fields f ? f.without("Message") : v)
            .sorted(Comparator.comparing(Json::write))
            .toList());
  }

  @Override
  public void close() {
    trial.ours().close();
    trial.judge().close();
    server.stopAndWait();
    system.close();
  }
}
