package dev.diorama.runtime;

import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent.Header;
import java.util.Optional;
import java.util.function.Function;

/// Gives events their headers and appends them to the log. Used from the event loop only.
final class Recorder {
  private final EventLog log;
  private final EventLoop loop;
  private long last;
  private long invocations;

  Recorder(EventLog log, EventLoop loop) {
    this.log = log;
    this.loop = loop;
  }

  /// Records an event and answers its sequence number.
  long record(Because because, Function<Header, RuntimeEvent> event) {
    var header = new Header(++last, loop.now(), because.invocation(), because.cause());
    log.append(event.apply(header));
    return header.sequence();
  }

  /// The sequence number of the next event.
  long next() {
    return last + 1;
  }

  /// The event with this sequence number; empty if there is none yet.
  Optional<RuntimeEvent> event(long sequence) {
    return sequence < 1 || sequence > last ? Optional.empty() : Optional.of(log.get(sequence));
  }

  /// A new stimulus.
  InvocationId newInvocation() {
    return new InvocationId(++invocations);
  }
}
