package dev.diorama.workspace;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ScenarioStep.Expectation;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Compares what came with what a scenario expects.
final class Expectations {
  private Expectations() {}

  /// What does not hold; empty if the expectation holds. No result means that the call never ended.
  static Optional<Message> failure(Expectation expected, Optional<OperationResult> result) {
    if (result.isEmpty()) {
      return Optional.of(Message.of("scenario.noAnswer"));
    }
    return switch (result.get()) {
      case OperationResult.Failure failure -> {
        if (expected.error().isEmpty()) {
          yield Optional.of(
              Message.of("scenario.unexpectedError", failure.code(), failure.message()));
        }
        yield expected.error().get().equals(failure.code())
            ? Optional.empty()
            : Optional.of(
                Message.of(
                    "scenario.otherError",
                    expected.error().get(),
                    failure.code(),
                    failure.message()));
      }
      case OperationResult.Success success ->
          expected.error().isPresent()
              ? Optional.of(Message.of("scenario.noError", expected.error().get()))
              : otherValue(expected.values(), success.output());
    };
  }

  private static Optional<Message> otherValue(Fields expected, Fields output) {
    for (var e : expected.values().entrySet()) {
      var found = find(Optional.of(output), PropertyPath.parse(e.getKey()));
      var actual = e.getValue() instanceof Value.Text ? found.map(Expectations::asText) : found;
      if (!actual.equals(Optional.of(e.getValue()))) {
        return Optional.of(
            Message.of(
                "scenario.otherValue",
                e.getKey(),
                Json.write(e.getValue()),
                actual.map(Json::write).orElse("—")));
      }
    }
    return Optional.empty();
  }

  /// Binary data as the text that it may be, to be compared with an expected text.
  private static Value asText(Value value) {
    return value instanceof Value.Blob b
        ? Value.of(new String(b.bytes(), StandardCharsets.UTF_8))
        : value;
  }

  /// The value at `path`. A path goes on into text and binary data that hold JSON, so that a
  /// response body can be looked into.
  private static Optional<Value> find(Optional<Value> from, PropertyPath path) {
    var current = from;
    for (var segment : path.segments()) {
      current =
          current
              .map(Expectations::opened)
              .flatMap(v ->
                  new PropertyPath(List.of(new PropertyPath.Name("v"), segment))
                      .in(Fields.EMPTY.with("v", v)));
    }
    return current;
  }

  private static Value opened(Value value) {
    try {
      return switch (value) {
        case Value.Text t -> Json.read(t.value());
        case Value.Blob b -> Json.read(b.bytes());
        default -> value;
      };
    } catch (JsonException e) {
      return value;
    }
  }
}
