package dev.diorama.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.SdkClients;
import dev.diorama.aws.Sketch;
import dev.diorama.runtime.RunningSystem;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// AWS's own client against the engine, over HTTP. The client verifies the digests of bodies and
/// attributes itself and fails where they differ.
class SqsSdkTest {
  private static RunningSystem system;
  private static SqsClient alice;
  private static SqsClient sender;

  @BeforeAll
  static void start() {
    system =
        Sketch.of(new SqsService())
            .caller("Alice", "sqs:*")
            .caller("Sender", "sqs:SendMessage", "sqs:GetQueueUrl")
            .add("Orders", "AWS::SQS::Queue", "{}")
            .add("Batches", "AWS::SQS::Queue", "{}")
            .add("Lines", "AWS::SQS::Queue", "{'FifoQueue': true}")
            .runLive();
    alice = SdkClients.client(SqsClient.builder(), system, "Alice");
    sender = SdkClients.client(SqsClient.builder(), system, "Sender");
  }

  @AfterAll
  static void stop() {
    alice.close();
    sender.close();
    system.close();
  }

  private static String url(String name) {
    return alice.getQueueUrl(b -> b.queueName(name)).queueUrl();
  }

  @Test
  void aMessageMakesTheRoundTrip() {
    var url = url("Orders");
    assertThat(url).isEqualTo(system.endpointUrl() + "/123456789012/Orders");
    var attributes =
        Map.of(
            "kind", MessageAttributeValue.builder().dataType("String").stringValue("ü").build(),
            "count", MessageAttributeValue.builder().dataType("Number").stringValue("7").build(),
            "raw",
                MessageAttributeValue.builder()
                    .dataType("Binary")
                    .binaryValue(SdkBytes.fromUtf8String("bytes"))
                    .build());
    var sent =
        alice.sendMessage(b -> b.queueUrl(url).messageBody("hé").messageAttributes(attributes));

    var received =
        alice
            .receiveMessage(b ->
                b.queueUrl(url)
                    .waitTimeSeconds(5)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
            .messages()
            .getFirst();

    assertThat(received.messageId()).isEqualTo(sent.messageId());
    assertThat(received.body()).isEqualTo("hé");
    assertThat(received.messageAttributes()).isEqualTo(attributes);
    assertThat(received.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    alice.changeMessageVisibility(
        b -> b.queueUrl(url).receiptHandle(received.receiptHandle()).visibilityTimeout(60));
    alice.deleteMessage(b -> b.queueUrl(url).receiptHandle(received.receiptHandle()));
    assertThat(
            alice
                .getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
  }

  @Test
  void batchesWork() {
    var url = url("Batches");
    var sent =
        alice.sendMessageBatch(b ->
            b.queueUrl(url)
                .entries(
                    SendMessageBatchRequestEntry.builder().id("a").messageBody("1").build(),
                    SendMessageBatchRequestEntry.builder()
                        .id("b")
                        .messageBody("2")
                        .delaySeconds(1000)
                        .build()));
    assertThat(sent.successful()).hasSize(1);
    assertThat(sent.failed())
        .singleElement()
        .matches(f -> f.code().equals("InvalidParameterValue"));
    var received =
        alice.receiveMessage(b -> b.queueUrl(url).maxNumberOfMessages(10)).messages().getFirst();
    var deleted =
        alice.deleteMessageBatch(b ->
            b.queueUrl(url)
                .entries(
                    DeleteMessageBatchRequestEntry.builder()
                        .id("a")
                        .receiptHandle(received.receiptHandle())
                        .build()));
    assertThat(deleted.successful()).hasSize(1);
    alice.purgeQueue(b -> b.queueUrl(url));
  }

  @Test
  void aFifoQueueNumbersItsMessages() {
    var sent =
        alice.sendMessage(b ->
            b.queueUrl(url("Lines.fifo"))
                .messageBody("x")
                .messageGroupId("g")
                .messageDeduplicationId("d"));
    assertThat(sent.sequenceNumber()).hasSize(20);
  }

  @Test
  void errorsAreTheClientsOwnExceptions() {
    assertThatThrownBy(() -> url("Nowhere")).isInstanceOf(QueueDoesNotExistException.class);
    assertThatThrownBy(
            () -> alice.deleteMessage(b -> b.queueUrl(url("Orders")).receiptHandle("nonsense")))
        .isInstanceOf(ReceiptHandleIsInvalidException.class);
    assertThatThrownBy(() -> sender.receiveMessage(b -> b.queueUrl(url("Orders"))))
        .isInstanceOfSatisfying(
            SqsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.awsErrorDetails().errorMessage()).contains("sqs:receivemessage");
            });
  }
}
