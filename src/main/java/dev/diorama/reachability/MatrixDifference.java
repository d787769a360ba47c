package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// What a change means: which pairs became reachable or unreachable, and through which ports. A
/// party that stands in one of the two only reaches nobody in the other.
public final class MatrixDifference {
  private MatrixDifference() {}

  /// One pair whose connections changed.
  ///
  /// @param gained ports that work now and did not before
  /// @param lost ports that worked before and do not now
  public record Change(Matrix.Pair before, Matrix.Pair after, PortSet gained, PortSet lost) {
    /// Whether the pair was not reachable at all before.
    public boolean becameReachable() {
      return before.reach().ports().isEmpty() && !after.reach().ports().isEmpty();
    }

    /// Whether the pair is not reachable any more.
    public boolean becameUnreachable() {
      return !before.reach().ports().isEmpty() && after.reach().ports().isEmpty();
    }
  }

  /// The pairs that differ, in the new drawing's order, then those that are gone.
  public static List<Change> between(Matrix before, Matrix after) {
    var parties = new LinkedHashSet<ResourceId>();
    parties.add(Matrix.INTERNET);
    parties.addAll(after.parties());
    parties.addAll(before.parties());
    var result = new ArrayList<Change>();
    for (var from : parties) {
      for (var to : parties) {
        if (from.equals(to)) {
          continue;
        }
        var old = before.reach(from, to);
        var now = after.reach(from, to);
        if (!old.equals(now)) {
          result.add(
              new Change(
                  new Matrix.Pair(from, to, old),
                  new Matrix.Pair(from, to, now),
                  now.ports().minus(old.ports()),
                  old.ports().minus(now.ports())));
        }
      }
    }
    return result;
  }
}
