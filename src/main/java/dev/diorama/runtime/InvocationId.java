package dev.diorama.runtime;

/// Ties together all events that one stimulus from outside set off: the picture dropped on the
/// bucket and everything it caused. Counted from 1 in each run; 0 is the run itself.
public record InvocationId(long value) {
  /// The run itself, as when its services start.
  public static final InvocationId RUN = new InvocationId(0);
}
