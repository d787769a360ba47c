package dev.diorama.runtime;

import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/// What a run has to do, ordered by instant and, at the same instant, by the order in which it was
/// added. Thread-safe.
final class Agenda {
  private final TreeSet<Task> tasks = new TreeSet<>();
  private long sequence;

  /// One thing to do.
  ///
  /// @param due when; it may be run later, never earlier
  record Task(Instant due, long sequence, Runnable action) implements Comparable<Task> {
    /// By time; what is due at the same instant comes in the order in which it was added.
    @Override
    public int compareTo(Task other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /// Adds `action` at `due`; the answer takes it off again, in logarithmic time.
  synchronized Cancellable add(Instant due, Runnable action) {
    var task = new Task(due, sequence++, action);
    tasks.add(task);
    notifyAll();
    return () -> remove(task);
  }

  private synchronized void remove(Task task) {
    tasks.remove(task);
  }

  /// Takes the first task if it is due at `until` or earlier.
  synchronized Optional<Task> poll(Instant until) {
    if (tasks.isEmpty() || tasks.first().due().isAfter(until)) {
      return Optional.empty();
    }
    return Optional.ofNullable(tasks.pollFirst());
  }

  /// When the first task is due.
  synchronized Optional<Instant> next() {
    return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.first().due());
  }

  /// Drops everything.
  synchronized void clear() {
    tasks.clear();
    notifyAll();
  }
}
