package dev.diorama.judge;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random calls to a DynamoDB table with secondary indexes: items that enter, move in and leave
/// them, queries and scans of all of them. What they cost is in the script `indexes`, since the
/// judge counts otherwise than AWS's pages say in some cases.
final class RandomLetters {
  private static final List<String> BOXES = List.of("in", "out");
  private static final List<String> SENDERS = List.of("ann", "bob", "carl");

  private final Random random;

  RandomLetters(long seed) {
    random = new Random(seed);
  }

  List<Call> calls(int count) {
    var calls = new ArrayList<Call>();
    for (int i = 0; i < count; i++) {
      calls.add(call());
    }
    for (var index : List.of("by-sender", "senders", "subjects", "by-time")) {
      calls.add(Call.of("Scan", table().with("IndexName", index)));
    }
    calls.add(Call.of("DescribeTable", table()));
    return calls;
  }

  private static Fields table() {
    return Fields.EMPTY.with("TableName", "letters");
  }

  private Call call() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Call.of("PutItem", table().with("Item", letter()));
      case 3 -> Call.of("UpdateItem", update());
      case 4 -> Call.of("DeleteItem", table().with("Key", key()));
      case 5 -> Call.of("Query", local());
      default -> Call.of("Query", global());
    };
  }

  private Fields key() {
    return Fields.EMPTY.with("box", text(pick(BOXES))).with("id", text("" + random.nextInt(6)));
  }

  private Fields letter() {
    var item = key();
    if (random.nextInt(4) > 0) {
      item = item.with("sender", text(pick(SENDERS)));
    }
    if (random.nextInt(4) > 0) {
      item = item.with("sent", number());
    }
    if (random.nextBoolean()) {
      item = item.with("subject", text(pick(List.of("hi", "re", ""))));
    }
    return random.nextBoolean() ? item.with("body", text("x".repeat(random.nextInt(1500)))) : item;
  }

  private Fields update() {
    var input = table().with("Key", key());
    return switch (random.nextInt(5)) {
      case 0 -> set(input, "sender", text(pick(SENDERS)));
      case 1 -> set(input, "sent", number());
      case 2 -> set(input, "body", text("changed"));
      case 3 -> set(input, "subject", text("changed"));
      default ->
          input.with("UpdateExpression", "REMOVE " + pick(List.of("sender", "sent", "body")));
    };
  }

  private static Fields set(Fields input, String attribute, Fields value) {
    return input
        .with("UpdateExpression", "SET " + attribute + " = :v")
        .with("ExpressionAttributeValues", Fields.EMPTY.with(":v", value));
  }

  private Fields global() {
    var index = pick(List.of("by-sender", "senders", "subjects"));
    var input = table().with("IndexName", index);
    var values = Fields.EMPTY.with(":s", text(pick(SENDERS)));
    var condition = "sender = :s";
    if (index.equals("by-sender") && random.nextBoolean()) {
      condition += " AND sent " + pick(List.of("=", "<", ">=")) + " :n";
      values = values.with(":n", number());
    }
    if (random.nextInt(4) == 0) {
      input = input.with("Select", pick(List.of("COUNT", "ALL_ATTRIBUTES")));
    }
    return input
        .with("KeyConditionExpression", condition)
        .with("ExpressionAttributeValues", values)
        .with("ScanIndexForward", Value.of(random.nextBoolean()));
  }

  private Fields local() {
    var input = table().with("IndexName", "by-time");
    var values = Fields.EMPTY.with(":b", text(pick(BOXES)));
    var condition = "box = :b";
    if (random.nextBoolean()) {
      condition += " AND sent " + pick(List.of("=", "<", ">=")) + " :n";
      values = values.with(":n", number());
    }
    if (random.nextInt(3) == 0) {
      input = input.with("Select", pick(List.of("COUNT", "ALL_ATTRIBUTES")));
    }
    return input
        .with("KeyConditionExpression", condition)
        .with("ExpressionAttributeValues", values)
        .with("ConsistentRead", Value.of(random.nextBoolean()));
  }

  private static Fields text(String value) {
    return Fields.EMPTY.with("S", value);
  }

  private Fields number() {
    return Fields.EMPTY.with("N", "" + (random.nextInt(9) - 2));
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
