package dev.diorama.judge;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/// Random calls to DynamoDB over a few keys and attributes, so that they meet each other; about as
/// many are refused as succeed.
final class RandomItems {
  private static final List<String> ATTRIBUTES = List.of("a", "b", "c", "d.e", "f[0]", "f[1].g");

  /// As DynamoDB writes them; other spellings are in the script `numbers`, since the judge keeps
  /// them as they came where they are nested.
  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "2.5", "1000", "0.001", "12345678901234567890", "-0.007");

  private static final List<String> TEXTS = List.of("", "x", "xy", "z", "日本", "\uD83D\uDE00");
  private static final List<String> BYTES = List.of("AA==", "AAE=", "/w==");
  private static final List<String> TYPES = List.of("S", "N", "L", "M", "SS", "NS", "BOOL", "NULL");
  private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Random random;
  private Fields values = Fields.EMPTY;

  RandomItems(long seed) {
    random = new Random(seed);
  }

  List<Call> calls(int count) {
    var calls = new ArrayList<Call>();
    for (int i = 0; i < count; i++) {
      calls.add(call());
    }
    calls.add(Call.of("Scan", Fields.EMPTY.with("TableName", "orders")));
    return calls;
  }

  private Call call() {
    values = Fields.EMPTY;
    var input = Fields.EMPTY.with("TableName", "orders");
    return switch (random.nextInt(8)) {
      case 0, 1 ->
          Call.of(
              "PutItem",
              perhapsConditional(
                  input
                      .with("Item", item())
                      .with("ReturnValues", pick(List.of("NONE", "ALL_OLD")))));
      case 2, 3 ->
          Call.of("UpdateItem", perhapsConditional(updating(input.with("Key", key()), update())));
      case 4 ->
          Call.of(
              "DeleteItem",
              perhapsConditional(input.with("Key", key()).with("ReturnConsumedCapacity", "TOTAL")));
      case 5 -> Call.of("Query", query(input));
      case 6 -> Call.of("Scan", withValues(input.with("FilterExpression", condition(2))));
      default ->
          Call.of(
              "GetItem",
              random.nextBoolean()
                  ? input.with("Key", key())
                  : input
                      .with("Key", key())
                      .with("ProjectionExpression", pick(ATTRIBUTES) + ", customer"));
    };
  }

  /// The judge answers the whole list where the service answers the element that was set; the
  /// script `updates` says so.
  private Fields updating(Fields input, String expression) {
    var answers =
        expression.contains("[")
            ? List.of("ALL_NEW", "ALL_OLD")
            : List.of("ALL_NEW", "ALL_OLD", "UPDATED_NEW");
    return input.with("UpdateExpression", expression).with("ReturnValues", pick(answers));
  }

  private Fields perhapsConditional(Fields input) {
    return withValues(
        random.nextInt(3) == 0 ? input.with("ConditionExpression", condition(2)) : input);
  }

  private Fields query(Fields input) {
    var key = "customer = " + value(text());
    var sort =
        switch (random.nextInt(5)) {
          case 0 -> " AND #n " + pick(List.of("=", "<", "<=", ">", ">=")) + " " + value(number());
          case 1 -> " AND #n BETWEEN " + value(number()) + " AND " + value(number());
          default -> "";
        };
    var result = input.with("KeyConditionExpression", key + sort);
    if (!sort.isEmpty()) {
      result = result.with("ExpressionAttributeNames", Fields.EMPTY.with("#n", "number"));
    }
    if (random.nextInt(3) == 0) {
      result = result.with("FilterExpression", condition(1));
    }
    // Where the last item that matches a sort key's condition is also the limit's last, the service
    // may name a LastEvaluatedKey or not:
    // docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
    if (sort.isEmpty() && random.nextInt(3) == 0) {
      result = result.with("Limit", 1L + random.nextInt(3));
    }
    return withValues(result.with("ScanIndexForward", Value.of(random.nextBoolean())));
  }

  private Fields withValues(Fields input) {
    return values.isEmpty() ? input : input.with("ExpressionAttributeValues", values);
  }

  private String value(Fields value) {
    var name = ":v" + values.values().size();
    values = values.with(name, value);
    return name;
  }

  private String condition(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      var left = condition(depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> left + " AND " + condition(depth - 1);
        case 1 -> left + " OR " + condition(depth - 1);
        default -> "NOT " + left;
      };
    }
    var path = pick(ATTRIBUTES);
    return switch (random.nextInt(8)) {
      case 0 -> "attribute_exists(" + path + ")";
      case 1 -> "attribute_not_exists(" + path + ")";
      case 2 -> "attribute_type(" + path + ", " + value(Fields.EMPTY.with("S", pick(TYPES))) + ")";
      case 3 -> "begins_with(" + path + ", " + value(text()) + ")";
      case 4 -> "contains(" + path + ", " + value(attribute(1)) + ")";
      case 5 -> "size(" + path + ") " + pick(COMPARATORS) + " " + value(number());
      case 6 -> path + " IN (" + value(attribute(1)) + ", " + value(attribute(1)) + ")";
      default -> path + " " + pick(COMPARATORS) + " " + value(attribute(1));
    };
  }

  private String update() {
    var path = pick(ATTRIBUTES);
    return switch (random.nextInt(8)) {
      case 0 -> "SET " + path + " = " + value(attribute(2));
      case 1 -> "SET a = a + " + value(whole());
      case 2 -> "SET b = if_not_exists(" + path + ", " + value(attribute(1)) + ")";
      case 3 ->
          "SET f = list_append("
              + pick(List.of("f", "c"))
              + ", "
              + value(Fields.EMPTY.with("L", new Items(List.of(attribute(1)))))
              + ")";
      case 4 -> "REMOVE " + path;
      case 5 -> "ADD a " + value(whole()) + ", c " + value(set());
      case 6 -> "DELETE c " + value(set());
      default -> "SET d = " + value(attribute(2)) + " REMOVE a";
    };
  }

  private Fields key() {
    return Fields.EMPTY
        .with("customer", Fields.EMPTY.with("S", pick(List.of("x", "xy", "z"))))
        .with("number", Fields.EMPTY.with("N", pick(List.of("0", "1", "-1", "2.5"))));
  }

  private Fields item() {
    var item = key();
    for (var name : List.of("a", "b", "c", "d", "f")) {
      if (random.nextBoolean()) {
        item = item.with(name, attribute(2));
      }
    }
    return item;
  }

  private Fields text() {
    return Fields.EMPTY.with("S", pick(TEXTS));
  }

  /// A number without a fraction: the judge does not trim the zeros of a sum, 5.0; the script
  /// `numbers` says so.
  private Fields whole() {
    return Fields.EMPTY.with("N", pick(List.of("0", "1", "-1", "1000", "12345678901234567890")));
  }

  private Fields number() {
    return Fields.EMPTY.with("N", pick(NUMBERS));
  }

  private Fields set() {
    boolean texts = random.nextBoolean();
    var members = new LinkedHashSet<String>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      members.add(pick(texts ? TEXTS : List.of("1", "2", "3.5")));
    }
    return Fields.EMPTY.with(texts ? "SS" : "NS", Value.texts(List.copyOf(members)));
  }

  private Fields attribute(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0 -> text();
      case 1 -> number();
      case 2 -> Fields.EMPTY.with("B", pick(BYTES));
      case 3 -> Fields.EMPTY.with("BOOL", Value.of(random.nextBoolean()));
      case 4 -> Fields.EMPTY.with("NULL", Value.of(true));
      case 5, 6 -> {
        var list = new ArrayList<Value>();
        for (int i = 0; i < random.nextInt(3); i++) {
          list.add(attribute(depth - 1));
        }
        yield Fields.EMPTY.with("L", new Items(list));
      }
      case 7 -> {
        var map = Fields.EMPTY;
        for (var name : List.of("e", "g")) {
          if (random.nextBoolean()) {
            map = map.with(name, attribute(depth - 1));
          }
        }
        yield Fields.EMPTY.with("M", map);
      }
      default -> set();
    };
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
