package dev.diorama.judge;

import java.util.stream.LongStream;

/// The seeds of random scripts: a few that are always the same, or the one that is asked for.
final class Seeds {
  private Seeds() {}

  /// `-Ddiorama.judge.seed=N`: only this one; `-Ddiorama.long=true`: more of them.
  static LongStream some() {
    var asked = Long.getLong("diorama.judge.seed");
    return asked != null
        ? LongStream.of(asked)
        : LongStream.rangeClosed(1, Boolean.getBoolean("diorama.long") ? 100 : 5);
  }
}
