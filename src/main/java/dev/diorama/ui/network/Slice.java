package dev.diorama.ui.network;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The part of the matrix that is shown.
///
/// @param rows the sources, by their places in the order of parties
/// @param columns the destinations
record Slice(List<Integer> rows, List<Integer> columns) {
  Slice {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  /// What is asked of the matrix.
  sealed interface Question {}

  /// Who reaches whom?
  record Everything() implements Question {}

  /// What can this reach?
  record From(int party) implements Question {}

  /// What can reach this?
  record To(int party) implements Question {}

  /// The part that answers a question, of the parties whose name has `filter` in it and of those
  /// that they reach or that reach them.
  static Slice of(Pairs pairs, Question question, String filter, IntFunction<String> names) {
    int n = pairs.parties().size();
    var wanted = filter.strip().toLowerCase(Locale.ROOT);
    IntPredicate named = i -> names.apply(i).toLowerCase(Locale.ROOT).contains(wanted);
    return switch (question) {
      case From f ->
          new Slice(List.of(f.party()), some(n, i -> pairs.says(f.party(), i) && named.test(i)));
      case To t ->
          new Slice(some(n, i -> pairs.says(i, t.party()) && named.test(i)), List.of(t.party()));
      case Everything e ->
          wanted.isEmpty()
              ? new Slice(some(n, i -> true), some(n, i -> true))
              : new Slice(
                  some(n, i -> named.test(i) || any(n, j -> named.test(j) && pairs.says(i, j))),
                  some(n, j -> named.test(j) || any(n, i -> named.test(i) && pairs.says(i, j))));
    };
  }

  private static List<Integer> some(int n, IntPredicate which) {
    return IntStream.range(0, n).filter(which).boxed().toList();
  }

  private static boolean any(int n, IntPredicate which) {
    return IntStream.range(0, n).anyMatch(which);
  }

  /// Whether there is nothing to show.
  boolean isEmpty() {
    return rows.isEmpty() || columns.isEmpty();
  }
}
