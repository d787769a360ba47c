package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Runs no code: takes as long as declared, and fails as often.
final class DeclaredSandbox implements Sandbox {
  private static final int HUNDRED = 100;

  private final RuntimeContext context;
  private final DeclaredBehaviour behaviour;
  private final Duration duration;
  private final Duration init;
  private Cancellable pending = () -> {};

  DeclaredSandbox(RuntimeContext context, DeclaredBehaviour behaviour, long memoryMegabytes) {
    this.context = context;
    this.behaviour = behaviour;
    this.duration = DeclaredBehaviour.scaled(behaviour.duration(), memoryMegabytes);
    this.init = DeclaredBehaviour.scaled(behaviour.init(), memoryMegabytes);
  }

  @Override
  public void initialize(Listener listener) {
    pending = context.after(init, listener::initialized);
  }

  @Override
  public void invoke(String event, Supplier<Fields> handlerContext, Listener listener) {
    if (behaviour.logsEvent()) {
      listener.log(event);
    }
    boolean fails =
        behaviour.failures() > 0 && context.random().nextInt(HUNDRED) < behaviour.failures();
    pending =
        context.after(
            duration,
            () ->
                listener.ended(
                    fails
                        ? new Turn.Failed("Error", "declared to fail", List.of(), false)
                        : new Turn.Succeeded(behaviour.response())));
  }

  @Override
  public boolean settle() {
    pending.cancel();
    return true;
  }

  @Override
  public void close() {
    pending.cancel();
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public OptionalLong memoryUsed() {
    return behaviour.memoryUsed();
  }
}
