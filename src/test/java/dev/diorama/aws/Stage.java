package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A run on virtual time, for tests: calls and what came of them.
public final class Stage implements AutoCloseable {
  private final RunningSystem system;

  Stage(RunningSystem system) {
    this.system = system;
  }

  /// Sets a call out; it is answered while time passes.
  public CompletableFuture<OperationResult> submit(
      String caller, String operation, String target, Fields input) {
    return system.submit(new ResourceId(caller), operation, new ResourceId(target), input);
  }

  public OperationResult call(String caller, String operation, String target, Fields input) {
    var answer = submit(caller, operation, target, input);
    system.advance(Duration.ZERO);
    assertThat(answer).as(operation + " is answered at once").isDone();
    return answer.join();
  }

  /// A call that must succeed; its output.
  public Fields good(String caller, String operation, String target, Fields input) {
    var result = call(caller, operation, target, input);
    assertThat(result).isInstanceOf(Success.class);
    return ((Success) result).output();
  }

  /// A call that must fail.
  public Failure bad(String caller, String operation, String target, Fields input) {
    var result = call(caller, operation, target, input);
    assertThat(result).isInstanceOf(Failure.class);
    return (Failure) result;
  }

  public void advance(Duration duration) {
    system.advance(duration);
  }

  public <E extends RuntimeEvent> List<E> events(Class<E> type) {
    return system.log().from(0).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// The inputs of the calls of one operation.
  public List<Fields> inputs(String operation) {
    return events(CallStarted.class).stream()
        .filter(e -> e.operation().equals(operation))
        .map(CallStarted::input)
        .toList();
  }

  /// What a resource's card shows last.
  public Map<String, Long> counts(String resource) {
    return events(RuntimeEvent.ResourceChanged.class).stream()
        .filter(e -> e.resource().value().equals(resource))
        .reduce((a, b) -> b)
        .<Map<String, Long>>map(RuntimeEvent.ResourceChanged::counts)
        .orElse(Map.of());
  }

  public List<RuntimeEvent> log() {
    return system.log().from(0);
  }

  @Override
  public void close() {
    system.close();
  }
}
