package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.ReadSource.Found;
import dev.diorama.aws.dynamodb.expression.Condition;
import dev.diorama.aws.dynamodb.expression.ConditionPaths;
import dev.diorama.aws.dynamodb.expression.DocumentPath;
import dev.diorama.aws.dynamodb.expression.ExpressionKind;
import dev.diorama.aws.dynamodb.expression.KeyCondition;
import dev.diorama.aws.dynamodb.expression.Placeholders;
import dev.diorama.aws.dynamodb.expression.Projection;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `Query` and `Scan`. See `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html`
/// and `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html`.
final class QueryOperations {
  /// The most data that one answer evaluates, in bytes, from the same pages.
  private static final long PAGE = 1L << 20;

  private static final int MAX_SEGMENTS = 1_000_000;

  private final Tables tables;

  QueryOperations(Tables tables) {
    this.tables = tables;
  }

  /// The expressions of a request.
  private record Expressions(
      Optional<KeyCondition> key, Optional<Condition> filter, Optional<Projection> projection) {}

  Fields query(Fields input) {
    var source = source(input);
    var expressions = expressions(input, Optional.of(source));
    var condition =
        expressions
            .key()
            .orElseThrow(() ->
                RequestFailure.validation(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified"
                        + " in the request."));
    refuseKeysInFilter(source, expressions);
    var found = new ArrayList<Found>();
    for (var entry : source.within(condition.partition())) {
      if (condition.sort().map(c -> c.test(entry.entry())).orElse(true)) {
        found.add(entry);
      }
    }
    boolean forward = input.get("ScanIndexForward").isEmpty() || input.flag("ScanIndexForward");
    var start = startKey(source, input);
    if (start.filter(k -> !k.key().partition().equals(condition.partition())).isPresent()) {
      throw RequestFailure.validation(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    if (start.isPresent()
        && condition
            .sort()
            .filter(c -> !c.test(AttributeValues.readItem(input.fields("ExclusiveStartKey"))))
            .isPresent()) {
      throw RequestFailure.validation(
          "The provided starting key does not match the range key predicate");
    }
    return page(input, source, expressions, forward ? found : found.reversed(), start, forward);
  }

  Fields scan(Fields input) {
    var source = source(input);
    var expressions = expressions(input, Optional.empty());
    var segments = segments(input);
    var found = new ArrayList<Found>();
    for (var entry : source.all()) {
      long hash = PrimaryKey.hash(entry.place().key().partition());
      if (segments.isEmpty()
          || Long.remainderUnsigned(hash, segments.get()[1]) == segments.get()[0]) {
        found.add(entry);
      }
    }
    return page(input, source, expressions, found, startKey(source, input), true);
  }

  private ReadSource source(Fields input) {
    Checks.refuseLegacy(input);
    return ReadSource.of(input, tables.required(input));
  }

  private static Expressions expressions(Fields input, Optional<ReadSource> queried) {
    var placeholders = Placeholders.of(input);
    var keys = new LinkedHashMap<String, String>();
    queried.ifPresent(t -> t.keys().attributes().forEach(a -> keys.put(a.name(), a.type())));
    var filter =
        input
            .text("FilterExpression")
            .map(text -> Condition.parse(ExpressionKind.FILTER, text, placeholders));
    var key =
        queried
            .flatMap(t -> input.text("KeyConditionExpression"))
            .map(text -> KeyCondition.parse(text, placeholders, keys));
    var projection =
        input.text("ProjectionExpression").map(text -> Projection.parse(text, placeholders));
    placeholders.finish(
        key.isPresent() || filter.isPresent() || projection.isPresent(),
        queried.isPresent()
            ? new ExpressionKind[] {ExpressionKind.FILTER, ExpressionKind.KEY_CONDITION}
            : new ExpressionKind[] {ExpressionKind.FILTER});
    return new Expressions(key, filter, projection);
  }

  private static void refuseKeysInFilter(ReadSource source, Expressions expressions) {
    var inFilter = expressions.filter().map(ConditionPaths::of).orElse(List.of());
    for (var path : inFilter) {
      if (source.keys().isKey(path.attribute())) {
        throw RequestFailure.validation(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + path.attribute());
      }
    }
  }

  private static void refuseUnprojectedInFilter(ReadSource source, Expressions expressions) {
    var missing =
        expressions.filter().map(ConditionPaths::of).orElse(List.of()).stream()
            .map(DocumentPath::attribute)
            .filter(attribute -> !source.projects(attribute))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      throw RequestFailure.validation(
          "One or more parameter values were invalid: Secondary index "
              + source.definition().map(SecondaryIndex::name).orElse("")
              + " does not project one or more filter attributes: ["
              + String.join(", ", missing)
              + "]");
    }
  }

  private static Optional<EntryKey> startKey(ReadSource source, Fields input) {
    return input
        .get("ExclusiveStartKey")
        .filter(v -> v != Value.Null.NULL)
        .map(v -> source.place(AttributeValues.readItem(v)));
  }

  /// Segment and number of segments of a parallel scan.
  private static Optional<long[]> segments(Fields input) {
    var segment = input.number("Segment");
    var total = input.number("TotalSegments");
    if (segment.isEmpty() && total.isEmpty()) {
      return Optional.empty();
    }
    if (segment.isEmpty()) {
      throw RequestFailure.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (total.isEmpty()) {
      throw RequestFailure.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (total.get() < 1 || total.get() > MAX_SEGMENTS) {
      throw RequestFailure.validation(
          "1 validation error detected: Value '"
              + total.get()
              + "' at 'totalSegments' failed to satisfy constraint: Member must have value"
              + (total.get() < 1
                  ? " greater than or equal to 1"
                  : " less than or equal to " + MAX_SEGMENTS));
    }
    if (segment.get() < 0 || segment.get() >= total.get()) {
      throw RequestFailure.validation(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
              + " Segment: "
              + segment.get()
              + " is not less than TotalSegments: "
              + total.get());
    }
    return Optional.of(new long[] {segment.get(), total.get()});
  }

  private static OptionalLong limit(Fields input) {
    var limit = input.number("Limit");
    if (limit.filter(l -> l < 1).isPresent()) {
      throw RequestFailure.validation(
          "1 validation error detected: Value '"
              + limit.get()
              + "' at 'limit' failed to satisfy constraint: Member must have value greater than or"
              + " equal to 1");
    }
    return limit.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /// One page of what was found: limit and page size count what is evaluated, before the filter.
  private static Fields page(
      Fields input,
      ReadSource source,
      Expressions expressions,
      List<Found> found,
      Optional<EntryKey> start,
      boolean forward) {
    var selection = Selection.of(input, source, expressions.projection());
    refuseUnprojectedInFilter(source, expressions);
    var limit = limit(input);
    var items = new ArrayList<Value>();
    var cost = new ReadCost(input.flag("ConsistentRead"));
    long evaluated = 0;
    long count = 0;
    Optional<M> last = Optional.empty();
    for (var entry : found) {
      if (start.isPresent()) {
        int order = entry.place().compareTo(start.get());
        if (forward ? order <= 0 : order >= 0) {
          continue;
        }
      }
      var item = selection.fetches() ? entry.item() : entry.entry();
      evaluated++;
      cost.add(entry, selection.fetches());
      if (expressions.filter().map(f -> f.test(item)).orElse(true)) {
        count++;
        items.add(AttributeValues.writeItem(selection.of(item)));
      }
      if ((limit.isPresent() && evaluated >= limit.getAsLong()) || cost.bytes() >= PAGE) {
        last = Optional.of(entry.item());
        break;
      }
    }
    var output = Fields.EMPTY;
    if (!selection.countsOnly()) {
      output = output.with("Items", new Items(items));
    }
    output = output.with("Count", count).with("ScannedCount", evaluated);
    if (last.isPresent()) {
      output = output.with("LastEvaluatedKey", AttributeValues.writeItem(source.keyOf(last.get())));
    }
    return Capacity.report(input, output, source.table().name(), cost.units(source));
  }
}
