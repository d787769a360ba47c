package dev.diorama.workspace;

import dev.diorama.access.SeenCalls;
import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Need.Decisive;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The calls that a run was seen to make: what least privilege has to leave. Only calls that were
/// let through count; who was refused may have been refused for a reason.
public final class RunCalls {
  private static final Set<String> LET_THROUGH = Set.of("CallSucceeded", "CallFailed");
  private static final int MAX_LINE = 16 << 20;

  private RunCalls() {}

  /// The calls in these events.
  public static SeenCalls of(Iterable<RuntimeEvent> events) {
    var calls = new SeenCalls.Builder();
    for (var event : events) {
      switch (event) {
        case RuntimeEvent.CallSucceeded e -> e.verdicts().forEach(v -> add(v, calls));
        case RuntimeEvent.CallFailed e -> e.verdicts().forEach(v -> add(v, calls));
        default -> {}
      }
    }
    return calls.build();
  }

  private static void add(Verdict verdict, SeenCalls.Builder calls) {
    if (verdict.need() instanceof Need.Call call
        && call.caller() instanceof Need.ResourceCaller caller
        && (call.decisive() == Decisive.EVERY_POLICY || call.decisive() == Decisive.NONE)
        && (verdict.works() || verdict.outcome() == Outcome.UNKNOWN)
        && verdict.denial().isEmpty()) {
      calls.add(caller.resource(), call.action(), call.resource());
    }
  }

  /// The calls in a trace file, as `diorama run --trace` writes it.
  ///
  /// @throws DocumentException if the file cannot be read, or a line is no event
  public static SeenCalls read(Path trace) throws DocumentException {
    var calls = new SeenCalls.Builder();
    try (var reader = Files.newBufferedReader(trace, StandardCharsets.UTF_8)) {
      int number = 0;
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(event(trace, number, line), calls);
        }
      }
    } catch (IOException e) {
      throw new DocumentException(
          Message.of("workspace.trace.unreadable", trace, e.toString()), 0, 0, Optional.of(e));
    }
    return calls.build();
  }

  private static Fields event(Path trace, int number, String line) throws DocumentException {
    try {
      if (line.length() <= MAX_LINE
          && Json.read(line) instanceof Fields event
          && event.text("event").isPresent()) {
        return event;
      }
    } catch (JsonException e) {
      throw noEvent(trace, number, Optional.of(e));
    }
    throw noEvent(trace, number, Optional.empty());
  }

  private static DocumentException noEvent(Path trace, int number, Optional<Throwable> cause) {
    return new DocumentException(
        Message.of("workspace.trace.line", trace, number), number, 0, cause);
  }

  private static void add(Fields event, SeenCalls.Builder calls) {
    if (event.text("event").filter(LET_THROUGH::contains).isEmpty()) {
      return;
    }
    for (var value : event.list("verdicts")) {
      if (value instanceof Fields verdict
          && verdict.get("caller").orElse(Value.Null.NULL) instanceof Value.Text caller
          && List.of("EVERY_POLICY", "NONE")
              .contains(verdict.text("decisive").orElse("EVERY_POLICY"))
          && !isDenied(verdict)) {
        verdict
            .text("action")
            .ifPresent(action ->
                verdict
                    .text("resource")
                    .ifPresent(
                        resource -> calls.add(new ResourceId(caller.value()), action, resource)));
      }
    }
  }

  private static boolean isDenied(Fields verdict) {
    return verdict.text("outcome").filter(o -> o.equals("WORKS") || o.equals("UNKNOWN")).isEmpty()
        || verdict
            .fields("authorization")
            .text("decision")
            .filter(d -> !d.equals("Allowed"))
            .isPresent();
  }
}
