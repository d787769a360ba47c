package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext.Because;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// What an execution environment runs: a runtime with the function's code in it. Serves one
/// [Listener] at a time and answers it on the event loop only.
interface Sandbox {

  /// The INIT phase: starts the runtime and loads the handler. Called once, first.
  void initialize(Listener listener);

  /// Gives the handler an event.
  ///
  /// @param event as JSON text
  /// @param context the members of the handler's context object, and `deadline` (ms)
  void invoke(String event, Supplier<Fields> context, Listener listener);

  /// The invocation has ended: the listener hears no more.
  ///
  /// @return whether the sandbox can serve another one
  boolean settle();

  /// Ends it, also while it works; may be called more than once.
  void close();

  /// Whether it can still be used.
  boolean alive();

  /// The most memory that was used, in MB, if that is known.
  OptionalLong memoryUsed();

  /// Who is told what the code does.
  interface Listener {
    /// The INIT phase is over.
    void initialized();

    /// The code wrote a line.
    void log(String line);

    /// The handler has ended.
    void ended(Turn.End end);

    /// The runtime's process has ended.
    ///
    /// @param reason as `signal: killed` or `exit status 1`; empty if there is none to tell
    void crashed(String reason);

    /// The sandbox cannot run the code, which is not the code's fault.
    void broke(String message);

    /// Why the code's calls happen.
    Because because();
  }
}
