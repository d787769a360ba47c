package dev.diorama.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads lines of UTF-8 text of which each may be broken without harm to the next. At most one line
/// is in memory.
final class LineReader {
  /// The longest line that is read, in bytes.
  static final int MAX_BYTES = 16 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int filled;
  private long number;

  LineReader(InputStream in) {
    this.in = in;
  }

  /// A line as it came.
  sealed interface Line {
    /// The line's number, from 1.
    long number();
  }

  /// A line of text, without its end.
  record Text(long number, String text) implements Line {}

  /// A line that is no UTF-8.
  ///
  /// @param readable the same with a replacement character for each byte that is wrong
  record NotUtf8(long number, String readable) implements Line {}

  /// A line of more than [#MAX_BYTES] bytes.
  ///
  /// @param start how it begins
  record TooLong(long number, String start) implements Line {}

  /// The next line; empty at the end of the input.
  Optional<Line> next() throws IOException {
    if (position == filled && !fill()) {
      return Optional.empty();
    }
    number++;
    var bytes = new ByteArrayOutputStream(1024);
    boolean tooLong = false;
    do {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      int room = MAX_BYTES - bytes.size();
      tooLong |= end - position > room;
      bytes.write(buffer, position, Math.min(room, end - position));
      boolean complete = end < filled;
      position = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    } while (fill());
    return Optional.of(tooLong ? new TooLong(number, start(bytes)) : decoded(bytes.toByteArray()));
  }

  /// Whether the next line, or its beginning, is here already.
  boolean isReady() throws IOException {
    return position < filled || in.available() > 0;
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private Line decoded(byte[] bytes) {
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return new Text(number, trimmed(text));
    } catch (CharacterCodingException e) {
      return new NotUtf8(number, trimmed(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  private String trimmed(String text) {
    var line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    return number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  private static String start(ByteArrayOutputStream bytes) {
    return new String(bytes.toByteArray(), 0, 4096, StandardCharsets.UTF_8);
  }
}
