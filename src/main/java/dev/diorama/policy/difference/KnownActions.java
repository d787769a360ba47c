package dev.diorama.policy.difference;

import dev.diorama.catalog.ActionReference;
import dev.diorama.catalog.ActionReference.Action;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The actions of the Service Authorization Reference in one row, so that sets of them are bit
/// sets. Made when the first difference is asked for.
final class KnownActions {
  private final List<Action> actions = new ArrayList<>();
  private final List<String> lowerNames = new ArrayList<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<String, int[]> ranges = new HashMap<>();
  private final List<Universe> universes = new ArrayList<>();

  private static final class Holder {
    static final KnownActions INSTANCE = new KnownActions();
  }

  private KnownActions() {
    var interned = new HashMap<Universe, Universe>();
    for (var service : ActionReference.SERVICES) {
      int from = actions.size();
      for (var action : ActionReference.actions(service)) {
        var lower = PatternReader.lower(action.fullName());
        byName.put(lower, actions.size());
        lowerNames.add(lower);
        actions.add(action);
        universes.add(interned.computeIfAbsent(Universe.of(action), u -> u));
      }
      ranges.put(service, new int[] {from, actions.size()});
    }
  }

  /// The row; reads the reference at the first call.
  static KnownActions get() {
    return Holder.INSTANCE;
  }

  int size() {
    return actions.size();
  }

  String name(int action) {
    return actions.get(action).fullName();
  }

  /// The resources on which the action is authorized.
  Universe universe(int action) {
    return universes.get(action);
  }

  /// The known actions that a pattern in lower case names.
  BitSet matching(String pattern) {
    var result = new BitSet(size());
    if (isOnlyStars(pattern)) {
      result.set(0, size());
      return result;
    }
    int colon = pattern.indexOf(':');
    var service = colon < 0 ? pattern : pattern.substring(0, colon);
    if (colon >= 0 && isLiteral(service)) {
      var range = ranges.get(service);
      if (range == null) {
        return result;
      }
      var name = pattern.substring(colon + 1);
      if (isOnlyStars(name)) {
        result.set(range[0], range[1]);
      } else if (isLiteral(name)) {
        var index = byName.get(pattern);
        if (index != null) {
          result.set(index);
        }
      } else {
        matching(pattern, range[0], range[1], result);
      }
      return result;
    }
    matching(pattern, 0, size(), result);
    return result;
  }

  private void matching(String pattern, int from, int to, BitSet result) {
    int star = pattern.indexOf('*');
    if (star == pattern.length() - 1 && pattern.indexOf('?') < 0 && to - from < lowerNames.size()) {
      // The actions of a service stand in alphabetical order, so a prefix is a range.
      var prefix = pattern.substring(0, star);
      int first = from;
      int end = to;
      while (first < end) {
        int middle = (first + end) >>> 1;
        if (lowerNames.get(middle).compareTo(prefix) < 0) {
          first = middle + 1;
        } else {
          end = middle;
        }
      }
      while (end < to && lowerNames.get(end).startsWith(prefix)) {
        end++;
      }
      result.set(first, end);
      return;
    }
    for (int i = from; i < to; i++) {
      if (matches(pattern, lowerNames.get(i))) {
        result.set(i);
      }
    }
  }

  private static boolean isOnlyStars(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) != '*') {
        return false;
      }
    }
    return !pattern.isEmpty();
  }

  static boolean isLiteral(String pattern) {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
  }

  /// Whether `text` matches a pattern with `*` and `?`; goes back to the last star only.
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length()
          && pattern.charAt(p) != '*'
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
