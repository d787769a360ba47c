package dev.diorama.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// The events of one run, in order. The event loop appends; anybody may read, on any thread.
public final class EventLog {
  /// Events are kept in pieces, so that a long log is never copied to grow.
  private static final int PIECE = 4_096;

  private final List<RuntimeEvent[]> pieces = new ArrayList<>();
  private int size;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /// Appends an event and tells the listeners.
  void append(RuntimeEvent event) {
    synchronized (pieces) {
      int within = size % PIECE;
      if (within == 0) {
        pieces.add(new RuntimeEvent[PIECE]);
      }
      pieces.getLast()[within] = event;
      size++;
    }
    for (var listener : listeners) {
      listener.run();
    }
  }

  /// How many events there are.
  public int size() {
    synchronized (pieces) {
      return size;
    }
  }

  /// The event with a sequence number, which counts from 1 without gaps.
  RuntimeEvent get(long sequence) {
    synchronized (pieces) {
      return at(Math.toIntExact(sequence - 1));
    }
  }

  private RuntimeEvent at(int index) {
    return pieces.get(index / PIECE)[Objects.checkIndex(index, size) % PIECE];
  }

  /// The events from `index` (from 0) on, as they are now.
  public List<RuntimeEvent> from(int index) {
    synchronized (pieces) {
      var found = new ArrayList<RuntimeEvent>(Math.max(0, size - index));
      for (int i = index; i < size; i++) {
        found.add(at(i));
      }
      return Collections.unmodifiableList(found);
    }
  }

  /// Calls `listener` after each event, on the event loop; it must return at once.
  public void onAppend(Runnable listener) {
    listeners.add(listener);
  }
}
