package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.DocumentPath.Index;
import dev.diorama.aws.dynamodb.expression.DocumentPath.Name;
import dev.diorama.aws.dynamodb.expression.Token.Kind;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the parsers of all kinds of expression share: tokens, document paths, placeholders and
/// limits.
class ExpressionParser {
  /// The longest expression, in bytes:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html`.
  private static final int MAX_SIZE = 4096;

  /// The most operators and functions in an expression, from the same page.
  private static final int MAX_OPERATORS = 300;

  /// Our own bound on nesting, so that no expression exhausts the stack.
  private static final int MAX_DEPTH = 150;

  private final ExpressionKind kind;
  private final Placeholders placeholders;
  private final String text;
  private final List<Token> tokens;
  private int position;
  private int operators;
  private int depth;

  ExpressionParser(ExpressionKind kind, String text, Placeholders placeholders) {
    this.kind = kind;
    this.placeholders = placeholders;
    this.text = text;
    if (text.isBlank()) {
      throw kind.invalid("The expression can not be empty;");
    }
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_SIZE) {
      throw kind.invalid(
          "Expression size has exceeded the maximum allowed size; expression size: " + size);
    }
    this.tokens = Lexer.tokens(text);
  }

  ExpressionKind kind() {
    return kind;
  }

  Token peek() {
    return tokens.get(position);
  }

  Token peekNext() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  Token take() {
    var token = tokens.get(position);
    if (position < tokens.size() - 1) {
      position++;
    }
    return token;
  }

  /// The index of the token that comes next.
  int position() {
    return position;
  }

  /// The index of the parenthesis that closes the one at `open`; -1 if none does.
  int partner(int open) {
    int level = 0;
    for (int i = open; i < tokens.size(); i++) {
      level += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }

  boolean skip(String sign) {
    if (peek().is(sign)) {
      take();
      return true;
    }
    return false;
  }

  boolean skipWord(String keyword) {
    if (peek().isWord(keyword)) {
      take();
      return true;
    }
    return false;
  }

  void expect(String sign) {
    if (!skip(sign)) {
      throw syntaxError();
    }
  }

  void expectEnd() {
    if (peek().kind() != Kind.END) {
      throw syntaxError();
    }
  }

  /// The error at the present token, with the text around it as AWS shows it.
  RequestFailure syntaxError() {
    var token = peek();
    int from = position == 0 ? token.start() : tokens.get(position - 1).start();
    int to = tokens.get(Math.min(position + 1, tokens.size() - 1)).end();
    return kind.invalid(
        "Syntax error; token: \""
            + token.text()
            + "\", near: \""
            + text.substring(from, Math.max(from, to))
            + "\"");
  }

  void countOperator() {
    operators++;
    if (operators > MAX_OPERATORS) {
      throw kind.invalid(
          "The expression contains too many operators and functions; operator count: " + operators);
    }
  }

  void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw kind.invalid("The expression is nested too deeply; nesting levels: " + depth);
    }
  }

  void leave() {
    depth--;
  }

  boolean atPath() {
    return peek().kind() == Kind.WORD || peek().kind() == Kind.NAME_PLACEHOLDER;
  }

  AttributeValue value() {
    if (peek().kind() != Kind.VALUE_PLACEHOLDER) {
      throw syntaxError();
    }
    return placeholders.value(kind, take().text());
  }

  DocumentPath path() {
    var path = new DocumentPath(List.of(name()));
    while (true) {
      if (skip(".")) {
        path = path.then(name());
      } else if (peek().is("[")) {
        take();
        path = path.then(index());
        expect("]");
      } else {
        return path;
      }
      enter();
    }
  }

  private Name name() {
    var token = peek();
    return switch (token.kind()) {
      case NAME_PLACEHOLDER -> new Name(placeholders.name(kind, take().text()));
      case WORD -> {
        if (ReservedWords.contains(token.text())) {
          throw kind.invalid(
              "Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        yield new Name(take().text());
      }
      default -> throw syntaxError();
    };
  }

  private Index index() {
    if (peek().kind() != Kind.NUMBER) {
      throw syntaxError();
    }
    var digits = peek().text();
    try {
      var index = new Index(Integer.parseInt(digits));
      take();
      return index;
    } catch (NumberFormatException e) {
      throw kind.invalid("List index is not within the allowable range; index: [" + digits + "]");
    }
  }
}
