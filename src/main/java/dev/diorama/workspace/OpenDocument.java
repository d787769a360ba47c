package dev.diorama.workspace;

import dev.diorama.access.LeastPrivilege;
import dev.diorama.access.SeenCalls;
import dev.diorama.edit.History;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/// A document that is being edited: its history, its file and the checker's latest word. Confined
/// to one thread (the interface's); the checker runs beside it and its word comes back on that
/// thread.
public final class OpenDocument {
  private final Studio studio;
  private final Checker checker;
  private final CopyOnWriteArrayList<Runnable> documentListeners = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Runnable> checkListeners = new CopyOnWriteArrayList<>();
  private History<Document, Message> history;
  private Document saved;
  private Optional<Path> file;
  private Check check = Check.NONE;

  /// Opens `document`.
  ///
  /// @param file where it was read from; empty for a new one
  /// @param ownThread runs tasks on the thread to which this object is confined
  public OpenDocument(Studio studio, Document document, Optional<Path> file, Executor ownThread) {
    this.studio = studio;
    this.history = History.startingAt(document);
    this.saved = document;
    this.file = file;
    this.checker = new Checker(studio, ownThread);
    recheck();
  }

  /// The studio that this document is open in.
  public Studio studio() {
    return studio;
  }

  /// The document as it is now.
  public Document document() {
    return history.state();
  }

  /// Applies one user intent: one undo step. A transaction that changes nothing leaves no step.
  public void apply(Transaction transaction) {
    var next = transaction.apply(document());
    if (!next.equals(document())) {
      move(history.then(next, transaction.label()));
    }
  }

  /// Takes the last step back, if there is one.
  public void undo() {
    move(history.undo());
  }

  /// Takes the last undone step again, if there is one.
  public void redo() {
    move(history.redo());
  }

  /// What [#undo] would take back.
  public Optional<Message> undoLabel() {
    return history.undoLabel();
  }

  /// What [#redo] would take again.
  public Optional<Message> redoLabel() {
    return history.redoLabel();
  }

  private void move(History<Document, Message> next) {
    var before = document();
    history = next;
    if (!before.architecture().equals(document().architecture())) {
      recheck();
    }
    documentListeners.forEach(Runnable::run);
  }

  private void recheck() {
    checker.check(
        document().architecture(),
        file.flatMap(DocumentFiles::folder),
        result -> {
          check = result;
          checkListeners.forEach(Runnable::run);
        });
  }

  /// The checker's latest word; it may be about an earlier state of the drawing for a moment.
  public Check check() {
    return check;
  }

  /// What is known of the roles' least privilege; it remembers from one edit to the next.
  public LeastPrivilege leastPrivilege() {
    return checker.leastPrivilege();
  }

  /// Notes calls that a run was seen to make, so that they count as needed from now on.
  public void see(SeenCalls calls) {
    if (leastPrivilege().see(calls)) {
      recheck();
    }
  }

  /// Whether there are changes that are not saved.
  public boolean isModified() {
    return !saved.equals(document());
  }

  /// The document as it was saved last, or opened.
  public Document saved() {
    return saved;
  }

  /// Where the document is saved.
  public Optional<Path> file() {
    return file;
  }

  /// Notes that the document was saved as it is now.
  public void markSaved(Path newFile) {
    markSaved(newFile, document());
  }

  /// Notes that `written`, which may be an earlier state of the document, was saved.
  public void markSaved(Path newFile, Document written) {
    boolean isMoved = !file.equals(Optional.of(newFile));
    file = Optional.of(newFile);
    saved = written;
    if (isMoved) {
      // Other folders stand beside it now.
      recheck();
    }
    documentListeners.forEach(Runnable::run);
  }

  /// Calls `listener` after each change of the document, its file or its saved state.
  public void onDocument(Runnable listener) {
    documentListeners.add(listener);
  }

  /// Calls `listener` after each new word of the checker.
  public void onCheck(Runnable listener) {
    checkListeners.add(listener);
  }

  /// Ends the checker's work.
  public void close() {
    checker.close();
  }
}
