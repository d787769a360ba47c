package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The tables of a run, by name.
final class Tables {
  ///
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`.
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  private final SortedMap<String, Table> byName = new TreeMap<>();

  /// One empty table for each drawn one; of two with the same name the first one counts.
  Tables(Architecture drawing) {
    var environment = drawing.environment();
    for (var resource : drawing.ofType(new ResourceTypeName(TableType.NAME))) {
      var name = TableFacets.name(resource);
      var arn = TableFacets.tableArn(name, environment);
      var stream =
          TableFacets.viewType(resource)
              .map(view ->
                  new TableStream(
                      arn + "/stream/" + TableFacets.STREAM_LABEL, view, environment.region()));
      byName.putIfAbsent(
          name,
          new Table(
              resource.id(),
              name,
              arn,
              KeySchema.of(resource.properties()),
              SecondaryIndex.of(resource.properties()),
              stream));
    }
  }

  /// All tables, by name.
  Collection<Table> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /// The table with this name or ARN.
  Optional<Table> find(String nameOrArn) {
    return Optional.ofNullable(byName.get(name(nameOrArn)));
  }

  /// The table that is this drawn resource.
  Optional<Table> find(ResourceId resource) {
    return byName.values().stream().filter(t -> t.resource().equals(resource)).findFirst();
  }

  /// The stream with this ARN.
  Optional<Table> findByStream(String streamArn) {
    return byName.values().stream()
        .filter(t -> t.stream().filter(s -> s.arn().equals(streamArn)).isPresent())
        .findFirst();
  }

  /// The table's name in a `TableName`, which may be an ARN.
  static String name(String nameOrArn) {
    int at = nameOrArn.indexOf(":table/");
    if (!nameOrArn.startsWith("arn:") || at < 0) {
      return nameOrArn;
    }
    var name = nameOrArn.substring(at + ":table/".length());
    return name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
  }

  /// The table that a request names.
  ///
  /// @throws RequestFailure if it names none or one that does not exist
  Table required(Fields input) {
    return required(input.text("TableName").orElseThrow(() -> Checks.missing("tableName")));
  }

  /// The table with this name or ARN.
  ///
  /// @throws RequestFailure if there is none
  Table required(String nameOrArn) {
    if (!NAME.matcher(name(nameOrArn)).matches()) {
      throw RequestFailure.validation(
          "Invalid table/index name.  Table/index names must be between 3 and 255 characters long,"
              + " and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
    }
    return find(nameOrArn)
        .orElseThrow(
            () -> RequestFailure.of("ResourceNotFoundException", "Requested resource not found"));
  }
}
