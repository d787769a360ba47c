package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.expression.Condition;
import dev.diorama.aws.dynamodb.expression.ExpressionKind;
import dev.diorama.aws.dynamodb.expression.Placeholders;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.ItemSize;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// A change of one item, decided but not yet carried out.
///
/// @param before the item as it is; empty if there is none
/// @param after the item as it will be; empty to delete it
record ItemWrite(Table table, PrimaryKey key, Optional<M> before, Optional<M> after) {

  /// What a `PutItem`, or a put within a batch or transaction, will do.
  ///
  /// @throws RequestFailure if it is malformed or its condition does not hold
  static ItemWrite put(Table table, Fields input) {
    var item = Checks.requiredItem(input, "Item");
    var condition = readCondition(input);
    var key = RequestFailure.aboutItem(() -> table.keys().keyOfItem(item));
    table.indexes().forEach(i -> i.definition().checkPut(item));
    checkSize(item, "Item size has exceeded the maximum allowed size");
    var before = table.get(key);
    check(condition, before, input);
    return new ItemWrite(table, key, before, Optional.of(item));
  }

  /// What a `DeleteItem`, or a deletion within a batch or transaction, will do.
  ///
  /// @throws RequestFailure if it is malformed or its condition does not hold
  static ItemWrite delete(Table table, Fields input) {
    var wanted = Checks.requiredItem(input, "Key");
    var condition = readCondition(input);
    var key = RequestFailure.aboutItem(() -> table.keys().keyOf(wanted));
    var before = table.get(key);
    check(condition, before, input);
    return new ItemWrite(table, key, before, Optional.empty());
  }

  private static Optional<Condition> readCondition(Fields input) {
    Checks.refuseLegacy(input);
    var placeholders = Placeholders.of(input);
    var condition =
        input
            .text("ConditionExpression")
            .map(text -> Condition.parse(ExpressionKind.CONDITION, text, placeholders));
    placeholders.finish(condition.isPresent(), ExpressionKind.CONDITION);
    return condition;
  }

  /// Refuses the request if its condition does not hold for the item as it is.
  static void check(Optional<Condition> condition, Optional<M> before, Fields input) {
    var option =
        Checks.option(
            input, "ReturnValuesOnConditionCheckFailure", "NONE", List.of("ALL_OLD", "NONE"));
    if (condition.isPresent() && !condition.get().test(before.orElse(M.EMPTY))) {
      throw RequestFailure.of(
          "ConditionalCheckFailedException",
          "The conditional request failed",
          option.equals("ALL_OLD") && before.isPresent()
              ? Fields.EMPTY.with("Item", AttributeValues.writeItem(before.get()))
              : Fields.EMPTY);
    }
  }

  /// Refuses an item that is too large.
  static void checkSize(M item, String message) {
    if (ItemSize.of(item) > ItemSize.MAX_ITEM) {
      throw RequestFailure.ofItem(message);
    }
  }

  /// The write capacity that it takes: in the table that of the larger of the two items, and what
  /// its indexes take.
  Capacity.Units capacity() {
    var units =
        Capacity.Units.ofTable(
            Capacity.write(
                Math.max(before.map(ItemSize::of).orElse(0L), after.map(ItemSize::of).orElse(0L))));
    for (var index : table.indexes()) {
      units = units.plus(index.definition(), index.capacity(before, after));
    }
    return units;
  }
}
