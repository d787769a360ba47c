package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.expression.Condition;
import dev.diorama.aws.dynamodb.expression.ExpressionKind;
import dev.diorama.aws.dynamodb.expression.Placeholders;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.ItemSize;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `TransactWriteItems` and `TransactGetItems`. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html`.
final class TransactOperations {
  private static final int MAX_ITEMS = 100;
  private static final long MAX_BYTES = 4L << 20;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /// How long a client token makes the same request harmless.
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  private final RuntimeContext context;
  private final Tables tables;
  private final ItemOperations items;
  private final Map<String, Token> tokens = new LinkedHashMap<>();

  /// A request that was carried out.
  private record Token(String request, Instant at) {}

  TransactOperations(RuntimeContext context, Tables tables, ItemOperations items) {
    this.context = context;
    this.tables = tables;
    this.items = items;
  }

  /// One action: what it will do; a condition check does nothing.
  private record Planned(Table table, PrimaryKey key, Optional<ItemWrite> write) {}

  Fields write(OperationRequest request) {
    var input = request.input();
    var actions = actions(input);
    if (repeated(input)) {
      return Fields.EMPTY;
    }
    var planned = new ArrayList<Planned>();
    var failures = new ArrayList<Optional<Failure>>();
    for (var action : actions) {
      try {
        planned.add(plan(action));
        failures.add(Optional.empty());
      } catch (RequestFailure e) {
        boolean unmet = e.failure().code().equals("ConditionalCheckFailedException");
        if (!unmet && !e.isAboutItem()) {
          throw e;
        }
        failures.add(Optional.of(e.failure()));
      }
    }
    if (failures.stream().anyMatch(Optional::isPresent)) {
      throw cancelled(failures);
    }
    refuseSameItem(planned);
    var writes = planned.stream().flatMap(p -> p.write().stream()).toList();
    long bytes = writes.stream().mapToLong(w -> w.after().map(ItemSize::of).orElse(0L)).sum();
    if (bytes > MAX_BYTES) {
      throw RequestFailure.validation("Collection size exceeded");
    }
    items.apply(writes, Because.of(request));
    input
        .text("ClientRequestToken")
        .ifPresent(token -> tokens.put(token, new Token(body(input), context.now())));
    return capacity(
        input,
        Fields.EMPTY,
        false,
        planned.stream()
            .map(p ->
                Map.entry(
                    p.table(),
                    p.write()
                        .map(ItemWrite::capacity)
                        .orElse(Capacity.Units.ofTable(BigDecimal.ONE))))
            .toList());
  }

  private boolean repeated(Fields input) {
    var oldest = context.now().minus(TOKEN_LIFE);
    tokens.values().removeIf(t -> t.at().isBefore(oldest));
    var earlier = input.text("ClientRequestToken").flatMap(t -> Optional.ofNullable(tokens.get(t)));
    if (earlier.filter(t -> !t.request().equals(body(input))).isPresent()) {
      throw RequestFailure.of("IdempotentParameterMismatchException", "");
    }
    return earlier.isPresent();
  }

  private static String body(Fields input) {
    return Json.write(new Items(input.list("TransactItems")));
  }

  private Planned plan(Fields action) {
    var members = action.values().keySet();
    if (members.size() != 1) {
      throw RequestFailure.validation(
          "TransactItems can only contain one of Check, Put, Update or Delete");
    }
    var member = members.iterator().next();
    var input = action.fields(member);
    var table = tables.required(input);
    return switch (member) {
      case "Put" -> planned(ItemWrite.put(table, input));
      case "Delete" -> planned(ItemWrite.delete(table, input));
      case "Update" -> planned(ItemUpdate.of(table, input).write());
      case "ConditionCheck" -> check(table, input);
      default ->
          throw RequestFailure.validation(
              "TransactItems can only contain one of Check, Put, Update or Delete");
    };
  }

  private static Planned planned(ItemWrite write) {
    return new Planned(write.table(), write.key(), Optional.of(write));
  }

  private static Planned check(Table table, Fields input) {
    var wanted = Checks.requiredItem(input, "Key");
    var key = RequestFailure.aboutItem(() -> table.keys().keyOf(wanted));
    var placeholders = Placeholders.of(input);
    var text =
        input
            .text("ConditionExpression")
            .orElseThrow(
                () -> Checks.missing("transactItems.member.conditionCheck.conditionExpression"));
    var condition = Condition.parse(ExpressionKind.CONDITION, text, placeholders);
    placeholders.finish(true, ExpressionKind.CONDITION);
    ItemWrite.check(Optional.of(condition), table.get(key), input);
    return new Planned(table, key, Optional.empty());
  }

  private static void refuseSameItem(List<Planned> planned) {
    Map<Table, List<PrimaryKey>> seen = new LinkedHashMap<>();
    for (var p : planned) {
      var ofTable = seen.computeIfAbsent(p.table(), t -> new ArrayList<>());
      if (ofTable.contains(p.key())) {
        throw RequestFailure.validation(
            "Transaction request cannot include multiple operations on one item");
      }
      ofTable.add(p.key());
    }
  }

  private static RequestFailure cancelled(List<Optional<Failure>> failures) {
    var reasons = new ArrayList<Value>();
    for (var failure : failures) {
      reasons.add(
          failure
              .map(f -> f.details().with("Code", reason(f)).with("Message", f.message()))
              .orElse(Fields.EMPTY.with("Code", "None")));
    }
    var codes =
        failures.stream()
            .map(f -> f.map(TransactOperations::reason).orElse("None"))
            .collect(Collectors.joining(", "));
    return RequestFailure.of(
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons ["
            + codes
            + "]",
        Fields.EMPTY.with("CancellationReasons", new Items(reasons)));
  }

  private static String reason(Failure failure) {
    return failure.code().equals("ConditionalCheckFailedException")
        ? "ConditionalCheckFailed"
        : "ValidationError";
  }

  Fields get(Fields input) {
    var responses = new ArrayList<Value>();
    var read = new ArrayList<Map.Entry<Table, Capacity.Units>>();
    var failures = new ArrayList<Optional<Failure>>();
    var planned = new ArrayList<Planned>();
    for (var action : actions(input)) {
      var get = action.fields("Get");
      var table = tables.required(get);
      var projection = ItemOperations.projection(get);
      PrimaryKey key;
      try {
        key = table.keys().keyOf(Checks.requiredItem(get, "Key"));
        failures.add(Optional.empty());
      } catch (RequestFailure e) {
        failures.add(Optional.of(e.failure()));
        continue;
      }
      planned.add(new Planned(table, key, Optional.empty()));
      var item = table.get(key);
      responses.add(
          item.map(i -> projection.map(p -> p.of(i)).orElse(i))
              .map(i -> Fields.EMPTY.with("Item", AttributeValues.writeItem(i)))
              .orElse(Fields.EMPTY));
      read.add(
          Map.entry(
              table,
              Capacity.Units.ofTable(Capacity.read(item.map(ItemSize::of).orElse(0L), true))));
    }
    if (failures.stream().anyMatch(Optional::isPresent)) {
      throw cancelled(failures);
    }
    refuseSameItem(planned);
    return capacity(input, Fields.EMPTY.with("Responses", new Items(responses)), true, read);
  }

  private static List<Fields> actions(Fields input) {
    if (input.get("TransactItems").isEmpty()) {
      throw Checks.missing("transactItems");
    }
    var actions =
        input.list("TransactItems").stream()
            .map(v -> v instanceof Fields f ? f : Fields.EMPTY)
            .toList();
    if (actions.isEmpty() || actions.size() > MAX_ITEMS) {
      throw RequestFailure.validation(
          "1 validation error detected: Value at 'transactItems' failed to satisfy constraint:"
              + " Member must have length "
              + (actions.isEmpty()
                  ? "greater than or equal to 1"
                  : "less than or equal to " + MAX_ITEMS));
    }
    return actions;
  }

  /// Transactions take twice the capacity: once to prepare and once to commit.
  private static Fields capacity(
      Fields input, Fields output, boolean reads, List<Map.Entry<Table, Capacity.Units>> units) {
    if (!Capacity.wanted(input)) {
      return output;
    }
    var byTable = new LinkedHashMap<Table, Capacity.Units>();
    units.forEach(u -> byTable.merge(u.getKey(), u.getValue().times(TWO), Capacity.Units::plus));
    var list = new ArrayList<Value>();
    byTable.forEach((table, sum) -> {
      var capacity = Capacity.of(input, table.name(), sum);
      list.add(
          reads ? capacity.with("ReadCapacityUnits", new Value.Numeric(sum.total())) : capacity);
    });
    return output.with("ConsumedCapacity", new Items(list));
  }
}
