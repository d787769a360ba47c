package dev.diorama.policy.difference;

import java.util.Arrays;
import java.util.List;

/// A glob as a row of codes: a character, or one of the wildcards below. A pattern is its own
/// automaton: position p stands before code p, and the position after the last code accepts.
final class Pattern {
  /// Any one character.
  static final int ONE = -1;

  /// Any one character but a colon: within one field of an ARN.
  static final int ONE_IN_FIELD = -2;

  /// Any one character but a colon or a slash: within a name.
  static final int ONE_IN_NAME = -3;

  /// Any run of characters.
  static final int MANY = -4;

  /// Any run without a colon.
  static final int MANY_IN_FIELD = -5;

  /// Any run without a colon or a slash.
  static final int MANY_IN_NAME = -6;

  /// Added to a lower-case character that stands for both cases.
  static final int EITHER_CASE = 1 << 20;

  /// Accepts every text.
  static final Pattern ANYTHING = new Pattern(new int[] {MANY}, false);

  private final int[] codes;
  private final boolean approximate;

  /// @param codes the codes from left to right
  /// @param approximate whether the language is larger than the text means, because a policy
  ///   variable in it has no known value
  Pattern(int[] codes, boolean approximate) {
    this.codes = codes;
    this.approximate = approximate;
  }

  /// The codes from left to right; not to be changed.
  int[] codes() {
    return codes;
  }

  /// Whether the language is larger than the text means.
  boolean approximate() {
    return approximate;
  }

  /// Whether the code is a run.
  static boolean isRun(int code) {
    return code <= MANY;
  }

  /// Whether a code, or one round of a run, takes the character.
  static boolean takes(int code, char c) {
    return switch (code) {
      case ONE, MANY -> true;
      case ONE_IN_FIELD, MANY_IN_FIELD -> c != ':';
      case ONE_IN_NAME, MANY_IN_NAME -> c != ':' && c != '/';
      default ->
          (code & EITHER_CASE) == 0 ? code == c : (code & ~EITHER_CASE) == Character.toLowerCase(c);
    };
  }

  /// Whether it accepts every text.
  boolean isAnything() {
    return codes.length == 1 && codes[0] == MANY;
  }

  /// Whether the whole of `text` matches.
  boolean matches(String text) {
    return new Walk(List.of(this), new Budget(Long.MAX_VALUE)).accepts(text).get(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pattern p
        && Arrays.equals(codes, p.codes)
        && approximate == p.approximate;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int code : codes) {
      switch (code) {
        case ONE, ONE_IN_FIELD, ONE_IN_NAME -> text.append('?');
        case MANY, MANY_IN_FIELD, MANY_IN_NAME -> text.append('*');
        default -> text.append((char) (code & ~EITHER_CASE));
      }
    }
    return text.toString();
  }
}
