package dev.diorama.policy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/// What every statement said, worked out when somebody asks. Most decisions are made for their
/// verdict alone: a decision costs a fraction of its trace.
final class LazyTrace extends AbstractList<StatementMatch> implements RandomAccess {
  private final List<Policy> asked;
  private final RequestView request;
  private Optional<List<StatementMatch>> matches = Optional.empty();

  /// @param asked the policies in evaluation order
  LazyTrace(List<Policy> asked, RequestView request) {
    this.asked = asked;
    this.request = request;
  }

  /// An immutable list of the same; a trace that nobody has asked for yet stays so.
  static List<StatementMatch> copyOf(List<StatementMatch> trace) {
    return trace instanceof LazyTrace ? trace : List.copyOf(trace);
  }

  private synchronized List<StatementMatch> matches() {
    if (matches.isEmpty()) {
      var all = new ArrayList<StatementMatch>();
      for (var policy : asked) {
        for (var statement : policy.statements()) {
          all.add(statement.match(policy, request));
        }
      }
      matches = Optional.of(List.copyOf(all));
    }
    return matches.get();
  }

  @Override
  public StatementMatch get(int index) {
    return matches().get(index);
  }

  @Override
  public int size() {
    return matches().size();
  }
}
