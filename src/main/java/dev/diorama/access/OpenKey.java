package dev.diorama.access;

import dev.diorama.policy.PolicyDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is known about a condition key that a request may have with a value that nobody knows.
sealed interface OpenKey {

  /// Values that stand for all possible ones, as far as comparisons with `asked` can tell them
  /// apart; an empty one stands for a key that is absent. The first is the one that a run takes,
  /// which has to take one.
  ///
  /// @param asked the values with which policies compare the key
  List<Optional<String>> values(Set<String> asked);

  /// An address.
  record Address(AddressSet possible) implements OpenKey {
    @Override
    public List<Optional<String>> values(Set<String> asked) {
      return possible.representatives(asked).stream().map(Optional::of).toList();
    }
  }

  /// One of these.
  record OneOf(List<Optional<String>> possible) implements OpenKey {
    public OneOf {
      possible = List.copyOf(possible);
    }

    @Override
    public List<Optional<String>> values(Set<String> asked) {
      return possible;
    }
  }

  /// Any text, or none.
  record Anything() implements OpenKey {
    @Override
    public List<Optional<String>> values(Set<String> asked) {
      var result = new LinkedHashSet<Optional<String>>();
      result.add(Optional.empty());
      result.add(Optional.of("example"));
      asked.forEach(text -> result.add(Optional.of(text.replaceAll("\\*", "").replace('?', 'a'))));
      return List.copyOf(result);
    }
  }

  /// The time: every moment since 1970 at which a policy changes its mind, with the seconds before
  /// and after.
  record Time() implements OpenKey {
    @Override
    public List<Optional<String>> values(Set<String> asked) {
      SortedSet<Instant> times = new TreeSet<>();
      for (var text : asked) {
        PolicyDate.parse(text)
            .ifPresent(t -> times.addAll(List.of(t.minusSeconds(1), t, t.plusSeconds(1))));
      }
      var result = new ArrayList<Optional<String>>();
      result.add(Optional.of(Instant.EPOCH.toString()));
      times.tailSet(Instant.EPOCH.plusNanos(1)).forEach(t -> result.add(Optional.of(t.toString())));
      return List.copyOf(result);
    }
  }
}
