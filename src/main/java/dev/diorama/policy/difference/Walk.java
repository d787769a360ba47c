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
  private static final int NONE = -1;
  private static final String USUAL =
      "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final Budget budget;
  private final int[] codes;
  private final int[] starts;
  private final int[] required;
  private final int words;
  private final State first;

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
    this(patterns, budget, new int[0]);
  }

  /// @param required patterns that every wanted text fulfils: only their way is walked
  Walk(List<Pattern> patterns, Budget budget, int[] required) {
    this.budget = budget;
    this.required = required.clone();
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
    var at = new long[words];
    for (int i = 0; i + 1 < starts.length; i++) {
      enter(at, starts[i]);
    }
    this.first = new State(at);
  }

  /// The patterns that accept `text`.
  BitSet accepts(String text) {
    var at = start().at.clone();
    var next = new long[words];
    for (int i = 0; i < text.length(); i++) {
      move(at, text.charAt(i), next);
      var last = at;
      at = next;
      next = last;
      Arrays.fill(next, 0);
    }
    return new State(at).accepted();
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
    return first;
  }

  /// Adds a position and, because a run may be empty, those behind runs.
  private void enter(long[] at, int position) {
    int p = position;
    at[p >> 6] |= 1L << p;
    // The end is no run, though its code is as low as those of runs.
    while (codes[p] <= Pattern.MANY && codes[p] != END) {
      p++;
      at[p >> 6] |= 1L << p;
    }
  }

  private State after(State state, char c) {
    var at = new long[words];
    move(state.at, c, at);
    return new State(at);
  }

  /// Puts into `to`, which is empty, where the patterns stand after one more character.
  private void move(long[] from, char c, long[] to) {
    int work = words;
    for (int word = 0; word < words; word++) {
      for (long rest = from[word]; rest != 0; rest &= rest - 1) {
        work++;
        int p = (word << 6) + Long.numberOfTrailingZeros(rest);
        int code = codes[p];
        if (code == c) {
          enter(to, p + 1);
        } else if (code != END && Pattern.takes(code, c)) {
          enter(to, Pattern.isRun(code) ? p : p + 1);
        }
      }
    }
    budget.spend(work);
  }

  /// One character of each kind that the patterns tell apart here.
  private char[] nextCharacters(State state) {
    for (int pattern : required) {
      int only = onlyCharacter(state, pattern);
      if (only != NONE) {
        return new char[] {(char) only};
      }
    }
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

  /// The only character with which a pattern goes on; [#NONE] if there are several, or none.
  private int onlyCharacter(State state, int pattern) {
    int only = NONE;
    int end = starts[pattern + 1] - 1;
    for (int p = state.next(starts[pattern]); p >= 0 && p < end; p = state.next(p + 1)) {
      int code = codes[p];
      if (code < 0 || code >= Pattern.EITHER_CASE || (only != NONE && only != code)) {
        return NONE;
      }
      only = code;
    }
    return only;
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
