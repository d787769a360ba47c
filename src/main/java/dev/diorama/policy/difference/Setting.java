package dev.diorama.policy.difference;

import dev.diorama.policy.Principal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// For whom a question is asked, and which resources make a good example.
///
/// @param principal whose requests are meant
/// @param resourceAccount the account that owns the resources
/// @param region where examples stand
/// @param likely resources to be tried first for a witness, as those that are drawn
/// @param fixed condition keys in lower case that every request in question has with these values;
///   all others are free
public record Setting(
    Principal principal,
    String resourceAccount,
    String region,
    List<String> likely,
    Map<String, List<String>> fixed) {
  public Setting {
    likely = List.copyOf(likely);
    fixed = Map.copyOf(fixed);
  }

  /// A setting in which all condition keys are free.
  public Setting(Principal principal, String resourceAccount, String region, List<String> likely) {
    this(principal, resourceAccount, region, likely, Map.of());
  }

  /// The same, with more resources to be tried after the others.
  public Setting alsoLikely(List<String> more) {
    var all = new LinkedHashSet<>(likely);
    all.addAll(more);
    return new Setting(principal, resourceAccount, region, List.copyOf(all), fixed);
  }

  /// The same, for requests that have this condition key.
  public Setting with(String key, String value) {
    var more = new LinkedHashMap<>(fixed);
    more.put(key.toLowerCase(Locale.ROOT), List.of(value));
    return new Setting(principal, resourceAccount, region, likely, more);
  }
}
