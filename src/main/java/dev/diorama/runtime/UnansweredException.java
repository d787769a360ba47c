package dev.diorama.runtime;

/// Says that a request's packets found no way: its client gets no answer, and the connection just
/// ends.
final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnansweredException() {
    super("no answer");
  }
}
