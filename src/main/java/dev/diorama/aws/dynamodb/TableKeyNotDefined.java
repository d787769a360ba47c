package dev.diorama.aws.dynamodb;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A table without a partition key, or with a key attribute, its own or an index's, of which
/// `AttributeDefinitions` does not give the type. DynamoDB refuses to create it.
final class TableKeyNotDefined implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("TableKeyNotDefined"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html");
  private static final String KEY = "rule.TableKeyNotDefined.";
  private static final String SCHEMA = "KeySchema";
  private static final String DEFINITIONS = "AttributeDefinitions";
  private static final String NAME = "AttributeName";

  /// The partition key that a new table is drawn with.
  private static final String DEFAULT_KEY = "id";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(new ResourceTypeName(TableType.NAME)).stream()
        .flatMap(table -> check(table).stream());
  }

  private static Optional<Finding> check(Resource table) {
    var properties = table.properties();
    if (properties.get(SCHEMA).isPresent() && KeySchema.of(properties, properties).isEmpty()) {
      return Optional.of(withoutKey(table));
    }
    var undefined = new LinkedHashSet<>(keys(properties));
    undefined.removeAll(defined(properties));
    return undefined.isEmpty() ? Optional.empty() : Optional.of(undefined(table, undefined));
  }

  /// The key attributes of the table and its indexes.
  private static Set<String> keys(Fields properties) {
    var keys = new LinkedHashSet<>(names(properties, SCHEMA));
    for (var indexes : List.of(SecondaryIndex.GLOBAL, SecondaryIndex.LOCAL)) {
      for (var index : properties.list(indexes)) {
        if (index instanceof Fields fields) {
          keys.addAll(names(fields, SCHEMA));
        }
      }
    }
    return keys;
  }

  private static List<String> defined(Fields properties) {
    return properties.get(DEFINITIONS).isPresent()
        ? names(properties, DEFINITIONS)
        : List.of(DEFAULT_KEY);
  }

  private static List<String> names(Fields fields, String list) {
    return fields.list(list).stream()
        .flatMap(v -> v instanceof Fields f ? f.text(NAME).stream() : Stream.empty())
        .toList();
  }

  private static Finding withoutKey(Resource table) {
    var properties = table.properties();
    var partition =
        names(properties, SCHEMA).isEmpty()
            ? defined(properties).stream().findFirst().orElse(DEFAULT_KEY)
            : names(properties, SCHEMA).getFirst();
    var label = Message.of(KEY + "fix.key", partition, table.logicalId());
    var schema =
        new SetList(SCHEMA, Value.list(Fields.EMPTY.with(NAME, partition).with("KeyType", "HASH")));
    var definitions = withTypes(properties, Set.of(partition));
    return finding(
        table,
        SCHEMA,
        Message.of(KEY + "message.key", table.logicalId()),
        label,
        schema,
        definitions);
  }

  private static Finding undefined(Resource table, Set<String> attributes) {
    var names = String.join(", ", attributes);
    return finding(
        table,
        DEFINITIONS,
        Message.of(KEY + "message", table.logicalId(), names),
        Message.of(KEY + "fix", names, table.logicalId()),
        withTypes(table.properties(), attributes));
  }

  /// The definitions with these attributes as strings, where they are not there.
  private static SetList withTypes(Fields properties, Set<String> attributes) {
    var rows = new ArrayList<>(properties.list(DEFINITIONS));
    attributes.stream()
        .filter(a -> !names(properties, DEFINITIONS).contains(a))
        .forEach(a -> rows.add(Fields.EMPTY.with(NAME, a).with("AttributeType", "S")));
    return new SetList(DEFINITIONS, new Value.Items(rows));
  }

  private record SetList(String property, Value value) {}

  private static Finding finding(
      Resource table, String property, Message message, Message label, SetList... changes) {
    var edits =
        Stream.of(changes)
            .<Edit>map(c ->
                new Edit.SetProperty(
                    table.id(), PropertyPath.of(c.property()), Optional.of(c.value())))
            .toList();
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(table.id()),
        PropertyPath.of(property),
        message,
        List.of(new Fix(label, new Transaction(label, edits))));
  }
}
