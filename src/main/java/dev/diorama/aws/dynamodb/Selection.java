package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.expression.Projection;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// Which attributes a query or scan answers; see `Select` on
/// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html`.
///
/// @param fetches whether it answers more than a local index holds, so that the table is read too
record Selection(String select, Optional<Projection> projection, boolean fetches) {
  private static final List<String> SELECT =
      List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

  /// What a request selects.
  ///
  /// @throws RequestFailure if it contradicts itself or wants what a global index does not hold
  static Selection of(Fields input, ReadSource source, Optional<Projection> projection) {
    var index = source.definition();
    boolean projected = projection.isPresent();
    var select =
        Checks.option(
            input,
            "Select",
            projected
                ? "SPECIFIC_ATTRIBUTES"
                : index.isPresent() ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES",
            SELECT);
    if (projected && !select.equals("SPECIFIC_ATTRIBUTES")) {
      throw RequestFailure.validation(
          "Cannot specify the ProjectionExpression when choosing to get "
              + (select.equals("COUNT") ? "only the Count" : select));
    }
    if (!projected && select.equals("SPECIFIC_ATTRIBUTES")) {
      throw RequestFailure.validation(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (select.equals("ALL_PROJECTED_ATTRIBUTES") && index.isEmpty()) {
      throw RequestFailure.validation(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    if (index.isEmpty()) {
      return new Selection(select, projection, false);
    }
    var missing =
        projection.stream()
            .flatMap(p -> p.paths().stream())
            .map(path -> path.attribute())
            .filter(attribute -> !source.projects(attribute))
            .distinct()
            .toList();
    boolean more =
        !missing.isEmpty() || (select.equals("ALL_ATTRIBUTES") && !index.get().projectsAll());
    if (more && index.get().global()) {
      throw RequestFailure.validation(
          "One or more parameter values were invalid: "
              + (missing.isEmpty()
                  ? "Select type ALL_ATTRIBUTES is not supported for global secondary index "
                      + index.get().name()
                      + " because its projection type is not ALL"
                  : "Global secondary index "
                      + index.get().name()
                      + " does not project ["
                      + String.join(", ", missing)
                      + "]"));
    }
    return new Selection(select, projection, more);
  }

  boolean countsOnly() {
    return select.equals("COUNT");
  }

  M of(M item) {
    return projection.map(p -> p.of(item)).orElse(item);
  }
}
