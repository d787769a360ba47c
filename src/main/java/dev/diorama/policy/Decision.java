package dev.diorama.policy;

import java.util.List;
import java.util.Optional;

/// Whether a request is allowed, and why. The trace has one record for each statement considered.
public sealed interface Decision {

  /// Every statement that was looked at, in evaluation order.
  List<StatementMatch> trace();

  /// Whether the request may happen.
  default boolean isAllowed() {
    return this instanceof Allowed;
  }

  /// Allowed by the statements in the trace that match.
  record Allowed(List<StatementMatch> trace) implements Decision {
    public Allowed {
      trace = LazyTrace.copyOf(trace);
    }
  }

  /// No policy of kind `blockedBy` allows it.
  record ImplicitlyDenied(PolicyKind blockedBy, List<StatementMatch> trace) implements Decision {
    public ImplicitlyDenied {
      trace = LazyTrace.copyOf(trace);
    }
  }

  /// A `Deny` statement matches, or S3 Block Public Access forbids it.
  ///
  /// @param statement the deciding statement; empty for Block Public Access
  record ExplicitlyDenied(
      PolicyKind blockedBy, Optional<StatementMatch> statement, List<StatementMatch> trace)
      implements Decision {
    public ExplicitlyDenied {
      trace = LazyTrace.copyOf(trace);
    }
  }
}
