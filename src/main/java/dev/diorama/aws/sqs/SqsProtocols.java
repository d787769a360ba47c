package dev.diorama.aws.sqs;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.wire.AwsJsonProtocol;
import dev.diorama.runtime.wire.AwsQueryProtocol;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// SQS over HTTP: JSON 1.0, which today's clients speak, and the older Query protocol.
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html`
final class SqsProtocols {
  private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

  /// Lists by the name of their entries on the wire (`AttributeName.1`), for all operations.
  private static final Map<String, String> LISTS =
      Map.of(
          "AttributeName", "AttributeNames",
          "MessageAttributeName", "MessageAttributeNames",
          "MessageSystemAttributeName", "MessageSystemAttributeNames",
          "SendMessageBatchRequestEntry", "Entries",
          "DeleteMessageBatchRequestEntry", "Entries",
          "ChangeMessageVisibilityBatchRequestEntry", "Entries");

  private static final Set<String> NUMBERS =
      Set.of(
          "DelaySeconds",
          "MaxNumberOfMessages",
          "VisibilityTimeout",
          "WaitTimeSeconds",
          "MaxResults");

  private SqsProtocols() {}

  static List<WireProtocol> all() {
    return List.of(
        new AwsJsonProtocol(
            "sqs",
            "AmazonSQS",
            "1.0",
            Optional.of("com.amazonaws.sqs"),
            Set.of("BinaryValue"),
            SqsErrorCodes.queryCodes()),
        new AwsQueryProtocol(
            "sqs",
            "2012-11-05",
            NAMESPACE,
            (operation, form) -> input(form),
            SqsProtocols::output,
            SqsErrorCodes.queryCodes()));
  }

  /// A form's lists and texts as the members that the engine knows.
  private static Fields input(Fields form) {
    var result = new LinkedHashMap<String, Value>();
    form.values()
        .forEach((name, value) -> {
          var member = LISTS.getOrDefault(name, name);
          if (name.equals("MessageAttribute")) {
            result.put("MessageAttributes", messageAttributes(value));
          } else if (LISTS.containsKey(name)) {
            result.put(
                member,
                new Items(
                    entries(value).stream()
                        .map(v -> v instanceof Fields f ? input(f) : v)
                        .toList()));
          } else {
            result.put(member, NUMBERS.contains(name) ? number(value) : value);
          }
        });
    return new Fields(result);
  }

  private static List<Value> entries(Value value) {
    return value instanceof Items i ? i.values() : List.of(value);
  }

  private static Value number(Value value) {
    return value
        .asText()
        .filter(t -> t.matches("-?\\d{1,18}"))
        .<Value>map(t -> Value.of(Long.parseLong(t)))
        .orElse(value);
  }

  private static Fields messageAttributes(Value list) {
    var result = Fields.EMPTY;
    for (var value : entries(list)) {
      var entry = value instanceof Fields f ? f : Fields.EMPTY;
      var attribute = entry.fields("Value");
      var binary = attribute.text("BinaryValue");
      if (binary.isPresent()) {
        attribute = attribute.with("BinaryValue", blob(binary.get()));
      }
      result = result.with(entry.text("Name").orElse(""), attribute);
    }
    return result;
  }

  /// Base64 that cannot be read becomes an empty value, which the engine refuses.
  private static Value blob(String base64) {
    try {
      return Value.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Value.of(new byte[0]);
    }
  }

  private static Fields output(String operation, Fields output) {
    return switch (operation) {
      case "ReceiveMessage" ->
          Fields.EMPTY.with(
              "Message",
              new Items(
                  output.list("Messages").stream()
                      .<Value>map(m -> m instanceof Fields f ? message(f) : m)
                      .toList()));
      case "GetQueueAttributes" ->
          Fields.EMPTY.with("Attribute", nameAndValue(output.fields("Attributes")));
      case "ListDeadLetterSourceQueues" ->
          Fields.EMPTY.with("QueueUrl", new Items(output.list("queueUrls")));
      case "ListQueues" -> {
        var urls = Fields.EMPTY.with("QueueUrl", new Items(output.list("QueueUrls")));
        yield output.text("NextToken").map(t -> urls.with("NextToken", t)).orElse(urls);
      }
      case "SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch" ->
          Fields.EMPTY
              .with(operation + "ResultEntry", new Items(output.list("Successful")))
              .with("BatchResultErrorEntry", new Items(output.list("Failed")));
      default -> output;
    };
  }

  private static Fields message(Fields message) {
    var result = message.without("Attributes").without("MessageAttributes");
    if (message.get("Attributes").isPresent()) {
      result = result.with("Attribute", nameAndValue(message.fields("Attributes")));
    }
    return message.get("MessageAttributes").isPresent()
        ? result.with("MessageAttribute", nameAndValue(message.fields("MessageAttributes")))
        : result;
  }

  private static Items nameAndValue(Fields map) {
    var result = new ArrayList<Value>();
    map.values()
        .forEach((name, value) -> result.add(Fields.EMPTY.with("Name", name).with("Value", value)));
    return new Items(result);
  }
}
