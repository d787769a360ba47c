package dev.diorama.policy.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The difference of glob languages, compared with an automaton library.
class WalkTest {
  private static final int PAIRS = 20_000;
  private static final long SEED = 20261122;

  @Test
  void theDifferenceOfGlobsAgreesWithAnAutomatonLibrary() {
    int empty = 0;
    for (int i = 0; i < PAIRS; i++) {
      var pair = Pair.random(SEED + i);
      var found = difference(pair.minuend, pair.subtrahend);
      assertThat(complaint(pair, found)).as(pair.toString()).isEmpty();
      if (found.isEmpty()) {
        empty++;
      }
    }
    // Both outcomes have to be met often for the comparison to mean anything.
    assertThat(empty).isBetween(PAIRS / 20, PAIRS * 19 / 20);
  }

  /// Each fault is planted into the walk's own input or answer, and the comparison has to complain.
  @Test
  void theComparisonFindsPlantedFaults() {
    int missed = 0;
    int wrongEmptiness = 0;
    int wrongWitness = 0;
    int wrongLength = 0;
    for (int i = 0; i < 1000; i++) {
      var pair = Pair.random(SEED + i);
      // As if "?" could stand for several characters.
      var many = new Pair(pair.seed, replaced(pair.minuend), replaced(pair.subtrahend));
      if (complaint(pair, difference(many.minuend, many.subtrahend)).isPresent()) {
        missed++;
      }
      var found = difference(pair.minuend, pair.subtrahend);
      var opposite = found.isPresent() ? Optional.<String>empty() : Optional.of("a");
      wrongEmptiness += complaint(pair, opposite).filter("emptiness"::equals).isPresent() ? 1 : 0;
      if (found.isPresent()) {
        wrongWitness += complaint(pair, found.map(f -> f + "§§§§§§§§§§")).isPresent() ? 1 : 0;
        // Still a witness where a star stands at the end, but not the shortest one.
        wrongLength +=
            complaint(pair, found.map(f -> f + "§")).filter("length"::equals).isPresent() ? 1 : 0;
      }
    }
    assertThat(missed).isPositive();
    assertThat(wrongEmptiness).isEqualTo(1000);
    assertThat(wrongWitness).isPositive();
    assertThat(wrongLength).isPositive();
  }

  private static List<String> replaced(List<String> globs) {
    return globs.stream().map(g -> g.replace('?', '*')).toList();
  }

  private record Pair(long seed, List<String> minuend, List<String> subtrahend) {
    static Pair random(long seed) {
      var random = new Random(seed);
      return new Pair(
          seed, globs(random, 1 + random.nextInt(3)), globs(random, random.nextInt(4)));
    }
  }

  /// What the automaton library finds wrong with an answer; empty if nothing is.
  private static Optional<String> complaint(Pair pair, Optional<String> found) {
    var expected = union(pair.minuend).minus(union(pair.subtrahend));
    if (found.isEmpty() != expected.isEmpty()) {
      return Optional.of("emptiness");
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!expected.run(found.get())) {
      return Optional.of("witness");
    }
    return found.get().length() == expected.getShortestExample(true).length()
        ? Optional.empty()
        : Optional.of("length");
  }

  @Test
  void everySetOfPatternsThatATextFulfilsIsFoundOnce() {
    var patterns = List.of("a*", "*b", "ab").stream().map(WalkTest::glob).toList();
    var atoms = new Walk(patterns, new Budget(10_000)).atoms(100).orElseThrow();
    assertThat(atoms.values()).containsExactlyInAnyOrder("a", "b", "ab", "aab", "c");
  }

  @Test
  void theBoundStopsPatternsThatWouldTakeForever() {
    // A deterministic automaton for this has more than 2^30 states.
    var hard = glob("*a" + "?".repeat(30));
    var other = glob("*b" + "?".repeat(29));
    var budget = new Budget(500_000);
    var walk = new Walk(List.of(hard, other, glob("*c" + "?".repeat(28) + "x")), budget);
    assertThat(walk.shortest(s -> true, s -> false)).isEmpty();
    assertThat(budget.isSpent()).isTrue();
  }

  static Optional<String> difference(List<String> minuend, List<String> subtrahend) {
    var patterns = new ArrayList<Pattern>();
    minuend.forEach(g -> patterns.add(glob(g)));
    subtrahend.forEach(g -> patterns.add(glob(g)));
    int from = minuend.size();
    int to = patterns.size();
    var budget = new Budget(DifferenceEngine.BOUND);
    var found =
        new Walk(patterns, budget)
            .shortest(
                s -> any(0, from, s::canAccept) && !any(from, to, s::mustAccept),
                s -> any(0, from, s::accepts) && !any(from, to, s::accepts));
    assertThat(budget.isSpent()).isFalse();
    return found;
  }

  private static boolean any(int from, int to, IntPredicate what) {
    return IntStream.range(from, to).anyMatch(what);
  }

  private static Pattern glob(String text) {
    return PatternReader.read(
            text, PatternReader.Form.LIKE, false, new Variables(k -> Optional.empty(), true))
        .orElseThrow();
  }

  private static List<String> globs(Random random, int count) {
    var result = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(8);
      for (int j = 0; j < length; j++) {
        text.append("aab:/**?".charAt(random.nextInt(8)));
      }
      result.add(text.toString());
    }
    return result;
  }

  private static Automaton union(List<String> globs) {
    return BasicOperations.union(globs.stream().map(WalkTest::automaton).toList());
  }

  private static Automaton automaton(String glob) {
    var parts = new ArrayList<Automaton>();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      parts.add(
          switch (c) {
            case '*' -> BasicAutomata.makeAnyString();
            case '?' -> BasicAutomata.makeAnyChar();
            default -> BasicAutomata.makeChar(c);
          });
    }
    return BasicOperations.concatenate(parts);
  }
}
