package dev.diorama.access;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.policy.difference.Needed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The calls that runs were seen to make and that were let through, by who made them. Immutable.
///
/// A handler that works through thousands of objects makes thousands of calls; of an action that
/// was seen on more than [#MOST] resources only what their ARNs begin with is kept.
public final class SeenCalls {
  /// How many resources of one caller and action are kept as they are.
  public static final int MOST = 20;

  /// Nothing seen.
  public static final SeenCalls NONE = new SeenCalls(new LinkedHashMap<>());

  private final SequencedMap<ResourceId, SequencedMap<String, Set<String>>> byCaller;

  private SeenCalls(SequencedMap<ResourceId, SequencedMap<String, Set<String>>> byCaller) {
    this.byCaller = Collections.unmodifiableSequencedMap(byCaller);
  }

  /// Collects calls.
  public static final class Builder {
    private final SequencedMap<ResourceId, SequencedMap<String, Set<String>>> byCaller =
        new LinkedHashMap<>();

    /// A call that a drawn resource made.
    public Builder add(ResourceId caller, String action, String resource) {
      var resources =
          byCaller
              .computeIfAbsent(caller, c -> new TreeMap<>())
              .computeIfAbsent(action, a -> new TreeSet<>());
      if (resources.stream().noneMatch(known -> covers(known, resource))) {
        resources.add(resource);
        if (resources.size() > MOST) {
          var all = SeenCalls.beginning(resources);
          resources.clear();
          resources.add(all);
        }
      }
      return this;
    }

    /// All of these.
    public Builder addAll(SeenCalls calls) {
      calls.byCaller.forEach((caller, actions) ->
          actions.forEach((action, resources) -> resources.forEach(r -> add(caller, action, r))));
      return this;
    }

    /// What was collected.
    public SeenCalls build() {
      var copy = new LinkedHashMap<ResourceId, SequencedMap<String, Set<String>>>();
      byCaller.forEach((caller, actions) -> {
        var copied = new LinkedHashMap<String, Set<String>>();
        actions.forEach((action, resources) ->
            copied.put(action, Collections.unmodifiableSet(new LinkedHashSet<>(resources))));
        copy.put(caller, copied);
      });
      return new SeenCalls(copy);
    }
  }

  /// Whether nothing was seen.
  public boolean isEmpty() {
    return byCaller.isEmpty();
  }

  /// These and those.
  public SeenCalls and(SeenCalls others) {
    return new Builder().addAll(this).addAll(others).build();
  }

  /// What the callers that have this role in the drawing were seen to call.
  Set<Needed> of(ResourceId role, Architecture drawing, Catalog catalog) {
    var result = new LinkedHashSet<Needed>();
    byCaller.forEach((caller, actions) -> {
      var own = drawing.resource(caller).flatMap(r -> catalog.facets(r).role(r, drawing));
      if (own.filter(role::equals).isPresent()) {
        actions.forEach(
            (action, resources) -> resources.forEach(r -> result.add(new Needed(action, r))));
      }
    });
    return result;
  }

  private static boolean covers(String known, String resource) {
    return known.endsWith("*")
        ? resource.startsWith(known.substring(0, known.length() - 1))
        : known.equals(resource);
  }

  /// What all begin with, up to a slash or colon, and a star.
  private static String beginning(Set<String> resources) {
    var first = List.copyOf(resources).getFirst();
    int end = first.length();
    for (var other : resources) {
      int i = 0;
      while (i < end && i < other.length() && other.charAt(i) == first.charAt(i)) {
        i++;
      }
      end = i;
    }
    int cut = Math.max(first.lastIndexOf('/', end - 1), first.lastIndexOf(':', end - 1));
    return first.substring(0, cut + 1) + "*";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeenCalls s && s.byCaller.equals(byCaller);
  }

  @Override
  public int hashCode() {
    return byCaller.hashCode();
  }

  @Override
  public String toString() {
    return byCaller.toString();
  }
}
