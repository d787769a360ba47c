package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// `$util` of mapping templates. Public, since templates see nothing else. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html`.
public final class TemplateFunctions {
  TemplateFunctions() {}

  /// `text` for a place inside a JavaScript string.
  public String escapeJavaScript(String text) {
    var result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> result.append("\\\"");
        case '\'' -> result.append("\\'");
        case '\\' -> result.append("\\\\");
        case '/' -> result.append("\\/");
        case '\n' -> result.append("\\n");
        case '\r' -> result.append("\\r");
        case '\t' -> result.append("\\t");
        default -> result.append(c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c));
      }
    }
    return result.toString();
  }

  /// What the JSON `text` says, for looking into it.
  public Object parseJson(String text) {
    return TemplateInput.plain(
        ApiJson.read(text.getBytes(StandardCharsets.UTF_8)).orElse(Value.of(text)));
  }

  /// `text` for a place inside a URL.
  public String urlEncode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// `text` without percent-encoding.
  public String urlDecode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// The Base64 of `text`.
  public String base64Encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The text whose Base64 this is.
  public String base64Decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
