package dev.diorama.runtime.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Percent-encoding as AWS's signatures define it: everything but letters, digits, `-`, `.`, `_`
/// and `~` is encoded, in upper-case hexadecimal. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html`.
public final class PercentEncoding {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /// Encodes `text`, slashes too.
  public static String encode(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && PLAIN.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }

  /// Encodes `path` and leaves its slashes.
  public static String encodePath(String path) {
    return encode(path).replace("%2F", "/");
  }

  /// Decodes `text`; an incomplete escape stays as it is, and bytes that are no UTF-8 become
  /// replacement characters.
  ///
  /// @param plusIsSpace whether `+` stands for a space, as in forms
  public static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
      return text;
    }
    var out = new ByteArrayOutputStream(text.length());
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length) {
        int high = Character.digit(bytes[i + 1], 16);
        int low = Character.digit(bytes[i + 2], 16);
        if (high >= 0 && low >= 0) {
          out.write(high * 16 + low);
          i += 2;
          continue;
        }
      }
      out.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// The decoded parameters of a query or form in their order; one without `=` has an empty value.
  public static List<Map.Entry<String, String>> parameters(String query) {
    var result = new ArrayList<Map.Entry<String, String>>();
    int from = 0;
    while (from <= query.length() && !query.isEmpty()) {
      int end = query.indexOf('&', from);
      if (end < 0) {
        end = query.length();
      }
      if (end > from) {
        int equals = query.indexOf('=', from);
        var hasValue = equals >= 0 && equals < end;
        var name = query.substring(from, hasValue ? equals : end);
        var value = hasValue ? query.substring(equals + 1, end) : "";
        result.add(Map.entry(decode(name, true), decode(value, true)));
      }
      from = end + 1;
    }
    return result;
  }
}
