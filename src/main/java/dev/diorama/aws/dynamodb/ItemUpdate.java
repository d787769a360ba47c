package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.expression.Condition;
import dev.diorama.aws.dynamodb.expression.DocumentPath;
import dev.diorama.aws.dynamodb.expression.ExpressionKind;
import dev.diorama.aws.dynamodb.expression.Placeholders;
import dev.diorama.aws.dynamodb.expression.Projection;
import dev.diorama.aws.dynamodb.expression.UpdateExpression;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// What an `UpdateItem`, or an update within a transaction, will do.
///
/// @param paths what it changes, for the attributes that it answers
record ItemUpdate(ItemWrite write, List<DocumentPath> paths) {

  /// Reads an update and makes it on a copy.
  ///
  /// @throws RequestFailure if it is malformed, does not fit, or its condition does not hold
  static ItemUpdate of(Table table, Fields input) {
    Checks.refuseLegacy(input);
    var wanted = Checks.requiredItem(input, "Key");
    var placeholders = Placeholders.of(input);
    var update =
        input.text("UpdateExpression").map(text -> UpdateExpression.parse(text, placeholders));
    var condition =
        input
            .text("ConditionExpression")
            .map(text -> Condition.parse(ExpressionKind.CONDITION, text, placeholders));
    placeholders.finish(
        update.isPresent() || condition.isPresent(),
        ExpressionKind.UPDATE,
        ExpressionKind.CONDITION);
    var key = RequestFailure.aboutItem(() -> table.keys().keyOf(wanted));
    var paths = update.map(UpdateExpression::paths).orElse(List.of());
    for (var path : paths) {
      if (table.keys().isKey(path.attribute())) {
        throw RequestFailure.ofItem(
            "One or more parameter values were invalid: Cannot update attribute "
                + path.attribute()
                + ". This attribute is part of the key");
      }
    }
    var before = table.get(key);
    ItemWrite.check(condition, before, input);
    var start = before.orElse(wanted);
    var after = RequestFailure.aboutItem(() -> update.map(u -> u.apply(start)).orElse(start));
    table.indexes().forEach(i -> i.definition().checkUpdate(after));
    ItemWrite.checkSize(after, "Item size to update has exceeded the maximum allowed size");
    // An update makes the item that does not exist, whatever it does:
    // docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
    return new ItemUpdate(new ItemWrite(table, key, before, Optional.of(after)), paths);
  }

  /// The attributes that the caller asked for, if there are any.
  Optional<M> attributes(String returnValues) {
    return switch (returnValues) {
      case "ALL_OLD" -> write.before();
      case "ALL_NEW" -> write.after();
      case "UPDATED_OLD" -> write.before().flatMap(this::changed);
      case "UPDATED_NEW" -> write.after().flatMap(this::changed);
      default -> Optional.empty();
    };
  }

  private Optional<M> changed(M item) {
    return Optional.of(new Projection(paths).of(item)).filter(m -> !m.values().isEmpty());
  }
}
