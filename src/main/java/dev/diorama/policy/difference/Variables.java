package dev.diorama.policy.difference;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What policy variables stand for while one question is answered. The principal's own keys have
/// known values. Any other key is first given one value of our choice, which is enough for a
/// witness; where none is found, every text is allowed for, which is enough for a proof.
final class Variables {
  /// The value of our choice.
  static final String CHOSEN = "example";

  private final Function<String, Optional<Optional<String>>> known;
  private final boolean choose;
  private final Set<String> open = new LinkedHashSet<>();
  private final Map<String, List<String>> chosen = new HashMap<>();

  /// @param known the only value of a key; empty inside if the key is absent, empty outside if it
  ///   depends on the request
  /// @param choose whether open keys get the value of our choice
  Variables(Function<String, Optional<Optional<String>>> known, boolean choose) {
    this.known = known;
    this.choose = choose;
  }

  /// What a variable stands for.
  sealed interface Meaning {
    /// This text, character by character.
    record Text(String value) implements Meaning {}

    /// Nothing: a pattern with it matches no text.
    record Nothing() implements Meaning {}

    /// Any text, depending on the request.
    record Open() implements Meaning {}
  }

  /// What `${inside}` stands for.
  Meaning meaning(String inside) {
    int comma = inside.indexOf(',');
    var key = (comma < 0 ? inside : inside.substring(0, comma)).strip().toLowerCase(Locale.ROOT);
    var given = known.apply(key);
    if (given.isEmpty()) {
      open.add(key);
      if (!choose) {
        return new Meaning.Open();
      }
      chosen.put(key, List.of(CHOSEN));
      return new Meaning.Text(CHOSEN);
    }
    return given
        .get()
        .or(() -> defaultValue(inside, comma))
        .<Meaning>map(Meaning.Text::new)
        .orElseGet(Meaning.Nothing::new);
  }

  private static Optional<String> defaultValue(String inside, int comma) {
    if (comma < 0) {
      return Optional.empty();
    }
    var written = inside.substring(comma + 1).strip();
    boolean quoted = written.length() >= 2 && written.startsWith("'") && written.endsWith("'");
    return quoted ? Optional.of(written.substring(1, written.length() - 1)) : Optional.empty();
  }

  /// The keys that were met and depend on the request.
  Set<String> open() {
    return open;
  }

  /// The keys that were given the value of our choice.
  Map<String, List<String>> chosen() {
    return chosen;
  }
}
