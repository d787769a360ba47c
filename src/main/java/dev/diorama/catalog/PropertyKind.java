package dev.diorama.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a property holds; the inspector makes its editor from this.
public sealed interface PropertyKind {

  /// A single line that must match `pattern`, if there is one (a [java.util.regex.Pattern]).
  record Text(Optional<String> pattern) implements PropertyKind {}

  /// A whole number from `min` to `max` in `unit` (`s`, `MB`, `days`, empty for a count).
  record Whole(long min, long max, String unit) implements PropertyKind {}

  /// `true` or `false`.
  record Bool() implements PropertyKind {}

  /// One of `options`.
  record Choice(List<String> options) implements PropertyKind {}

  /// One resource of the drawing that has one of `types`.
  record Reference(Set<String> types) implements PropertyKind {}

  /// Several resources of the drawing, each with one of `types`.
  record References(Set<String> types) implements PropertyKind {}

  /// A list of texts, each matching `pattern` if there is one.
  record Texts(Optional<String> pattern) implements PropertyKind {}

  /// Names and texts, as environment variables.
  record TextMap() implements PropertyKind {}

  /// A list of objects with these properties, as security group rules.
  record Table(List<PropertySpec> columns) implements PropertyKind {}

  /// JSON, as a policy document.
  record Json() implements PropertyKind {}

  /// Source code in a language (`javascript`).
  record Code(String language) implements PropertyKind {}
}
