package dev.diorama.judge;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// How scripts write the bytes of objects.
final class Bodies {
  /// One character for each byte, so that no byte is lost.
  static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private Bodies() {}
}
