package dev.diorama.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// What work that goes on elsewhere came to, with the exception that it ended with itself instead
/// of one that wraps it.
final class Awaited {
  private Awaited() {}

  /// Waits for the result.
  static <T> T get(CompletableFuture<T> work) throws Exception {
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  /// The exception behind one that a future wrapped.
  static Exception cause(Throwable e) {
    return (e instanceof ExecutionException || e instanceof CompletionException)
            && e.getCause() instanceof Exception cause
        ? cause
        : e instanceof Exception x ? x : new ExecutionException(e);
  }
}
