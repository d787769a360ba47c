package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.util.Optional;

/// Tells what became of a function's asynchronous events, along the drawn destinations, as the
/// function's role (docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
final class Destinations {
  /// The dead-letter queue's attribute `ErrorMessage` has the first kilobyte of the message.
  private static final int MAX_ERROR_MESSAGE = 1_024;

  private final RuntimeContext context;

  Destinations(RuntimeContext context) {
    this.context = context;
  }

  /// How an event ended.
  ///
  /// @param condition `Success`, `RetriesExhausted` or `EventAgeExceeded`
  /// @param last the last invocation; empty if the function never ran
  record Outcome(
      String requestId,
      FunctionVersion version,
      String condition,
      int invocations,
      Value payload,
      Optional<InvocationResult.Ran> last,
      Because because) {
    boolean success() {
      return condition.equals("Success");
    }
  }

  void report(FunctionEngine function, Outcome outcome) {
    for (var connection : context.drawing().connections().values()) {
      if (connection.type().equals(LambdaConnections.DESTINATION)
          && connection.source().equals(function.id())) {
        context
            .drawing()
            .resource(connection.target())
            .ifPresent(target -> report(function, connection, target, outcome));
      }
    }
  }

  private void report(
      FunctionEngine function, Connection connection, Resource target, Outcome outcome) {
    switch (connection.properties().text("Condition").orElse(LambdaConnections.ON_FAILURE)) {
      case LambdaConnections.ON_SUCCESS -> {
        if (outcome.success() && !RecordDelivery.isBucket(target)) {
          send(function, target, record(function, outcome), Fields.EMPTY, outcome);
        }
      }
      case LambdaConnections.DEAD_LETTER_QUEUE -> {
        if (!outcome.success()) {
          send(function, target, outcome.payload(), deadLetter(outcome), outcome);
        }
      }
      default -> {
        if (!outcome.success()) {
          send(function, target, record(function, outcome), Fields.EMPTY, outcome);
        }
      }
    }
  }

  private Fields record(FunctionEngine function, Outcome outcome) {
    var record =
        Fields.EMPTY
            .with("version", "1.0")
            .with("timestamp", InvocationLog.time(context.now()))
            .with(
                "requestContext",
                Fields.EMPTY
                    .with("requestId", outcome.requestId())
                    .with("functionArn", function.arn() + ":" + outcome.version().number())
                    .with("condition", outcome.condition())
                    .with("approximateInvokeCount", outcome.invocations()))
            .with("requestPayload", outcome.payload());
    if (outcome.last().isEmpty()) {
      return record;
    }
    var ran = outcome.last().get();
    var response = Fields.EMPTY.with("statusCode", 200).with("executedVersion", ran.version());
    return record
        .with(
            "responseContext",
            ran.functionError() ? response.with("functionError", "Unhandled") : response)
        .with("responsePayload", json(ran.payload()));
  }

  /// docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq: the
  /// event itself, with the error in attributes.
  private static Fields deadLetter(Outcome outcome) {
    var message =
        outcome
            .last()
            .map(ran ->
                json(ran.payload()) instanceof Fields f ? f.text("errorMessage").orElse("") : "")
            .filter(m -> !m.isEmpty())
            .orElse(outcome.condition());
    return Fields.EMPTY
        .with("RequestID", attribute("String", outcome.requestId()))
        .with("ErrorCode", attribute("Number", "200"))
        .with(
            "ErrorMessage",
            attribute(
                "String", message.substring(0, Math.min(message.length(), MAX_ERROR_MESSAGE))));
  }

  private static Fields attribute(String type, String value) {
    return Fields.EMPTY.with("DataType", type).with("StringValue", value);
  }

  private static Value json(String text) {
    try {
      return Json.read(text);
    } catch (JsonException e) {
      return Value.of(text);
    }
  }

  private void send(
      FunctionEngine function, Resource target, Value body, Fields attributes, Outcome outcome) {
    RecordDelivery.send(
        context,
        function.id(),
        target,
        body,
        attributes,
        RecordDelivery.asynchronousPrefix(function.resource()),
        outcome.because());
  }
}
