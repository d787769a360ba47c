package dev.diorama.policy.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Walks several patterns over all texts at once, shortest texts first: the subset construction,
/// made only as far as it is needed. A state is the set of positions at which the patterns can
/// stand after the same text, so texts that no pattern can tell apart are walked once.
final class Walk {
  private static final int END = Integer.MIN_VALUE;
  private static final String USUAL =
      "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final Budget budget;
  private final int[] codes;
  private final int[] starts;
  private final int words;

  /// What the patterns can still do after some text.
  final class State {
    private final long[] at;
    private final int hash;

    private State(long[] at) {
      this.at = at;
      this.hash = Arrays.hashCode(at);
    }

    /// Whether the pattern accepts the text so far.
    boolean accepts(int pattern) {
      return has(at, starts[pattern + 1] - 1);
    }

    /// Whether some continuation is accepted.
    boolean canAccept(int pattern) {
      int p = starts[pattern];
      int end = starts[pattern + 1];
      int found = next(p);
      return found >= 0 && found < end;
    }

    /// Whether every continuation is accepted, for one reason: the pattern ends in `*` and has got
    /// there.
    boolean mustAccept(int pattern) {
      int last = starts[pattern + 1] - 2;
      return last >= starts[pattern] && codes[last] == Pattern.MANY && has(at, last);
    }

    /// The patterns that accept the text so far.
    BitSet accepted() {
      var result = new BitSet(starts.length - 1);
      for (int i = 0; i + 1 < starts.length; i++) {
        result.set(i, accepts(i));
      }
      return result;
    }

    private int next(int from) {
      int word = from >> 6;
      long rest = at[word] & (-1L << from);
      while (rest == 0) {
        if (++word == words) {
          return -1;
        }
        rest = at[word];
      }
      return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof State s && Arrays.equals(at, s.at);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /// A state and how it was reached.
  private record Step(State state, int parent, char character) {}

  Walk(List<Pattern> patterns, Budget budget) {
    this.budget = budget;
    this.starts = new int[patterns.size() + 1];
    int total = 0;
    for (int i = 0; i < patterns.size(); i++) {
      starts[i] = total;
      total += patterns.get(i).codes().length + 1;
    }
    starts[patterns.size()] = total;
    this.codes = new int[total];
    this.words = (total >> 6) + 1;
    for (int i = 0; i < patterns.size(); i++) {
      var source = patterns.get(i).codes();
      System.arraycopy(source, 0, codes, starts[i], source.length);
      codes[starts[i + 1] - 1] = END;
    }
  }

  /// The patterns that accept `text`.
  BitSet accepts(String text) {
    var state = start();
    for (int i = 0; i < text.length(); i++) {
      state = after(state, text.charAt(i));
    }
    return state.accepted();
  }

  /// A shortest text whose state is `wanted`; empty if there is none, or if the budget ran out.
  ///
  /// @param possible whether a wanted state can still follow; other states are not walked on from
  Optional<String> shortest(Predicate<State> possible, Predicate<State> wanted) {
    var seen = new HashSet<State>();
    var steps = new ArrayList<Step>();
    var first = start();
    steps.add(new Step(first, -1, ' '));
    seen.add(first);
    for (int i = 0; i < steps.size(); i++) {
      var state = steps.get(i).state;
      if (!possible.test(state)) {
        continue;
      }
      if (wanted.test(state)) {
        return Optional.of(text(steps, i));
      }
      for (char c : nextCharacters(state)) {
        var next = after(state, c);
        if (seen.add(next)) {
          steps.add(new Step(next, i, c));
        }
      }
      if (budget.isSpent()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// For every set of patterns that some text fulfils together, a shortest such text; empty if
  /// there are more sets than `limit`, or if the budget ran out. Texts that are not empty come
  /// first.
  Optional<Map<BitSet, String>> atoms(int limit) {
    var result = new LinkedHashMap<BitSet, String>();
    var ofEmpty = start().accepted();
    var steps = new ArrayList<Step>();
    steps.add(new Step(start(), -1, ' '));
    var seen = new HashSet<State>();
    for (int i = 0; i < steps.size(); i++) {
      var state = steps.get(i).state;
      if (i > 0) {
        int last = i;
        result.computeIfAbsent(state.accepted(), a -> text(steps, last));
      }
      for (char c : nextCharacters(state)) {
        var next = after(state, c);
        if (seen.add(next)) {
          steps.add(new Step(next, i, c));
        }
      }
      if (budget.isSpent() || result.size() > limit) {
        return Optional.empty();
      }
    }
    result.putIfAbsent(ofEmpty, "");
    return Optional.of(result);
  }

  private static String text(List<Step> steps, int last) {
    var text = new StringBuilder();
    for (int i = last; steps.get(i).parent >= 0; i = steps.get(i).parent) {
      text.append(steps.get(i).character);
    }
    return text.reverse().toString();
  }

  private State start() {
    var at = new long[words];
    for (int i = 0; i + 1 < starts.length; i++) {
      enter(at, starts[i]);
    }
    return new State(at);
  }

  /// Adds a position and, because a run may be empty, those behind runs.
  private void enter(long[] at, int position) {
    int p = position;
    while (true) {
      at[p >> 6] |= 1L << p;
      if (codes[p] == END || !Pattern.isRun(codes[p])) {
        return;
      }
      p++;
    }
  }

  private State after(State state, char c) {
    var at = new long[words];
    int work = words;
    for (int p = state.next(0); p >= 0; p = state.next(p + 1)) {
      work++;
      int code = codes[p];
      if (code != END && Pattern.takes(code, c)) {
        enter(at, Pattern.isRun(code) ? p : p + 1);
      }
      if (p + 1 >= codes.length) {
        break;
      }
    }
    budget.spend(work);
    return new State(at);
  }

  /// One character of each kind that the patterns tell apart here.
  private char[] nextCharacters(State state) {
    var named = new TreeSet<Character>();
    boolean wildcard = false;
    for (int p = state.next(0); p >= 0; p = state.next(p + 1)) {
      int code = codes[p];
      switch (code) {
        case END -> {}
        case Pattern.ONE, Pattern.MANY -> wildcard = true;
        case Pattern.ONE_IN_FIELD, Pattern.MANY_IN_FIELD -> {
          wildcard = true;
          named.add(':');
        }
        case Pattern.ONE_IN_NAME, Pattern.MANY_IN_NAME -> {
          wildcard = true;
          named.add(':');
          named.add('/');
        }
        default -> {
          char c = (char) (code & ~Pattern.EITHER_CASE);
          named.add(c);
          if ((code & Pattern.EITHER_CASE) != 0) {
            // A pattern that minds case may tell these two apart.
            named.add(Character.toUpperCase(c));
          }
        }
      }
      if (p + 1 >= codes.length) {
        break;
      }
    }
    if (wildcard) {
      named.add(other(named));
    }
    var result = new char[named.size()];
    int i = 0;
    for (char c : named) {
      result[i++] = c;
    }
    return result;
  }

  private static char other(Set<Character> named) {
    for (int i = 0; i < USUAL.length(); i++) {
      if (!named.contains(USUAL.charAt(i))) {
        return USUAL.charAt(i);
      }
    }
    char c = '\u0100';
    while (named.contains(c) || named.contains(Character.toLowerCase(c)) || c == ':' || c == '/') {
      c++;
    }
    return c;
  }

  private static boolean has(long[] at, int position) {
    return (at[position >> 6] & (1L << position)) != 0;
  }
}
