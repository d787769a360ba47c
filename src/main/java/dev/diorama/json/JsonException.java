package dev.diorama.json;

/// Text that is not JSON, or that passes a limit.
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;

  /// An error at a position, both counted from 1; 0 where there is no position.
  public JsonException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
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
