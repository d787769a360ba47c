package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes fields as XML: a field becomes an element, a list as many elements of its name, and an
/// empty field an empty element. Binary data is written in Base64.
public final class XmlWriter {
  private XmlWriter() {}

  /// A whole document in UTF-8.
  ///
  /// @param namespace the default namespace
  public static byte[] document(String root, Optional<String> namespace, Fields content) {
    var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append('<').append(root);
    namespace.ifPresent(n -> {
      out.append(" xmlns=\"");
      escape(n, out);
      out.append('"');
    });
    out.append('>');
    children(content, out);
    out.append("</").append(root).append('>');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void children(Fields fields, StringBuilder out) {
    fields.values().forEach((name, value) -> element(name, value, out));
  }

  private static void element(String name, Value value, StringBuilder out) {
    if (value instanceof Items items) {
      items.values().forEach(v -> element(name, v, out));
      return;
    }
    out.append('<').append(name).append('>');
    switch (value) {
      case Fields f -> children(f, out);
      case Items i -> throw new IllegalStateException("lists are written above");
      case Value.Text t -> escape(t.value(), out);
      case Value.Numeric n -> out.append(n.value().toPlainString());
      case Value.Flag f -> out.append(f.value());
      case Value.Blob b -> out.append(b.base64());
      case Value.Null n -> {
        // An element without content.
      }
    }
    out.append("</").append(name).append('>');
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          // A carriage return would be read back as a line feed; other control characters have no
          // plain form in XML.
          if (c < ' ' && c != '\n' && c != '\t') {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
