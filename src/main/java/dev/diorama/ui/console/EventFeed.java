package dev.diorama.ui.console;

import dev.diorama.runtime.EventLog;
import dev.diorama.runtime.RuntimeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Brings a run's events to JavaFX's thread, as soon as they happen and many at a time. Use there.
public final class EventFeed implements AutoCloseable {
  private final EventLog log;
  private final List<Consumer<List<RuntimeEvent>>> listeners = new ArrayList<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private int read;
  private boolean closed;

  /// A feed from a log's beginning; it begins with [#start].
  public EventFeed(EventLog log) {
    this.log = log;
  }

  /// Hands all further events to `listener`.
  public void listen(Consumer<List<RuntimeEvent>> listener) {
    listeners.add(listener);
  }

  /// Hands over what there is, and then what comes.
  public void start() {
    log.onAppend(() -> {
      if (told.compareAndSet(false, true)) {
        Platform.runLater(this::readOn);
      }
    });
    readOn();
  }

  private void readOn() {
    told.set(false);
    if (closed) {
      return;
    }
    var events = log.from(read);
    if (!events.isEmpty()) {
      read += events.size();
      List.copyOf(listeners).forEach(l -> l.accept(events));
    }
  }

  /// Hands over nothing more.
  @Override
  public void close() {
    closed = true;
  }
}
