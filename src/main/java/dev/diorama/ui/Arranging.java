package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.workspace.Arrangement;
import dev.diorama.workspace.OpenDocument;
import java.util.Optional;

/// Arranges a document beside the interface's thread.
final class Arranging {
  private final Background background;
  private final Dialogs dialogs;

  Arranging(Background background, Dialogs dialogs) {
    this.background = background;
    this.dialogs = dialogs;
  }

  /// Arranges `document` in one undo step, then does `done`. What was drawn meanwhile has no new
  /// place, so nothing changes then; the user arranges again.
  void arrange(OpenDocument document, Texts texts, Runnable done) {
    var before = document.document();
    var catalog = document.studio().catalog();
    background.run(
        texts.text("ui.status.arranging"),
        () -> Arrangement.of(before.architecture(), catalog, before.layout()),
        edits -> {
          if (before.architecture().equals(document.document().architecture())) {
            document.apply(new Transaction(Message.of("ui.edit.arrange"), edits));
            done.run();
          }
        },
        e -> dialogs.tell("ui.dialog.arrange.failed", e, Optional.empty()),
        _ -> {});
  }
}
