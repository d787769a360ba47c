package dev.diorama.edit;

import dev.diorama.model.Document;
import dev.diorama.model.Message;
import java.util.List;

/// One user intent: edits that are applied, undone and redone together.
///
/// @param label what the user did, for the Undo menu
public record Transaction(Message label, List<Edit> edits) {
  public Transaction {
    edits = List.copyOf(edits);
  }

  /// A transaction of these edits.
  public static Transaction of(Message label, Edit... edits) {
    return new Transaction(label, List.of(edits));
  }

  /// The document after all edits, in order.
  public Document apply(Document document) {
    var result = document;
    for (var edit : edits) {
      result = edit.apply(result);
    }
    return result;
  }
}
