package dev.diorama.ui.network;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Matrix;
import dev.diorama.reachability.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/// All pairs of a drawing, computed: the internet first, then the parties in drawing order.
///
/// @param parties who reaches and is reached
/// @param rows for each source its reach to each destination, both in the order of `parties`
record Pairs(List<ResourceId> parties, List<List<Reach>> rows) {
  /// Of no drawing.
  static final Pairs NONE = new Pairs(List.of(), List.of());

  Pairs {
    parties = List.copyOf(parties);
    rows = List.copyOf(rows);
  }

  /// Computes all pairs.
  ///
  /// @param progress hears from 0 to 1 how much is done
  /// @param overtaken whether nobody wants the answer any more; then [#NONE] is returned
  static Pairs of(Matrix matrix, DoubleConsumer progress, BooleanSupplier overtaken) {
    var parties = new ArrayList<ResourceId>();
    parties.add(Matrix.INTERNET);
    parties.addAll(matrix.parties());
    var rows = new ArrayList<List<Reach>>();
    for (var from : parties) {
      if (overtaken.getAsBoolean()) {
        return NONE;
      }
      rows.add(parties.stream().map(to -> matrix.reach(from, to)).toList());
      progress.accept((double) rows.size() / parties.size());
    }
    return new Pairs(parties, rows);
  }

  /// Whether there is nobody besides the internet.
  boolean isEmpty() {
    return parties.size() < 2;
  }

  /// The reach from one party to another, by their places in the order.
  Reach reach(int from, int to) {
    return rows.get(from).get(to);
  }

  /// Whether anything can be said but that nothing works.
  boolean says(int from, int to) {
    return from != to && reach(from, to).disposition() != Disposition.UNREACHABLE;
  }

  /// How many pairs of these are open, at least sometimes.
  long open(Slice slice) {
    return slice.rows().stream()
        .mapToLong(
            r -> slice.columns().stream().filter(c -> !c.equals(r) && reach(r, c).works()).count())
        .sum();
  }
}
