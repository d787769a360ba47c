package dev.diorama.aws.lambda.worker;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a handler did in one turn, until it waited again.
///
/// @param effects what it wants done, in order
/// @param end how the invocation ended, if it did
/// @param initialized whether the handler's module was loaded in this turn
/// @param memory how much is in use at the end of an invocation, in MB
public record Turn(
    List<Effect> effects, Optional<End> end, boolean initialized, OptionalLong memory) {
  public Turn {
    effects = List.copyOf(effects);
  }

  /// Something that a handler wants done.
  public sealed interface Effect {}

  /// Call an operation of a service; answer with the id.
  public record Call(long id, String service, String operation, Fields input) implements Effect {}

  /// Tell the handler when this many ms have passed.
  public record StartTimer(long id, long millis) implements Effect {}

  /// Forget the timer.
  public record ClearTimer(long id) implements Effect {}

  /// Write a line to the function's log.
  public record Log(String line) implements Effect {}

  /// How an invocation ended.
  public sealed interface End {}

  /// The handler answered.
  ///
  /// @param json its result as JSON text
  public record Succeeded(String json) implements End {}

  /// The handler failed.
  ///
  /// @param trace the stack, line by line
  /// @param fatal whether the environment cannot be used again
  public record Failed(String errorType, String errorMessage, List<String> trace, boolean fatal)
      implements End {
    public Failed {
      trace = List.copyOf(trace);
    }
  }

  /// The handler failed, and its runtime has its own words for it.
  ///
  /// @param json what the runtime reports, as JSON text
  /// @param summary type and message
  public record Reported(String json, String summary) implements End {}

  /// The handler ended its process.
  public record Exited(int code) implements End {}

  /// Reads the worker's answer.
  static Turn read(Fields answer) {
    var effects =
        answer.list("effects").stream()
            .flatMap(
                v -> v instanceof Value.Text t ? effect(read(t.value())) : Stream.<Effect>empty())
            .toList();
    var memory = answer.number("memory");
    return new Turn(
        effects,
        end(answer),
        answer.flag("initialized"),
        memory.isPresent() ? OptionalLong.of(memory.get()) : OptionalLong.empty());
  }

  private static Fields read(String json) {
    try {
      return Json.read(json) instanceof Fields f ? f : Fields.EMPTY;
    } catch (JsonException e) {
      throw new IllegalStateException("the worker's JSON cannot be read", e);
    }
  }

  private static Stream<Effect> effect(Fields f) {
    if (f.number("call").isPresent()) {
      var given = f.fields("input");
      var input = f.flag("binary") && Frames.unmarked(given) instanceof Fields i ? i : given;
      return Stream.of(
          new Call(
              f.number("call").get(),
              f.text("service").orElse(""),
              f.text("operation").orElse(""),
              input));
    }
    if (f.number("timer").isPresent()) {
      return Stream.of(new StartTimer(f.number("timer").get(), f.number("ms").orElse(1L)));
    }
    if (f.number("clear").isPresent()) {
      return Stream.of(new ClearTimer(f.number("clear").get()));
    }
    return f.text("log").stream().map(Log::new);
  }

  private static Optional<End> end(Fields answer) {
    var exit =
        answer.number("exit").map(Long::intValue).map(OptionalInt::of).orElse(OptionalInt.empty());
    if (exit.isPresent()) {
      return Optional.of(new Exited(exit.getAsInt()));
    }
    if (answer.text("failure").isPresent()) {
      return Optional.of(
          new Failed("Runtime.Unknown", answer.text("failure").get(), List.of(), true));
    }
    if (answer.text("result").isPresent()) {
      return answer.text("result").map(Succeeded::new);
    }
    if (answer.text("error").isEmpty()) {
      return Optional.empty();
    }
    var d = read(answer.text("error").get());
    var error = d.fields("error");
    return Optional.of(
        new Failed(
            error.text("errorType").orElse("Error"),
            error.text("errorMessage").orElse(""),
            error.list("trace").stream().map(Value::asText).flatMap(Optional::stream).toList(),
            d.flag("fatal")));
  }
}
