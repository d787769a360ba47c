package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.HashSet;
import java.util.Set;

/// Reads a handler's partial batch response
/// (docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting):
/// no or an empty list means success; a list that is malformed or names an unknown item means that
/// the whole batch failed.
final class BatchFailures {
  private BatchFailures() {}

  /// The identifiers that failed, of those in `all`.
  static Set<String> of(String payload, Set<String> all) {
    Value response;
    try {
      response = Json.read(payload);
    } catch (JsonException e) {
      return all;
    }
    if (!(response instanceof Fields fields)) {
      return response == Value.Null.NULL ? Set.of() : all;
    }
    var list = fields.get("batchItemFailures");
    if (list.isEmpty() || list.get() == Value.Null.NULL) {
      return Set.of();
    }
    if (!(list.get() instanceof Value.Items items)) {
      return all;
    }
    var failed = new HashSet<String>();
    for (var item : items.values()) {
      var id = item instanceof Fields f ? f.text("itemIdentifier").orElse("") : "";
      if (!all.contains(id)) {
        return all;
      }
      failed.add(id);
    }
    return failed;
  }
}
