package dev.diorama.rule;

import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.PropertyPath.Name;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The names that properties may have, as deep as the catalogue says.
///
/// @param open whether anything may stand here, as in a policy document
/// @param below the names of the fields, or of those of a list's entries
record PropertyNames(boolean open, Map<String, PropertyNames> below) {
  /// Shorter names are alike by chance.
  private static final int SHORTEST_ALIKE = 4;

  private static final PropertyNames NONE = new PropertyNames(false, Map.of());

  PropertyNames {
    below = Map.copyOf(below);
  }

  /// A name that is not known.
  ///
  /// @param similar a known one that is written almost alike and is not used beside it
  record Unknown(PropertyPath at, Optional<PropertyPath> similar) {}

  /// The names of these properties.
  static PropertyNames of(List<PropertySpec> specs) {
    var names = NONE;
    for (var spec : specs) {
      names = names.with(spec.path().segments(), spec.kind());
    }
    return names;
  }

  private PropertyNames with(List<PropertyPath.Segment> path, PropertyKind kind) {
    if (path.isEmpty()) {
      return kind instanceof PropertyKind.Table t
          ? new PropertyNames(open, of(t.columns()).below())
          : new PropertyNames(true, below);
    }
    if (!(path.getFirst() instanceof Name name)) {
      return this;
    }
    var next = new HashMap<>(below);
    var child = next.getOrDefault(name.name(), NONE);
    next.put(name.name(), child.with(path.subList(1, path.size()), kind));
    return new PropertyNames(open, next);
  }

  /// The names in `properties` that are none of these, in their order.
  Stream<Unknown> unknown(Fields properties) {
    return unknown(properties, PropertyPath.ROOT);
  }

  private Stream<Unknown> unknown(Fields fields, PropertyPath at) {
    return fields.values().entrySet().stream()
        .flatMap(e -> {
          var here = at.then(e.getKey());
          return Optional.ofNullable(below.get(e.getKey()))
              .map(child -> child.open() ? Stream.<Unknown>of() : child.inside(e.getValue(), here))
              .orElseGet(() ->
                  Stream.of(
                      new Unknown(
                          here, similar(e.getKey(), fields.values().keySet()).map(at::then))));
        });
  }

  private Stream<Unknown> inside(Value value, PropertyPath at) {
    return switch (value) {
      case Fields f -> isComputed(f) ? Stream.of() : unknown(f, at);
      case Items i ->
          IntStream.range(0, i.values().size())
              .boxed()
              .flatMap(n -> inside(i.values().get(n), at.then(n)));
      default -> Stream.of();
    };
  }

  /// An intrinsic function of CloudFormation.
  private static boolean isComputed(Fields fields) {
    return fields.values().keySet().stream().anyMatch(k -> k.equals("Ref") || k.startsWith("Fn::"));
  }

  private Optional<String> similar(String name, Set<String> used) {
    int most = Math.max(1, name.length() / 4);
    return below.keySet().stream()
        .filter(known -> !used.contains(known) && known.length() >= SHORTEST_ALIKE)
        .filter(known -> distance(name, known) <= most)
        .min(
            Comparator.<String>comparingInt(known -> distance(name, known))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// How many letters must be added, left out or changed, or neighbours exchanged, to make one name
  /// the other, whatever their case.
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > Math.max(1, a.length() / 4)) {
      return Integer.MAX_VALUE;
    }
    var one = a.toLowerCase(Locale.ROOT);
    var other = b.toLowerCase(Locale.ROOT);
    var cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + changed);
        boolean exchanged =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (exchanged) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length()][other.length()];
  }
}
