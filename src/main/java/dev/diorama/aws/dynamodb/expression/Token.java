package dev.diorama.aws.dynamodb.expression;

/// A word or sign of an expression.
///
/// @param start the position of its first character, from 0
record Token(Kind kind, String text, int start) {

  /// What a token is.
  enum Kind {
    /// An attribute name, function name or keyword.
    WORD,
    /// `#name`.
    NAME_PLACEHOLDER,
    /// `:value`.
    VALUE_PLACEHOLDER,
    /// A whole number, as in `list[0]`.
    NUMBER,
    /// A bracket, comma, dot or operator.
    SIGN,
    /// A character that begins nothing.
    BAD,
    /// After the last character.
    END
  }

  int end() {
    return kind == Kind.END ? start : start + text.length();
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /// Whether it is this keyword; keywords are read without regard to case.
  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }
}
