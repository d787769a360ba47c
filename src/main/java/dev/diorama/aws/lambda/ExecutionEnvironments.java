package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.worker.HandlerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The execution environments of one function. Each serves one invocation at a time and is kept for
/// the next one (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html). Used from
/// the event loop only.
final class ExecutionEnvironments {
  private final String function;
  private final List<Environment> idle = new ArrayList<>();
  private int made;

  ExecutionEnvironments(String function) {
    this.function = function;
  }

  /// One environment.
  static final class Environment {
    private final String name;
    private final String logStream;
    private Optional<HandlerProcess> process = Optional.empty();

    private Environment(String name, String logStream) {
      this.name = name;
      this.logStream = logStream;
    }

    /// Its name towards the worker.
    String name() {
      return name;
    }

    /// Its log stream; each environment writes to one of its own.
    String logStream() {
      return logStream;
    }

    /// The worker in which it was opened; empty before the first invocation.
    Optional<HandlerProcess> process() {
      return process;
    }

    void opened(HandlerProcess in) {
      process = Optional.of(in);
    }

    /// Whether it can still be used.
    private boolean alive() {
      return process.map(HandlerProcess::isAlive).orElse(false);
    }
  }

  /// The idle environment that was used last, if there is one.
  Optional<Environment> takeIdle() {
    idle.removeIf(e -> !e.alive());
    return idle.isEmpty() ? Optional.empty() : Optional.of(idle.removeLast());
  }

  /// A new environment.
  Environment make(String logStream) {
    return new Environment(function + "#" + ++made, logStream);
  }

  /// Gives an environment back after an invocation.
  void release(Environment environment) {
    idle.add(environment);
  }

  /// Ends an environment that cannot be used again.
  static void destroy(Environment environment) {
    environment
        .process()
        .filter(HandlerProcess::isAlive)
        .ifPresent(p -> p.close(environment.name()));
  }
}
