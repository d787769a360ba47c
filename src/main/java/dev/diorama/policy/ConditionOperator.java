package dev.diorama.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A condition operator, taken apart: set operator, comparison, negation, `IfExists`. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html`.
///
/// @param name as written
/// @param negated whether it asks for no value to match, as `StringNotEquals`
/// @param ifExists whether an absent key counts as a match
record ConditionOperator(
    String name, Quantifier quantifier, Comparison comparison, boolean negated, boolean ifExists) {

  /// How several values of a key count. See
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html`.
  enum Quantifier {
    /// No set operator.
    PLAIN,
    /// `ForAllValues:`.
    FOR_ALL_VALUES,
    /// `ForAnyValue:`.
    FOR_ANY_VALUE
  }

  /// How one value is compared.
  enum Comparison {
    STRING,
    STRING_IGNORING_CASE,
    STRING_LIKE,
    NUMERIC_EQUAL,
    NUMERIC_LESS,
    NUMERIC_LESS_OR_EQUAL,
    NUMERIC_GREATER,
    NUMERIC_GREATER_OR_EQUAL,
    DATE_EQUAL,
    DATE_LESS,
    DATE_LESS_OR_EQUAL,
    DATE_GREATER,
    DATE_GREATER_OR_EQUAL,
    BOOL,
    BINARY,
    IP_ADDRESS,
    ARN,
    NULL
  }

  private record Base(Comparison comparison, boolean negated) {}

  private static final Map<String, Base> BASES =
      Map.ofEntries(
          Map.entry("StringEquals", new Base(Comparison.STRING, false)),
          Map.entry("StringNotEquals", new Base(Comparison.STRING, true)),
          Map.entry("StringEqualsIgnoreCase", new Base(Comparison.STRING_IGNORING_CASE, false)),
          Map.entry("StringNotEqualsIgnoreCase", new Base(Comparison.STRING_IGNORING_CASE, true)),
          Map.entry("StringLike", new Base(Comparison.STRING_LIKE, false)),
          Map.entry("StringNotLike", new Base(Comparison.STRING_LIKE, true)),
          Map.entry("NumericEquals", new Base(Comparison.NUMERIC_EQUAL, false)),
          Map.entry("NumericNotEquals", new Base(Comparison.NUMERIC_EQUAL, true)),
          Map.entry("NumericLessThan", new Base(Comparison.NUMERIC_LESS, false)),
          Map.entry("NumericLessThanEquals", new Base(Comparison.NUMERIC_LESS_OR_EQUAL, false)),
          Map.entry("NumericGreaterThan", new Base(Comparison.NUMERIC_GREATER, false)),
          Map.entry(
              "NumericGreaterThanEquals", new Base(Comparison.NUMERIC_GREATER_OR_EQUAL, false)),
          Map.entry("DateEquals", new Base(Comparison.DATE_EQUAL, false)),
          Map.entry("DateNotEquals", new Base(Comparison.DATE_EQUAL, true)),
          Map.entry("DateLessThan", new Base(Comparison.DATE_LESS, false)),
          Map.entry("DateLessThanEquals", new Base(Comparison.DATE_LESS_OR_EQUAL, false)),
          Map.entry("DateGreaterThan", new Base(Comparison.DATE_GREATER, false)),
          Map.entry("DateGreaterThanEquals", new Base(Comparison.DATE_GREATER_OR_EQUAL, false)),
          Map.entry("Bool", new Base(Comparison.BOOL, false)),
          Map.entry("BinaryEquals", new Base(Comparison.BINARY, false)),
          Map.entry("IpAddress", new Base(Comparison.IP_ADDRESS, false)),
          Map.entry("NotIpAddress", new Base(Comparison.IP_ADDRESS, true)),
          // AWS: ArnEquals and ArnLike behave identically.
          Map.entry("ArnEquals", new Base(Comparison.ARN, false)),
          Map.entry("ArnLike", new Base(Comparison.ARN, false)),
          Map.entry("ArnNotEquals", new Base(Comparison.ARN, true)),
          Map.entry("ArnNotLike", new Base(Comparison.ARN, true)),
          Map.entry("Null", new Base(Comparison.NULL, false)));

  /// The names without set operator and `IfExists`.
  static Set<String> baseNames() {
    return BASES.keySet();
  }

  /// The operator of this name; empty if AWS has none.
  static Optional<ConditionOperator> parse(String name) {
    var rest = name;
    var quantifier = Quantifier.PLAIN;
    if (rest.startsWith("ForAllValues:")) {
      quantifier = Quantifier.FOR_ALL_VALUES;
    } else if (rest.startsWith("ForAnyValue:")) {
      quantifier = Quantifier.FOR_ANY_VALUE;
    }
    rest = rest.substring(rest.indexOf(':') + 1);
    if (quantifier == Quantifier.PLAIN && rest.length() != name.length()) {
      return Optional.empty();
    }
    boolean ifExists = rest.endsWith("IfExists");
    if (ifExists) {
      rest = rest.substring(0, rest.length() - "IfExists".length());
    }
    var base = BASES.get(rest);
    // "You can add IfExists to the end of any condition operator name except the Null condition."
    if (base == null || (ifExists && base.comparison == Comparison.NULL)) {
      return Optional.empty();
    }
    return Optional.of(
        new ConditionOperator(name, quantifier, base.comparison, base.negated, ifExists));
  }
}
