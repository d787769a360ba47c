package dev.diorama.aws.sqs;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// What the three batch operations share: ten entries at most, each with its own id and its own
/// outcome.
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html`
final class BatchEntries {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final int MAX = 10;

  private BatchEntries() {}

  /// Carries out one entry; answers the members of its success beside `Id`.
  @FunctionalInterface
  interface Step {
    Fields run(Fields entry) throws SqsException;
  }

  static Fields run(List<Value> entries, Step step) throws SqsException {
    check(entries);
    var successful = new ArrayList<Value>();
    var failed = new ArrayList<Value>();
    for (var value : entries) {
      var entry = value instanceof Fields f ? f : Fields.EMPTY;
      var result = Fields.EMPTY.with("Id", entry.text("Id").orElse(""));
      try {
        for (var member : step.run(entry).values().entrySet()) {
          result = result.with(member.getKey(), member.getValue());
        }
        successful.add(result);
      } catch (SqsException e) {
        failed.add(
            result
                .with("SenderFault", Value.of(true))
                .with("Code", SqsErrorCodes.query(e.failure().code()))
                .with("Message", e.failure().message()));
      }
    }
    // Clients treat both lists as required.
    return Fields.EMPTY.with("Successful", new Items(successful)).with("Failed", new Items(failed));
  }

  /// Refuses a batch that is empty, too long or has unfit ids.
  static void check(List<Value> entries) throws SqsException {
    if (entries.isEmpty()) {
      throw new SqsException(
          "EmptyBatchRequest", "There should be at least one entry in the request.");
    }
    if (entries.size() > MAX) {
      throw new SqsException(
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    var ids = new HashSet<String>();
    for (var value : entries) {
      var id = value instanceof Fields f ? f.text("Id").orElse("") : "";
      if (!ID.matcher(id).matches()) {
        throw new SqsException(
            "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                + " It can be at most 80 letters long.");
      }
      if (!ids.add(id)) {
        throw new SqsException("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
      }
    }
  }
}
