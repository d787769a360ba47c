package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.expression.ExpressionKind;
import dev.diorama.aws.dynamodb.expression.Placeholders;
import dev.diorama.aws.dynamodb.expression.Projection;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.ItemSize;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The operations on one item: `GetItem`, `PutItem`, `UpdateItem`, `DeleteItem`. See
/// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html`.
final class ItemOperations {
  private static final List<String> RETURN_VALUES =
      List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

  private final RuntimeContext context;
  private final Tables tables;
  private final Map<String, Expiry> expiries = new LinkedHashMap<>();

  ItemOperations(RuntimeContext context, Tables tables) {
    this.context = context;
    this.tables = tables;
    for (var table : tables.all()) {
      context
          .drawing()
          .resource(table.resource())
          .flatMap(TableFacets::expiryAttribute)
          .ifPresent(attribute ->
              expiries.put(
                  table.name(), new Expiry(context, attribute, keys -> expire(table, keys))));
    }
  }

  Fields get(OperationRequest request) {
    var input = request.input();
    Checks.refuseLegacy(input);
    var key = Checks.requiredItem(input, "Key");
    var projection = projection(input);
    var table = tables.required(input);
    var item = table.get(table.keys().keyOf(key));
    var output =
        item.map(i -> projection.map(p -> p.of(i)).orElse(i))
            .map(i -> Fields.EMPTY.with("Item", AttributeValues.writeItem(i)))
            .orElse(Fields.EMPTY);
    return Capacity.report(
        input,
        output,
        table.name(),
        Capacity.Units.ofTable(
            Capacity.read(item.map(ItemSize::of).orElse(0L), input.flag("ConsistentRead"))));
  }

  /// A read's projection, if it has one; its placeholders must all be used.
  static Optional<Projection> projection(Fields input) {
    var placeholders = Placeholders.of(input);
    var projection =
        input.text("ProjectionExpression").map(text -> Projection.parse(text, placeholders));
    placeholders.finish(projection.isPresent(), ExpressionKind.PROJECTION);
    return projection;
  }

  Fields put(OperationRequest request) {
    var values = oldOrNone(request.input());
    var table = tables.required(request.input());
    return carryOut(request, ItemWrite.put(table, request.input()), values);
  }

  Fields delete(OperationRequest request) {
    var values = oldOrNone(request.input());
    var table = tables.required(request.input());
    return carryOut(request, ItemWrite.delete(table, request.input()), values);
  }

  Fields update(OperationRequest request) {
    var input = request.input();
    var values = Checks.option(input, "ReturnValues", "NONE", RETURN_VALUES);
    var update = ItemUpdate.of(tables.required(input), input);
    apply(List.of(update.write()), Because.of(request));
    var output =
        update
            .attributes(values)
            .map(a -> Fields.EMPTY.with("Attributes", AttributeValues.writeItem(a)))
            .orElse(Fields.EMPTY);
    return Capacity.report(input, output, update.write().table().name(), update.write().capacity());
  }

  private static String oldOrNone(Fields input) {
    var values = Checks.option(input, "ReturnValues", "NONE", RETURN_VALUES);
    if (!values.equals("NONE") && !values.equals("ALL_OLD")) {
      throw RequestFailure.validation("Return values set to invalid value");
    }
    return values;
  }

  private Fields carryOut(OperationRequest request, ItemWrite write, String returnValues) {
    apply(List.of(write), Because.of(request));
    var output =
        returnValues.equals("ALL_OLD") && write.before().isPresent()
            ? Fields.EMPTY.with(
                "Attributes", AttributeValues.writeItem(write.before().orElse(M.EMPTY)))
            : Fields.EMPTY;
    return Capacity.report(request.input(), output, write.table().name(), write.capacity());
  }

  /// Deletes what expired, as the service does: it costs nothing, and the stream tells who did it.
  private void expire(Table table, List<PrimaryKey> keys) {
    var deletions =
        keys.stream()
            .map(key -> new ItemWrite(table, key, table.get(key), Optional.empty()))
            .toList();
    apply(deletions, new Because(InvocationId.RUN, OptionalLong.empty()), true);
  }

  /// Carries out changes that were decided: items, streams, counts.
  void apply(List<ItemWrite> writes, Because because) {
    apply(writes, because, false);
  }

  private void apply(List<ItemWrite> writes, Because because, boolean expired) {
    var touched = new LinkedHashSet<Table>();
    for (var write : writes) {
      write.table().set(write.key(), write.after());
      Optional.ofNullable(expiries.get(write.table().name()))
          .ifPresent(expiry -> expiry.changed(write.key(), write.after()));
      touched.add(write.table());
      write.table().stream()
          .ifPresent(stream ->
              stream.append(
                  write.table().keys(),
                  write.before(),
                  write.after(),
                  expired,
                  context.now(),
                  context.newUuid().replace("-", "")));
    }
    touched.forEach(table -> count(table, because));
  }

  /// Tells how many items a table has.
  void count(Table table, Because because) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("items", (long) table.items().size());
    context.changed(because, table.resource(), counts);
  }
}
