package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.Condition.Comparator;
import dev.diorama.aws.dynamodb.expression.Token.Kind;
import dev.diorama.aws.dynamodb.item.AttributeOrder;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.S;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads conditions by recursive descent: comparisons bind tightest, then `NOT`, `AND`, `OR`.
final class ConditionParser extends ExpressionParser {
  private static final Set<String> TYPES =
      Set.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL");
  private static final Set<String> ORDERED = Set.of("S", "N", "B");
  private static final Set<String> PREFIXES = Set.of("S", "B");

  /// What `size` takes:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html`.
  private static final Set<String> SIZED = Set.of("S", "B", "SS", "NS", "BS", "M", "L");

  private static final int MAX_OPTIONS = 100;

  ConditionParser(ExpressionKind kind, String text, Placeholders placeholders) {
    super(kind, text, placeholders);
  }

  Condition parse() {
    var condition = or();
    expectEnd();
    return condition;
  }

  private Condition or() {
    var left = and();
    while (skipWord("OR")) {
      countOperator();
      left = new Condition.Or(left, and());
    }
    return left;
  }

  private Condition and() {
    var left = not();
    while (skipWord("AND")) {
      countOperator();
      left = new Condition.And(left, not());
    }
    return left;
  }

  private Condition not() {
    if (!skipWord("NOT")) {
      return simple();
    }
    countOperator();
    enter();
    var condition = new Condition.Not(not());
    leave();
    return condition;
  }

  private Condition simple() {
    if (!peek().is("(")) {
      return atFunction() && !peek().text().equals("size") ? wholeFunction() : comparison();
    }
    take();
    enter();
    boolean nested = peek().is("(");
    int start = position();
    var condition = or();
    // ((a = :b)) is refused, ((a = :b) AND (c = :d)) is not: what began with a parenthesis ended
    // with its partner.
    if (nested && peek().is(")") && partner(start) == position() - 1) {
      throw kind().invalid("The expression has redundant parentheses;");
    }
    expect(")");
    leave();
    return condition;
  }

  /// A function that is a condition by itself; comparing it is refused.
  private Condition wholeFunction() {
    var name = peek().text();
    var condition = function();
    boolean compared =
        Stream.of(Comparator.values()).anyMatch(op -> peek().is(op.sign()))
            || peek().isWord("BETWEEN")
            || peek().isWord("IN");
    if (compared) {
      throw misplaced(name);
    }
    return condition;
  }

  private boolean atFunction() {
    return peek().kind() == Kind.WORD && peekNext().is("(");
  }

  private Condition comparison() {
    var left = operand();
    countOperator();
    if (skipWord("BETWEEN")) {
      var low = operand();
      if (!skipWord("AND")) {
        throw syntaxError();
      }
      return between(left, low, operand());
    }
    if (skipWord("IN")) {
      return in(left);
    }
    for (var op : Comparator.values()) {
      if (skip(op.sign())) {
        var right = operand();
        distinct(op.sign(), left, right);
        if (op.orders()) {
          typed(op.sign(), left, ORDERED);
          typed(op.sign(), right, ORDERED);
        }
        return new Condition.Compare(op, left, right);
      }
    }
    throw left instanceof Operand.Size ? misplaced("size") : syntaxError();
  }

  private Condition between(Operand operand, Operand low, Operand high) {
    for (var o : List.of(operand, low, high)) {
      typed("BETWEEN", o, ORDERED);
    }
    if (low instanceof Operand.Literal l && high instanceof Operand.Literal h) {
      if (!l.value().type().equals(h.value().type())) {
        throw kind()
            .invalid(
                "The BETWEEN operator requires same data type for lower and upper bounds; lower"
                    + " bound operand: "
                    + l
                    + ", upper bound operand: "
                    + h);
      }
      var order = AttributeOrder.compare(l.value(), h.value());
      if (order.isPresent() && order.getAsInt() > 0) {
        throw kind()
            .invalid(
                "The BETWEEN operator requires upper bound to be greater than or equal to lower"
                    + " bound; lower bound operand: "
                    + l
                    + ", upper bound operand: "
                    + h);
      }
    }
    return new Condition.Between(operand, low, high);
  }

  private Condition in(Operand left) {
    expect("(");
    var options = new ArrayList<Operand>();
    do {
      options.add(operand());
    } while (skip(","));
    expect(")");
    if (options.size() > MAX_OPTIONS) {
      throw kind()
          .invalid(
              "Incorrect number of operands for operator or function; operator or function: IN,"
                  + " number of operands: "
                  + (options.size() + 1));
    }
    return new Condition.In(left, options);
  }

  private Operand operand() {
    if (peek().kind() == Kind.VALUE_PLACEHOLDER) {
      return new Operand.Literal(value());
    }
    if (atFunction()) {
      var name = peek().text();
      if (!name.equals("size")) {
        throw isFunction(name) ? misplaced(name) : unknownFunction(name);
      }
      take();
      var arguments = arguments("size", 1);
      countOperator();
      typed("size", arguments.getFirst(), SIZED);
      return new Operand.Size(arguments.getFirst());
    }
    if (atPath()) {
      return new Operand.Path(path());
    }
    throw syntaxError();
  }

  private Condition function() {
    var name = peek().text();
    if (!isFunction(name)) {
      throw unknownFunction(name);
    }
    take();
    countOperator();
    boolean single = name.equals("attribute_exists") || name.equals("attribute_not_exists");
    var arguments = arguments(name, single ? 1 : 2);
    var first = arguments.getFirst();
    return switch (name) {
      case "attribute_exists" -> new Condition.AttributeExists(pathOnly(name, first));
      case "attribute_not_exists" -> new Condition.AttributeNotExists(pathOnly(name, first));
      case "attribute_type" -> attributeType(first, arguments.get(1));
      case "begins_with" -> {
        distinct(name, first, arguments.get(1));
        typed(name, first, PREFIXES);
        typed(name, arguments.get(1), PREFIXES);
        yield new Condition.BeginsWith(first, arguments.get(1));
      }
      default -> {
        distinct(name, first, arguments.get(1));
        yield new Condition.Contains(first, arguments.get(1));
      }
    };
  }

  private Condition attributeType(Operand operand, Operand type) {
    typed("attribute_type", type, Set.of("S"));
    if (!(type instanceof Operand.Literal(S(var text)))) {
      throw kind()
          .invalid("Operator or function requires a literal; operator or function: attribute_type");
    }
    if (!TYPES.contains(text)) {
      throw kind()
          .invalid(
              "Invalid attribute type name found; type: "
                  + text
                  + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
    return new Condition.AttributeType(operand, text);
  }

  private DocumentPath pathOnly(String function, Operand operand) {
    if (operand instanceof Operand.Path p) {
      return p.path();
    }
    throw kind()
        .invalid(
            "Operator or function requires a document path; operator or function: " + function);
  }

  private List<Operand> arguments(String function, int expected) {
    expect("(");
    enter();
    var arguments = new ArrayList<Operand>();
    do {
      arguments.add(operand());
    } while (skip(","));
    expect(")");
    leave();
    if (arguments.size() != expected) {
      throw kind()
          .invalid(
              "Incorrect number of operands for operator or function; operator or function: "
                  + function
                  + ", number of operands: "
                  + arguments.size());
    }
    return arguments;
  }

  static boolean isFunction(String name) {
    return switch (name) {
      case "attribute_exists",
          "attribute_not_exists",
          "attribute_type",
          "begins_with",
          "contains",
          "size" ->
          true;
      default -> false;
    };
  }

  private RuntimeException unknownFunction(String name) {
    return kind()
        .invalid(
            name.equals("if_not_exists") || name.equals("list_append")
                ? "The function is not allowed in a condition expression; function: " + name
                : "Invalid function name; function: " + name);
  }

  private RuntimeException misplaced(String function) {
    return kind()
        .invalid(
            "The function is not allowed to be used this way in an expression; function: "
                + function);
  }

  private void typed(String operator, Operand operand, Set<String> allowed) {
    Optional<String> type =
        switch (operand) {
          case Operand.Literal l -> Optional.of(l.value()).map(AttributeValue::type);
          case Operand.Size s -> Optional.of("N");
          case Operand.Path p -> Optional.empty();
        };
    if (type.isPresent() && !allowed.contains(type.get())) {
      throw kind()
          .invalid(
              "Incorrect operand type for operator or function; operator or function: "
                  + operator
                  + ", operand type: "
                  + type.get());
    }
  }

  private void distinct(String operator, Operand left, Operand right) {
    if (left instanceof Operand.Path && left.equals(right)) {
      throw kind()
          .invalid(
              "The first operand must be distinct from the remaining operands for this operator or"
                  + " function; operator: "
                  + operator
                  + ", first operand: "
                  + left);
    }
  }
}
