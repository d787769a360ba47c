package dev.diorama.policy.difference;

import dev.diorama.catalog.ActionReference;
import dev.diorama.policy.WrittenStatement.Element;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The actions of services that the Service Authorization Reference does not know here, sorted by
/// the patterns that name them: for each set of patterns that some action fulfils together, one
/// such action.
final class UnknownActions {
  private static final int MOST_ATOMS = 4096;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String SHAPE = "[a-z0-9-]+:[a-z0-9]+";

  private final List<Element> elements;
  private final Budget budget;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final List<Atom> atoms = new ArrayList<>();
  private boolean complete = true;

  /// A set of actions.
  ///
  /// @param written the narrowest pattern that names them
  /// @param representative one of them
  /// @param named the numbers of the elements that name them
  record Atom(String written, String representative, BitSet named) {}

  /// @param complete whether every action is in an atom
  record Result(List<Atom> atoms, boolean complete) {}

  private UnknownActions(List<Element> elements, Budget budget) {
    this.elements = elements;
    this.budget = budget;
  }

  static Result of(List<Element> elements, Budget budget) {
    return new UnknownActions(elements, budget).sorted();
  }

  private Result sorted() {
    boolean negated = false;
    for (var element : elements) {
      negated |= element.negated();
      for (var text : element.texts()) {
        var lower = PatternReader.lower(text);
        var service = service(lower);
        if (!KnownActions.isLiteral(service) || !ActionReference.knows(service)) {
          written.putIfAbsent(lower, text);
        }
      }
    }
    if (written.isEmpty() && !negated) {
      return new Result(List.of(), true);
    }
    var general = new ArrayList<String>();
    Map<String, List<String>> byService = new LinkedHashMap<>();
    for (var pattern : written.keySet()) {
      var service = service(pattern);
      if (KnownActions.isLiteral(service) && pattern.indexOf(':') > 0) {
        byService.computeIfAbsent(service, s -> new ArrayList<>()).add(pattern);
      } else {
        general.add(pattern);
      }
    }
    byService.forEach((service, patterns) -> inService(service, patterns, general));
    elsewhere(general, byService.keySet());
    return new Result(atoms, complete);
  }

  private static String service(String pattern) {
    int colon = pattern.indexOf(':');
    return colon < 0 ? pattern : pattern.substring(0, colon);
  }

  /// The actions of one service that the patterns name by its prefix.
  private void inService(String service, List<String> patterns, List<String> general) {
    var all = new ArrayList<>(patterns);
    all.addAll(general);
    if (general.stream().allMatch(UnknownActions::isAll)
        && patterns.stream().allMatch(UnknownActions::isPrefixOrLiteral)) {
      for (var pattern : patterns) {
        prefixed(pattern, all);
      }
      // What only the general patterns name; also for `NotAction`.
      prefixed(service + ":*", all);
    } else {
      walked(service, all, Set.of());
    }
  }

  private static boolean isAll(String pattern) {
    return pattern.equals("*") || pattern.equals("*:*");
  }

  /// Whether the only wildcard is a star at the end of the name.
  private static boolean isPrefixOrLiteral(String pattern) {
    int star = pattern.indexOf('*');
    return pattern.indexOf('?') < 0 && (star < 0 || star == pattern.length() - 1);
  }

  /// Prefixes and literals are nested or apart: a pattern's own actions are those that no narrower
  /// pattern names, and one letter behind the prefix leads there.
  private void prefixed(String pattern, List<String> all) {
    if (KnownActions.isLiteral(pattern)) {
      add(pattern, written.getOrDefault(pattern, pattern));
      return;
    }
    var prefix = pattern.substring(0, pattern.length() - 1);
    var narrower = all.stream().filter(p -> !p.equals(pattern) && p.startsWith(prefix)).toList();
    for (int i = 0; i <= LETTERS.length(); i++) {
      // The bare prefix last: it is more often a literal too.
      var candidate = i < LETTERS.length() ? prefix + LETTERS.charAt(i) : prefix;
      if (candidate.matches(SHAPE)
          && narrower.stream().noneMatch(p -> KnownActions.matches(p, candidate))) {
        add(candidate, written.getOrDefault(pattern, pattern));
        return;
      }
    }
    // Every letter is taken by a narrower pattern: longer names have to be walked.
    walked(service(pattern), all, Set.of());
  }

  /// The actions of services that no pattern names by prefix.
  private void elsewhere(List<String> general, Set<String> named) {
    if (general.stream().allMatch(UnknownActions::isAll)) {
      var service = new StringBuilder("example");
      while (named.contains(service.toString())) {
        service.append('x');
      }
      add(service + ":action", general.isEmpty() ? "*" : general.getFirst());
      return;
    }
    var excluded = new LinkedHashSet<>(ActionReference.SERVICES);
    excluded.addAll(named);
    walked("", general, excluded);
  }

  /// Finds the atoms by walking all texts that look like an action.
  ///
  /// @param service the service whose actions are meant; empty: any but those excluded
  private void walked(String service, List<String> patterns, Set<String> excluded) {
    var variables = new Variables(k -> java.util.Optional.empty(), true);
    var read = new ArrayList<Pattern>();
    read.add(shape(service));
    for (var pattern : patterns) {
      PatternReader.read(pattern, PatternReader.Form.LIKE, false, variables).ifPresent(read::add);
    }
    int outside = read.size();
    for (var other : excluded) {
      PatternReader.read(other + ":*", PatternReader.Form.LIKE, false, variables)
          .ifPresent(read::add);
    }
    var found = new Walk(read, budget).atoms(MOST_ATOMS);
    if (found.isEmpty()) {
      complete = false;
      return;
    }
    found
        .get()
        .forEach((accepted, text) -> {
          if (accepted.get(0) && accepted.nextSetBit(outside) < 0) {
            int first = accepted.nextSetBit(1);
            var rest = service.isEmpty() ? "*" : service + ":*";
            var pattern = first < 0 ? rest : patterns.get(first - 1);
            add(text, written.getOrDefault(pattern, pattern));
          }
        });
  }

  private static Pattern shape(String service) {
    var name = new int[] {':', Pattern.ONE_IN_NAME, Pattern.MANY_IN_NAME};
    var prefix =
        service.isEmpty()
            ? new int[] {Pattern.ONE_IN_NAME, Pattern.MANY_IN_NAME}
            : service.chars().toArray();
    var codes = new int[prefix.length + name.length];
    System.arraycopy(prefix, 0, codes, 0, prefix.length);
    System.arraycopy(name, 0, codes, prefix.length, name.length);
    return new Pattern(codes, false);
  }

  private void add(String representative, String pattern) {
    var named = new BitSet(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      var element = elements.get(i);
      boolean any =
          element.texts().stream()
              .anyMatch(t -> KnownActions.matches(PatternReader.lower(t), representative));
      named.set(i, any != element.negated());
    }
    atoms.add(new Atom(pattern, representative, named));
  }
}
