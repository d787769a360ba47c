package dev.diorama.workspace;

import dev.diorama.model.Message;
import java.nio.file.Path;
import java.util.Optional;

/// A file that cannot be opened or saved: what is wrong, where, and what to do.
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Message text;
  private final int line;
  private final int column;

  /// A failure at a place in the file; line and column count from 1 and are 0 where there is none.
  public DocumentException(Message text, int line, int column, Optional<Throwable> cause) {
    super(text.key(), cause.orElse(null));
    this.text = text;
    this.line = line;
    this.column = column;
  }

  /// This failure, with its file's name before the place.
  DocumentException in(Path file) {
    return new DocumentException(
        Message.of("document.in", file, text), line, column, Optional.of(this));
  }

  /// What is wrong and what to do, for people.
  public Message text() {
    return text;
  }

  /// The line, from 1; 0 if the failure has no place.
  public int line() {
    return line;
  }

  /// The column, from 1; 0 if the failure has no place.
  public int column() {
    return column;
  }
}
