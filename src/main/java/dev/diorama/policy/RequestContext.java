package dev.diorama.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The condition keys of a request and their values. Keys compare without regard to case; how they
/// were written is kept to be shown. A key that is absent is different from a key with no values.
public final class RequestContext {
  /// No keys.
  public static final RequestContext EMPTY = new RequestContext(Map.of());

  private final Map<String, List<String>> values;

  /// By key in lower case, those that are written otherwise.
  private final Map<String, String> names;

  /// A context of these keys.
  public RequestContext(Map<String, List<String>> values) {
    var copy = new TreeMap<String, List<String>>();
    var written = new TreeMap<String, String>();
    values.forEach((name, v) -> {
      var key = name.toLowerCase(Locale.ROOT);
      copy.put(key, List.copyOf(v));
      if (!key.equals(name)) {
        written.put(key, name);
      }
    });
    this.values = Collections.unmodifiableMap(copy);
    this.names = written;
  }

  /// The values by key in lower case.
  public Map<String, List<String>> values() {
    return values;
  }

  /// The values by key as it was written, in alphabetical order.
  public SequencedMap<String, List<String>> written() {
    var result = new LinkedHashMap<String, List<String>>();
    values.forEach((key, v) -> result.put(names.getOrDefault(key, key), v));
    return result;
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
    var copy = written();
    copy.put(key, List.of(newValues));
    return new RequestContext(copy);
  }

  /// Whether the keys and values are the same, however the keys are written.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestContext c && c.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return written().toString();
  }
}
