package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import java.util.Set;
import java.util.regex.Pattern;

/// The form in which mapping templates write a call of SQS, as
/// `Action=SendMessage&MessageBody=Hello`. See
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html`.
final class QueueForm {
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "MessageAttributes?\\.(?:entry\\.)?([0-9]{1,3})\\.(Name|Value\\.(DataType|StringValue))");
  private static final Set<String> NUMBERS =
      Set.of("DelaySeconds", "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds");

  private QueueForm() {}

  /// The members of a form; none if the text is no form with an `Action`.
  static Fields read(String text) {
    var result = Fields.EMPTY;
    var names = Fields.EMPTY;
    var values = Fields.EMPTY;
    if (!text.contains("Action=")) {
      return result;
    }
    for (var pair : text.strip().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      var name = ApiRequest.decode(pair.substring(0, equals).strip());
      var value = ApiRequest.decode(pair.substring(equals + 1));
      var attribute = ATTRIBUTE.matcher(name);
      if (attribute.matches()) {
        var index = attribute.group(1);
        if (attribute.group(2).equals("Name")) {
          names = names.with(index, value);
        } else {
          values = values.with(index, values.fields(index).with(attribute.group(3), value));
        }
      } else if (NUMBERS.contains(name) && value.matches("[0-9]{1,9}")) {
        result = result.with(name, Long.parseLong(value));
      } else if (!name.equals("Version")) {
        result = result.with(name, value);
      }
    }
    if (names.isEmpty()) {
      return result;
    }
    var attributes = Fields.EMPTY;
    for (var e : names.values().entrySet()) {
      attributes = attributes.with(e.getValue().asText().orElse(""), values.fields(e.getKey()));
    }
    return result.with("MessageAttributes", attributes);
  }

  /// What SQS answers to a form, as API Gateway gets it in JSON.
  static String answer(String operation, Fields output, String requestId) {
    return Json.write(
        Fields.EMPTY.with(
            operation + "Response",
            Fields.EMPTY
                .with("ResponseMetadata", Fields.EMPTY.with("RequestId", requestId))
                .with(operation + "Result", output)));
  }
}
