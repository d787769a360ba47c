package dev.diorama.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.WireProtocol;
import dev.diorama.runtime.wire.WireProtocol.WireException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The protocol of older clients, in the forms that the API reference shows.
class SqsQueryProtocolTest {
  private static final WireProtocol QUERY = SqsProtocols.all().get(1);

  private static HttpRequest form(String body) {
    return new HttpRequest(
        "POST",
        "/123456789012/Orders",
        "",
        Map.of("content-type", List.of("application/x-www-form-urlencoded")),
        Value.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Fields input(String body) throws WireException {
    var request = form(body + "&Version=2012-11-05");
    assertThat(QUERY.accepts(request, Optional.of("sqs"))).isTrue();
    return QUERY.decode(request).input();
  }

  private static String answer(String operation, OperationResult result) {
    return new String(
        QUERY.encode(form(""), operation, result, "id").body().bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aFormBecomesMembers() throws WireException {
    assertThat(
            input(
                "Action=SendMessage&MessageBody=a+b&DelaySeconds=5"
                    + "&MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=String"
                    + "&MessageAttribute.1.Value.StringValue=v"))
        .isEqualTo(
            Sketch.json(
                "{'MessageBody': 'a b', 'DelaySeconds': 5, 'MessageAttributes': {'n': {'DataType':"
                    + " 'String', 'StringValue': 'v'}}}"));
    assertThat(input("Action=ReceiveMessage&MaxNumberOfMessages=3&AttributeName.1=All"))
        .isEqualTo(Sketch.json("{'MaxNumberOfMessages': 3, 'AttributeNames': ['All']}"));
    assertThat(
            input(
                "Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=a"
                    + "&SendMessageBatchRequestEntry.1.MessageBody=x"
                    + "&SendMessageBatchRequestEntry.1.DelaySeconds=1"))
        .isEqualTo(
            Sketch.json("{'Entries': [{'Id': 'a', 'MessageBody': 'x', 'DelaySeconds': 1}]}"));
  }

  @Test
  void answersAreXml() {
    assertThat(
            answer(
                "ReceiveMessage",
                new Success(
                    Sketch.json(
                        "{'Messages': [{'MessageId': 'm', 'Body': '<b>', 'Attributes':"
                            + " {'SenderId': 's'}}]}"))))
        .contains(
            "<ReceiveMessageResult><Message><MessageId>m</MessageId><Body>&lt;b&gt;</Body>"
                + "<Attribute><Name>SenderId</Name><Value>s</Value></Attribute></Message>"
                + "</ReceiveMessageResult>");
    assertThat(
            answer(
                "DeleteMessageBatch",
                new Success(Sketch.json("{'Successful': [{'Id': 'a'}], 'Failed': []}"))))
        .contains("<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>");
  }

  @Test
  void errorsHaveTheirOldCodes() {
    assertThat(answer("SendMessage", new Failure("QueueDoesNotExist", "gone", 400)))
        .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
  }
}
