package dev.diorama.policy.difference;

/// A condition operator as far as it says which values it tells apart. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html`.
///
/// @param kind which values it tells apart
/// @param ofAll whether it asks something of all values of a key (negated operators, and
///   `ForAllValues`) rather than of any one
/// @param set whether it has a set operator
record Operator(Kind kind, boolean ofAll, boolean set) {

  /// Kinds of values.
  enum Kind {
    /// Texts, by pattern.
    TEXT,
    /// Numbers, by order.
    NUMBER,
    /// Moments, by order.
    DATE,
    /// IP addresses, by block.
    ADDRESS,
    /// Bytes, by equality.
    BINARY,
    /// Only whether the key is there.
    PRESENCE
  }

  /// Takes an operator's name apart, as `ForAnyValue:StringNotLikeIfExists`.
  static Operator of(String name) {
    boolean forAll = name.startsWith("ForAllValues:");
    boolean set = forAll || name.startsWith("ForAnyValue:");
    var base = base(name);
    boolean negated = base.contains("Not");
    return new Operator(kind(base), set ? forAll : negated, set);
  }

  /// How a text operator's values are to be read.
  static PatternReader.Form form(String name) {
    var base = base(name);
    return switch (base) {
      case "StringLike", "StringNotLike" -> PatternReader.Form.LIKE;
      case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool" ->
          PatternReader.Form.EXACT_IGNORING_CASE;
      default ->
          base.startsWith("Arn") ? PatternReader.Form.ARN_CONDITION : PatternReader.Form.EXACT;
    };
  }

  private static String base(String name) {
    var base = name.substring(name.indexOf(':') + 1);
    return base.endsWith("IfExists") ? base.substring(0, base.length() - 8) : base;
  }

  private static Kind kind(String base) {
    if (base.startsWith("Numeric")) {
      return Kind.NUMBER;
    }
    if (base.startsWith("Date")) {
      return Kind.DATE;
    }
    return switch (base) {
      case "IpAddress", "NotIpAddress" -> Kind.ADDRESS;
      case "BinaryEquals" -> Kind.BINARY;
      case "Null" -> Kind.PRESENCE;
      default -> Kind.TEXT;
    };
  }
}
