package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.Token.Kind;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.Add;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.Delete;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.IfNotExists;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.ListAppend;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.LiteralValue;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.PathValue;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.SetValue;
import dev.diorama.aws.dynamodb.expression.UpdateExpression.Sum;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads update expressions: each of the four sections at most once, in any order.
final class UpdateParser extends ExpressionParser {
  private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");
  private static final Set<String> ADDABLE = Set.of("N", "SS", "NS", "BS");
  private static final Set<String> DELETABLE = Set.of("SS", "NS", "BS");

  private final List<UpdateExpression.Set> sets = new ArrayList<>();
  private final List<DocumentPath> removes = new ArrayList<>();
  private final List<Add> adds = new ArrayList<>();
  private final List<Delete> deletes = new ArrayList<>();

  UpdateParser(String text, Placeholders placeholders) {
    super(ExpressionKind.UPDATE, text, placeholders);
  }

  UpdateExpression parse() {
    var seen = new HashSet<String>();
    do {
      var section = peek().text().toUpperCase(Locale.ROOT);
      if (peek().kind() != Kind.WORD || !SECTIONS.contains(section)) {
        throw syntaxError();
      }
      take();
      do {
        countOperator();
        clause(section);
      } while (skip(","));
      if (!seen.add(section)) {
        throw kind()
            .invalid(
                "The \"" + section + "\" section can only be used once in an update expression;");
      }
    } while (peek().kind() != Kind.END);
    var expression = new UpdateExpression(sets, removes, adds, deletes);
    Projection.refuseOverlaps(kind(), expression.paths());
    return expression;
  }

  private void clause(String section) {
    var path = path();
    switch (section) {
      case "SET" -> {
        expect("=");
        sets.add(new UpdateExpression.Set(path, sum()));
      }
      case "REMOVE" -> removes.add(path);
      case "ADD" -> adds.add(new Add(path, typed("ADD", ADDABLE)));
      default -> deletes.add(new Delete(path, typed("DELETE", DELETABLE)));
    }
  }

  private AttributeValue typed(String operator, Set<String> allowed) {
    var value = value();
    if (!allowed.contains(value.type())) {
      throw kind()
          .invalid(
              "Incorrect operand type for operator or function; operator: "
                  + operator
                  + ", operand type: "
                  + value.typeName()
                  + ", typeSet: ALLOWED_FOR_"
                  + operator
                  + "_OPERAND");
    }
    return value;
  }

  private SetValue sum() {
    var left = operand();
    boolean minus = peek().is("-");
    if (!minus && !peek().is("+")) {
      return left;
    }
    var sign = take().text();
    countOperator();
    var right = operand();
    for (var o : List.of(left, right)) {
      if (o instanceof LiteralValue(var value) && !value.type().equals("N")) {
        throw kind()
            .invalid(
                "Incorrect operand type for operator or function; operator or function: "
                    + sign
                    + ", operand type: "
                    + value.type());
      }
    }
    return new Sum(left, right, minus);
  }

  private SetValue operand() {
    if (peek().kind() == Kind.VALUE_PLACEHOLDER) {
      return new LiteralValue(value());
    }
    if (skip("(")) {
      enter();
      var value = sum();
      expect(")");
      leave();
      return value;
    }
    if (peek().kind() == Kind.WORD && peekNext().is("(")) {
      return function();
    }
    return new PathValue(path());
  }

  private SetValue function() {
    var name = peek().text();
    if (!name.equals("if_not_exists") && !name.equals("list_append")) {
      throw kind()
          .invalid(
              ConditionParser.isFunction(name)
                  ? "The function is not allowed in an update expression; function: " + name
                  : "Invalid function name; function: " + name);
    }
    take();
    countOperator();
    enter();
    expect("(");
    var arguments = new ArrayList<SetValue>();
    do {
      arguments.add(operand());
    } while (skip(","));
    expect(")");
    leave();
    if (arguments.size() != 2) {
      throw kind()
          .invalid(
              "Incorrect number of operands for operator or function; operator or function: "
                  + name
                  + ", number of operands: "
                  + arguments.size());
    }
    return name.equals("list_append") ? append(arguments) : ifNotExists(arguments);
  }

  private SetValue append(List<SetValue> arguments) {
    for (var o : arguments) {
      if (o instanceof LiteralValue(var value) && !value.type().equals("L")) {
        throw kind()
            .invalid(
                "Incorrect operand type for operator or function; operator or function:"
                    + " list_append, operand type: "
                    + value.type());
      }
    }
    return new ListAppend(arguments.get(0), arguments.get(1));
  }

  private SetValue ifNotExists(List<SetValue> arguments) {
    if (arguments.get(0) instanceof PathValue(var path)) {
      return new IfNotExists(path, arguments.get(1));
    }
    throw kind()
        .invalid(
            "Operator or function requires a document path; operator or function: if_not_exists");
  }
}
