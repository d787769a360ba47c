package dev.diorama.runtime;

import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run has to do, ordered by instant and, at the same instant, by the order in which it was
/// added. Thread-safe.
///
/// Most tasks are due at once, and each of those comes after all that were added before: they stand
/// in a queue. The others, as timeouts, of which most are called off, are in a binary heap that
/// knows the place of each, so that one that is called off leaves nothing behind.
final class Agenda {
  private final Deque<Task> atOnce = new ArrayDeque<>();
  private @Nullable Task[] heap = new Task[64];
  private int size;
  private long sequence;

  /// One thing to do.
  static final class Task implements Comparable<Task>, Cancellable {
    private final Agenda agenda;
    private final Instant due;
    private final long sequence;
    private final Runnable action;

    /// The place in the heap; -1 if it is not, or no longer, there.
    private int place = -1;

    private Task(Agenda agenda, Instant due, long sequence, Runnable action) {
      this.agenda = agenda;
      this.due = due;
      this.sequence = sequence;
      this.action = action;
    }

    /// When; it may be run later, never earlier.
    Instant due() {
      return due;
    }

    Runnable action() {
      return action;
    }

    /// By time; what is due at the same instant comes in the order in which it was added.
    @Override
    public int compareTo(Task other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }

    @Override
    public void cancel() {
      agenda.remove(this);
    }
  }

  /// Adds `action` at `due`; the answer takes it off again, in logarithmic time.
  synchronized Cancellable add(Instant due, Runnable action) {
    var task = new Task(this, due, sequence++, action);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    up(size++, task);
    notifyAll();
    return task;
  }

  /// Adds `action`, which is due already, at the instant `now`.
  synchronized void addAtOnce(Instant now, Runnable action) {
    var last = atOnce.peekLast();
    if (last != null && now.isBefore(last.due)) {
      // Two threads can have read the time in another order than they come here.
      add(now, action);
      return;
    }
    atOnce.addLast(new Task(this, now, sequence++, action));
    notifyAll();
  }

  private synchronized void remove(Task task) {
    if (task.place >= 0) {
      removeAt(task.place);
    }
  }

  private @Nullable Task first() {
    var due = size == 0 ? null : heap[0];
    var next = atOnce.peekFirst();
    return next == null || (due != null && due.compareTo(next) < 0) ? due : next;
  }

  /// Takes the first task if it is due at `until` or earlier.
  synchronized Optional<Task> poll(Instant until) {
    var first = first();
    if (first == null || first.due.isAfter(until)) {
      return Optional.empty();
    }
    if (first.place < 0) {
      atOnce.removeFirst();
    } else {
      removeAt(first.place);
    }
    return Optional.of(first);
  }

  /// When the first task is due.
  synchronized Optional<Instant> next() {
    return Optional.ofNullable(first()).map(Task::due);
  }

  /// Drops everything.
  synchronized void clear() {
    for (int i = 0; i < size; i++) {
      at(i).place = -1;
    }
    Arrays.fill(heap, null);
    size = 0;
    atOnce.clear();
    notifyAll();
  }

  private Task at(int place) {
    var task = heap[place];
    if (task == null) {
      throw new IllegalStateException("nothing at " + place + " of " + size);
    }
    return task;
  }

  private void removeAt(int place) {
    at(place).place = -1;
    var last = at(--size);
    heap[size] = null;
    if (place == size) {
      return;
    }
    if (place > 0 && last.compareTo(at((place - 1) / 2)) < 0) {
      up(place, last);
    } else {
      down(place, last);
    }
  }

  private void put(int place, Task task) {
    heap[place] = task;
    task.place = place;
  }

  /// Puts a task at a free place or above it, where it belongs.
  private void up(int free, Task task) {
    int place = free;
    while (place > 0) {
      int parent = (place - 1) / 2;
      var above = at(parent);
      if (task.compareTo(above) >= 0) {
        break;
      }
      put(place, above);
      place = parent;
    }
    put(place, task);
  }

  /// Puts a task at a free place or below it, where it belongs.
  private void down(int free, Task task) {
    int place = free;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && at(child + 1).compareTo(at(child)) < 0) {
        child++;
      }
      var below = at(child);
      if (task.compareTo(below) <= 0) {
        break;
      }
      put(place, below);
      place = child;
    }
    put(place, task);
  }
}
