package dev.diorama.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The events of one run, in order. The event loop appends; anybody may read, on any thread.
public final class EventLog {
  private final List<RuntimeEvent> events = new ArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /// Appends an event and tells the listeners.
  void append(RuntimeEvent event) {
    synchronized (events) {
      events.add(event);
    }
    listeners.forEach(Runnable::run);
  }

  /// How many events there are.
  public int size() {
    synchronized (events) {
      return events.size();
    }
  }

  /// The event with a sequence number, which counts from 1 without gaps.
  RuntimeEvent get(long sequence) {
    synchronized (events) {
      return events.get(Math.toIntExact(sequence - 1));
    }
  }

  /// The events from `index` (from 0) on, as they are now.
  public List<RuntimeEvent> from(int index) {
    synchronized (events) {
      return index >= events.size() ? List.of() : List.copyOf(events.subList(index, events.size()));
    }
  }

  /// Calls `listener` after each event, on the event loop; it must return at once.
  public void onAppend(Runnable listener) {
    listeners.add(listener);
  }
}
