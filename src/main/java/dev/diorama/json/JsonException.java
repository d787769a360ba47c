package dev.diorama.json;

import dev.diorama.model.Message;

/// Text that is not JSON, or that passes a limit.
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Message text;
  private final int line;
  private final int column;

  /// An error at a position, both counted from 1.
  ///
  /// @param message what is wrong, in English, for programs and logs
  /// @param text the same for people, in their language
  JsonException(String message, Message text, int line, int column) {
    super(message);
    this.text = text;
    this.line = line;
    this.column = column;
  }

  /// What is wrong, for people: half a sentence, to be put into another.
  public Message text() {
    return text;
  }

  /// The line, from 1.
  public int line() {
    return line;
  }

  /// The column, from 1.
  public int column() {
    return column;
  }
}
