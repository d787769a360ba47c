package dev.diorama.json;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.math.BigDecimal;

/// Writes values as JSON without spaces (RFC 8259). What need not be escaped is not: quotation
/// marks, backslashes and control characters are.
final class JsonText {
  /// Whole numbers of so many digits fit a `long`.
  private static final int LONG_DIGITS = 18;

  private static final int MAX_ZEROS = 20;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private JsonText() {}

  /// Writes `value` behind what is in `out`.
  static void write(Value value, StringBuilder out) {
    switch (value) {
      case Value.Null n -> out.append("null");
      case Value.Text t -> text(t.value(), out);
      case Value.Flag f -> out.append(f.value());
      case Value.Blob b -> out.append('"').append(b.base64()).append('"');
      case Value.Numeric n -> {
        var number = n.value();
        if (isLong(number)) {
          out.append(number.longValue());
        } else {
          out.append(number(number));
        }
      }
      case Items items -> {
        out.append('[');
        var values = items.values();
        for (int i = 0; i < values.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          write(values.get(i), out);
        }
        out.append(']');
      }
      case Fields fields -> {
        out.append('{');
        int first = out.length();
        fields
            .values()
            .forEach((name, v) -> {
              if (out.length() > first) {
                out.append(',');
              }
              text(name, out);
              out.append(':');
              write(v, out);
            });
        out.append('}');
      }
    }
  }

  private static boolean isLong(BigDecimal number) {
    return number.scale() == 0 && number.precision() <= LONG_DIGITS;
  }

  /// A number as it is written: whole ones without an exponent, unless they have very many zeros.
  static String number(BigDecimal number) {
    if (isLong(number)) {
      return Long.toString(number.longValue());
    }
    return number.scale() <= 0 && number.scale() > -MAX_ZEROS
        ? number.toBigIntegerExact().toString()
        : number.toString();
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    int written = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, written, i);
        escape(c, out);
        written = i + 1;
      }
    }
    if (written == 0) {
      out.append(text);
    } else {
      out.append(text, written, length);
    }
    out.append('"');
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
    }
  }
}
