package dev.diorama.policy;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The condition keys of a request and their values. Keys compare without regard to case. A key
/// that is absent is different from a key with no values.
public record RequestContext(Map<String, List<String>> values) {
  /// No keys.
  public static final RequestContext EMPTY = new RequestContext(Map.of());

  public RequestContext {
    var copy = new TreeMap<String, List<String>>();
    values.forEach((k, v) -> copy.put(k.toLowerCase(Locale.ROOT), List.copyOf(v)));
    values = Collections.unmodifiableMap(copy);
  }

  /// The values of `key`; empty if the key is absent.
  public Optional<List<String>> get(String key) {
    return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)));
  }

  /// This context with `key` set, unless it is there already.
  public RequestContext withDefault(String key, String... newValues) {
    if (get(key).isPresent()) {
      return this;
    }
    var copy = new TreeMap<>(values);
    copy.put(key.toLowerCase(Locale.ROOT), List.of(newValues));
    return new RequestContext(copy);
  }
}
