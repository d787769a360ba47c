package dev.diorama.aws.lambda;

import java.nio.charset.StandardCharsets;

/// How long payloads are, as Lambda measures them: in bytes of UTF-8.
final class Payloads {
  /// A character of Java's has no more bytes in UTF-8.
  private static final long MOST_BYTES = 3;

  private Payloads() {}

  /// Whether a payload has more than so many bytes.
  static boolean exceed(String payload, long limit) {
    return payload.length() * MOST_BYTES > limit
        && payload.getBytes(StandardCharsets.UTF_8).length > limit;
  }
}
