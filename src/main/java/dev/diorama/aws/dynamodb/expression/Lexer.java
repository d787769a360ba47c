package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Splits an expression into tokens. Never fails: what begins nothing becomes a bad token, at which
/// the parser stops.
final class Lexer {
  private static final Set<String> PAIRS = Set.of("<>", "<=", ">=");
  private static final String SIGNS = "()[],.=<>+-";

  private Lexer() {}

  static List<Token> tokens(String text) {
    var tokens = new ArrayList<Token>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      var token = next(text, at, c);
      tokens.add(token);
      at = token.end();
    }
    tokens.add(new Token(Kind.END, "<EOF>", text.length()));
    return tokens;
  }

  private static Token next(String text, int at, char c) {
    if (c == '#' || c == ':') {
      int end = wordEnd(text, at + 1);
      var kind = c == '#' ? Kind.NAME_PLACEHOLDER : Kind.VALUE_PLACEHOLDER;
      return new Token(end == at + 1 ? Kind.BAD : kind, text.substring(at, end), at);
    }
    if (isLetter(c)) {
      return new Token(Kind.WORD, text.substring(at, wordEnd(text, at)), at);
    }
    if (isDigit(c)) {
      int end = at;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      return new Token(Kind.NUMBER, text.substring(at, end), at);
    }
    if (at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2))) {
      return new Token(Kind.SIGN, text.substring(at, at + 2), at);
    }
    return new Token(SIGNS.indexOf(c) >= 0 ? Kind.SIGN : Kind.BAD, String.valueOf(c), at);
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
