package dev.diorama.aws.lambda;

import dev.diorama.runtime.RuntimeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The execution environments of one version of a function. Each serves one invocation at a time
/// and is kept for the next one
/// (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html). Used from the event loop
/// only.
final class ExecutionEnvironments {
  /// How long an idle environment is kept. AWS does not say how long it waits; this is Diorama's.
  static final Duration IDLE = Duration.ofMinutes(10);

  private final RuntimeContext context;
  private final Zones zones;
  private final List<String> allowed;
  private final Deque<Environment> idle = new ArrayDeque<>();
  private final Deque<Environment> idleProvisioned = new ArrayDeque<>();
  private final SequencedSet<Environment> busy = new LinkedHashSet<>();
  private final SequencedMap<String, Integer> perZone = Zones.counts();
  private boolean reaping;
  private boolean retired;

  /// @param allowed the zones in which the function can run
  ExecutionEnvironments(RuntimeContext context, Zones zones, List<String> allowed) {
    this.context = context;
    this.zones = zones;
    this.allowed = allowed;
  }

  /// One environment.
  static final class Environment {
    private final int number;
    private final String zone;
    private final String logStream;
    private final boolean provisioned;
    private final Sandbox sandbox;
    private boolean initialized;
    private Instant idleSince = Instant.MIN;
    private Runnable aborted = () -> {};

    Environment(int number, String zone, String logStream, boolean provisioned, Sandbox sandbox) {
      this.number = number;
      this.zone = zone;
      this.logStream = logStream;
      this.provisioned = provisioned;
      this.sandbox = sandbox;
    }

    /// Its name in events: a number within its function.
    String name() {
      return Integer.toString(number);
    }

    String zone() {
      return zone;
    }

    /// Its log stream; each environment writes to one of its own.
    String logStream() {
      return logStream;
    }

    boolean provisioned() {
      return provisioned;
    }

    Sandbox sandbox() {
      return sandbox;
    }

    /// Whether its INIT phase is over.
    boolean initialized() {
      return initialized;
    }

    void wasInitialized() {
      initialized = true;
    }

    /// What to do if it ends while it works.
    void onAbort(Runnable task) {
      aborted = task;
    }
  }

  /// The idle environment to use next: a provisioned one before the one that was used last.
  Optional<Environment> takeIdle() {
    for (var from : List.of(idleProvisioned, idle)) {
      while (!from.isEmpty()) {
        var last = from.removeLast();
        if (last.sandbox().alive()) {
          busy.add(last);
          return Optional.of(last);
        }
        forget(last);
      }
    }
    return Optional.empty();
  }

  /// Whether an environment waits for work.
  boolean hasIdle() {
    return !idle.isEmpty() || !idleProvisioned.isEmpty();
  }

  /// The zone in which the next environment would be made; empty if none works.
  Optional<String> nextZone() {
    return zones.choose(allowed, perZone);
  }

  /// Takes a new environment in, at work.
  void add(Environment environment) {
    perZone.merge(environment.zone(), 1, Integer::sum);
    busy.add(environment);
  }

  /// Gives an environment back after an invocation.
  void release(Environment environment) {
    if (!busy.remove(environment)) {
      return;
    }
    environment.aborted = () -> {};
    environment.idleSince = context.now();
    if (retired) {
      forget(environment);
    } else if (environment.provisioned()) {
      idleProvisioned.addLast(environment);
    } else {
      idle.addLast(environment);
      reapLater();
    }
  }

  /// Ends an environment that cannot be used again.
  void destroy(Environment environment) {
    if (busy.remove(environment)) {
      forget(environment);
    }
  }

  private void forget(Environment environment) {
    environment.sandbox().close();
    perZone.merge(environment.zone(), -1, Integer::sum);
  }

  private void reapLater() {
    if (!reaping && !idle.isEmpty()) {
      reaping = true;
      var due = idle.getFirst().idleSince.plus(IDLE);
      context.after(Duration.between(context.now(), due), this::reap);
    }
  }

  /// The one that waits longest stands first, because the one used last is used again first.
  private void reap() {
    reaping = false;
    while (!idle.isEmpty() && !idle.getFirst().idleSince.plus(IDLE).isAfter(context.now())) {
      forget(idle.removeFirst());
    }
    reapLater();
  }

  /// Ends all environments in a zone; those at work abort what they do.
  void endIn(String zone) {
    for (var waiting : List.of(idle, idleProvisioned)) {
      for (var environment : List.copyOf(waiting)) {
        if (environment.zone().equals(zone)) {
          waiting.remove(environment);
          forget(environment);
        }
      }
    }
    for (var environment : new ArrayList<>(busy)) {
      if (environment.zone().equals(zone)) {
        environment.aborted.run();
      }
    }
  }

  /// Ends those that wait, and each other one after its work, as what they run was replaced.
  void retire() {
    retired = true;
    for (var waiting : List.of(idle, idleProvisioned)) {
      waiting.forEach(this::forget);
      waiting.clear();
    }
  }

  /// Ends all.
  void endAll() {
    idle.forEach(e -> e.sandbox().close());
    idleProvisioned.forEach(e -> e.sandbox().close());
    busy.forEach(e -> e.sandbox().close());
  }

  /// How many there are.
  long size() {
    return (long) idle.size() + idleProvisioned.size() + busy.size();
  }
}
