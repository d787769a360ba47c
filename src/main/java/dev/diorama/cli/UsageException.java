package dev.diorama.cli;

import dev.diorama.model.Message;

/// The user asked for something that cannot be done; the text says what to do instead.
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Message text;

  UsageException(Message text) {
    super(text.key());
    this.text = text;
  }

  Message text() {
    return text;
  }
}
