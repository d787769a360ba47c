package dev.diorama.policy;

import java.util.Arrays;

/// A pattern of literal characters, `?` (any one character) and `*` (any run of characters),
/// matched in at most |pattern| × |text| steps and never by recursion, so no pattern is dangerous.
/// Runs of stars count as one, and a pattern with more fixed characters than the text has fails at
/// once.
final class Glob {
  private static final int ONE = -1;
  private static final int MANY = -2;

  /// A star that stays within one field of an ARN.
  private static final int MANY_IN_FIELD = -3;

  private static final int[] NO_CODES = {};

  /// What a pattern consists of. Most are plain texts, or end with their only wildcard, a star.
  private enum Shape {
    LITERAL,
    PREFIX,
    GENERAL,
    FIELD_STARS
  }

  private final Shape shape;
  private final String literal;
  private final int[] codes;
  private final int fixed;

  private Glob(Shape shape, String literal, int[] codes, int fixed) {
    this.shape = shape;
    this.literal = literal;
    this.codes = codes;
    this.fixed = fixed;
  }

  /// The pattern that matches just this text.
  static Glob exactly(String text) {
    return new Glob(Shape.LITERAL, text, NO_CODES, text.length());
  }

  /// A text with wildcards.
  static Glob of(String text) {
    int wildcard = firstWildcard(text);
    if (wildcard < 0) {
      return exactly(text);
    }
    if (wildcard == text.length() - 1 && text.charAt(wildcard) == '*') {
      return new Glob(Shape.PREFIX, text.substring(0, wildcard), NO_CODES, wildcard);
    }
    return new Builder().pattern(text).build();
  }

  /// An ARN with wildcards; see [Builder#buildArn].
  static Glob ofArn(String text) {
    int wildcard = firstWildcard(text);
    return wildcard < 0 || wildcard == text.length() - 1
        ? of(text)
        : new Builder().pattern(text).buildArn();
  }

  private static int firstWildcard(String text) {
    int star = text.indexOf('*');
    int question = text.indexOf('?');
    return star < 0 ? question : question < 0 ? star : Math.min(star, question);
  }

  /// Builds a pattern piece by piece.
  static final class Builder {
    private int[] codes = new int[32];
    private int length;
    private int fixed;

    Builder literal(String text) {
      for (int i = 0; i < text.length(); i++) {
        literal(text.charAt(i));
      }
      return this;
    }

    Builder literal(char c) {
      fixed++;
      return append(c);
    }

    Builder one() {
      fixed++;
      return append(ONE);
    }

    Builder many() {
      return length > 0 && codes[length - 1] == MANY ? this : append(MANY);
    }

    /// Appends a text in which `*` and `?` are wildcards.
    Builder pattern(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '*') {
          many();
        } else if (c == '?') {
          one();
        } else {
          literal(c);
        }
      }
      return this;
    }

    private Builder append(int code) {
      if (length == codes.length) {
        codes = Arrays.copyOf(codes, length * 2);
      }
      codes[length++] = code;
      return this;
    }

    Glob build() {
      return new Glob(Shape.GENERAL, "", Arrays.copyOf(codes, length), fixed);
    }

    /// As an ARN pattern. In the five fields before the resource part, a star crosses a colon only
    /// where it ends its field
    /// (`docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html`). In
    /// the resource part, whose colons are the services' own, every star matches everything.
    Glob buildArn() {
      var result = Arrays.copyOf(codes, length);
      int colons = 0;
      boolean fieldStars = false;
      for (int i = 0; i < length && colons < 5; i++) {
        if (result[i] == ':') {
          colons++;
        } else if (result[i] == MANY && i + 1 < length && result[i + 1] != ':') {
          result[i] = MANY_IN_FIELD;
          fieldStars = true;
        }
      }
      return new Glob(fieldStars ? Shape.FIELD_STARS : Shape.GENERAL, "", result, fixed);
    }
  }

  /// Whether the whole of `text` matches.
  boolean matches(String text) {
    return switch (shape) {
      case LITERAL -> literal.equals(text);
      case PREFIX -> text.startsWith(literal);
      case GENERAL -> fixed <= text.length() && matchesGreedily(text);
      case FIELD_STARS -> fixed <= text.length() && matchesByStates(text);
    };
  }

  /// With plain stars only, it is enough to go back to the last star.
  private boolean matchesGreedily(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < codes.length && (codes[p] == ONE || codes[p] == text.charAt(t))) {
        p++;
        t++;
      } else if (p < codes.length && codes[p] == MANY) {
        star = p++;
        resume = t;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < codes.length && codes[p] == MANY) {
      p++;
    }
    return p == codes.length;
  }

  /// All positions of the pattern at which the text so far can stand, advanced character by
  /// character.
  private boolean matchesByStates(String text) {
    var at = new boolean[codes.length + 1];
    at[0] = true;
    skipStars(at);
    for (int t = 0; t < text.length(); t++) {
      char c = text.charAt(t);
      for (int p = codes.length - 1; p >= 0; p--) {
        at[p + 1] = (at[p] && (codes[p] == ONE || codes[p] == c)) || (at[p + 1] && stays(p + 1, c));
      }
      at[0] = at[0] && stays(0, c);
      skipStars(at);
    }
    return at[codes.length];
  }

  private boolean stays(int p, char c) {
    return p < codes.length && (codes[p] == MANY || (codes[p] == MANY_IN_FIELD && c != ':'));
  }

  private void skipStars(boolean[] at) {
    for (int p = 0; p < codes.length; p++) {
      if (at[p] && codes[p] <= MANY) {
        at[p + 1] = true;
      }
    }
  }
}
