package dev.diorama.policy.difference;

import dev.diorama.catalog.ActionReference;
import dev.diorama.policy.WrittenStatement.Element;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The actions of services that the Service Authorization Reference does not know here, sorted by
/// the patterns that name them: for each set of patterns that some action fulfils together, one
/// such action.
final class UnknownActions {
  private static final int MOST_GROUPS = 10;
  private static final long BOUND = 1_000_000;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final Predicate<String> SHAPE =
      java.util.regex.Pattern.compile("[a-z0-9-]+:[a-z0-9]+").asMatchPredicate();

  private final List<Element> elements;
  private final Budget budget;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final Map<String, BitSet> owners = new HashMap<>();
  private final Map<String, List<String>> byService = new LinkedHashMap<>();
  private final Map<String, List<String>> wildByService = new HashMap<>();
  private final List<String> general = new ArrayList<>();
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
    for (int i = 0; i < elements.size(); i++) {
      int number = i;
      var element = elements.get(i);
      negated |= element.negated();
      for (var text : element.texts()) {
        var lower = PatternReader.lower(text);
        var service = service(lower);
        if (!KnownActions.isLiteral(service) || !ActionReference.knows(service)) {
          written.putIfAbsent(lower, text);
          owners.computeIfAbsent(lower, l -> new BitSet()).set(number);
        }
      }
    }
    if (written.isEmpty() && !negated) {
      return new Result(List.of(), true);
    }
    for (var pattern : written.keySet()) {
      var service = service(pattern);
      if (KnownActions.isLiteral(service) && pattern.indexOf(':') > 0) {
        byService.computeIfAbsent(service, s -> new ArrayList<>()).add(pattern);
        if (!KnownActions.isLiteral(pattern)) {
          wildByService.computeIfAbsent(service, s -> new ArrayList<>()).add(pattern);
        }
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
    var wild = new ArrayList<>(patterns.stream().filter(p -> !KnownActions.isLiteral(p)).toList());
    var literals = new LinkedHashSet<>(patterns);
    wild.forEach(literals::remove);
    wild.addAll(general);
    var all = new ArrayList<>(patterns);
    all.addAll(general);
    if (wild.stream().map(this::owners).distinct().count() <= 1) {
      literals.forEach(l -> add(l, written.getOrDefault(l, l)));
      together(service, wild, literals);
    } else if (general.stream().allMatch(UnknownActions::isAll)
        && patterns.stream().allMatch(UnknownActions::isPrefixOrLiteral)) {
      for (var pattern : patterns) {
        prefixed(pattern, all);
      }
      // What only the general patterns name; also for `NotAction`.
      prefixed(service + ":*", all);
    } else {
      literals.forEach(l -> add(l, written.getOrDefault(l, l)));
      walked(service, wild, List.copyOf(literals));
    }
  }

  /// The elements that hold a pattern.
  private BitSet owners(String pattern) {
    return owners.getOrDefault(pattern, new BitSet());
  }

  /// Patterns that all stand in the same elements: whatever one of them names, and is no literal,
  /// is named by the same elements; and the rest by none.
  private void together(String service, List<String> wild, Set<String> literals) {
    boolean found = wild.isEmpty();
    for (int i = 0; i < wild.size() && !found; i++) {
      var pattern = wild.get(i);
      var name = isAll(pattern) ? service + ":*" : pattern;
      var instance = instance(name, service, literals);
      found = instance.isPresent();
      instance.ifPresent(a -> add(a, written.getOrDefault(pattern, pattern)));
    }
    if (!found) {
      walked(service, wild, List.copyOf(literals));
      return;
    }
    if (elements.stream().anyMatch(Element::negated)) {
      LETTERS
          .chars()
          .mapToObj(c -> service + ":" + (char) c)
          .filter(a -> !literals.contains(a))
          .filter(a -> wild.stream().noneMatch(p -> KnownActions.matches(p, a)))
          .findFirst()
          .ifPresent(a -> add(a, service + ":*"));
    }
  }

  /// An action of the service that a pattern names, and that is none of the literals.
  private static Optional<String> instance(String pattern, String service, Set<String> literals) {
    for (int i = 0; i < LETTERS.length(); i++) {
      var letter = String.valueOf(LETTERS.charAt(i));
      var filled = pattern.replace("?", letter).replace("*", letter);
      if (SHAPE.test(filled) && service(filled).equals(service) && !literals.contains(filled)) {
        return Optional.of(filled);
      }
    }
    return Optional.empty();
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
      if (SHAPE.test(candidate)
          && narrower.stream().noneMatch(p -> KnownActions.matches(p, candidate))) {
        add(candidate, written.getOrDefault(pattern, pattern));
        return;
      }
    }
    // Every letter is taken by a narrower pattern.
    complete = false;
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
    walked("", general, excluded.stream().map(service -> service + ":*").toList());
  }

  /// For every set of owners, looks for an action that patterns of these owners name and no others.
  ///
  /// @param service the service whose actions are meant; empty: any
  /// @param excluded patterns of actions that are accounted for already
  private void walked(String service, List<String> wild, List<String> excluded) {
    var groups = wild.stream().map(this::owners).distinct().toList();
    if (groups.size() > MOST_GROUPS) {
      complete = false;
      return;
    }
    var read = new ArrayList<Pattern>();
    read.add(shape(service));
    wild.forEach(p -> read.add(pattern(p)));
    excluded.forEach(p -> read.add(pattern(p)));
    // Which patterns each group has; the pattern before them all is the shape.
    var members = new int[groups.size()][];
    for (int g = 0; g < members.length; g++) {
      var group = groups.get(g);
      members[g] =
          IntStream.range(0, wild.size())
              .filter(i -> owners(wild.get(i)).equals(group))
              .map(i -> i + 1)
              .toArray();
    }
    var others = IntStream.range(wild.size() + 1, read.size()).toArray();
    for (int s = 0; s < 1 << members.length; s++) {
      int set = s;
      var part = budget.part(BOUND);
      var found =
          new Walk(read, part)
              .shortest(
                  state ->
                      state.canAccept(0)
                          && !any(others, state::mustAccept)
                          && isExactly(set, members, state::canAccept, state::mustAccept),
                  state ->
                      state.accepts(0)
                          && !any(others, state::accepts)
                          && isExactly(set, members, state::accepts, state::accepts));
      complete &= found.isPresent() || !part.isSpent();
      if (found.isPresent()) {
        var text = found.get();
        var rest = service.isEmpty() ? "*" : service + ":*";
        var first = wild.stream().filter(p -> KnownActions.matches(p, text)).findFirst();
        var narrowest = first.orElse(rest);
        add(text, written.getOrDefault(narrowest, narrowest));
      }
    }
  }

  /// @param may whether a pattern of a group in the set counts as naming
  /// @param must whether a pattern of another group does
  private static boolean isExactly(int set, int[][] members, IntPredicate may, IntPredicate must) {
    for (int g = 0; g < members.length; g++) {
      boolean wanted = (set & (1 << g)) != 0;
      if (wanted ? !any(members[g], may) : any(members[g], must)) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(int[] patterns, IntPredicate what) {
    for (int pattern : patterns) {
      if (what.test(pattern)) {
        return true;
      }
    }
    return false;
  }

  private static Pattern pattern(String text) {
    return PatternReader.read(
            text, PatternReader.Form.LIKE, false, new Variables(k -> Optional.empty(), true))
        .orElse(Pattern.ANYTHING);
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
    named.or(owners(representative));
    for (var candidate : wildByService.getOrDefault(service(representative), List.of())) {
      if (KnownActions.matches(candidate, representative)) {
        named.or(owners(candidate));
      }
    }
    for (var candidate : general) {
      if (KnownActions.matches(candidate, representative)) {
        named.or(owners(candidate));
      }
    }
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).negated()) {
        named.flip(i);
      }
    }
    atoms.add(new Atom(pattern, representative, named));
  }
}
