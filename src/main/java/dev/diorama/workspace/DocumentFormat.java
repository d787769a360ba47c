package dev.diorama.workspace;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// The text of a `.diorama` file. Writing is stable: the same document gives the same text, one
/// property a line. Fields that this version does not know are kept.
///
/// The format's JSON Schema stands in `dev/diorama/workspace/diorama-1.schema.json`.
public final class DocumentFormat {
  /// The value of the field `format`, by which our files are known.
  public static final String FORMAT = "diorama";

  private DocumentFormat() {}

  /// Reads a document.
  ///
  /// @throws DocumentException with the place, if the text is not JSON, not ours, newer than this
  ///   version, or says something that cannot be drawn
  public static Document read(String text) throws DocumentException {
    Value value;
    try {
      value = Json.read(text);
    } catch (JsonException e) {
      throw new DocumentException(notJson(e), e.line(), e.column(), Optional.of(e));
    }
    if (!(value instanceof Fields fields) || !fields.text("format").equals(Optional.of(FORMAT))) {
      throw new DocumentException(Message.of("document.notOurs"), 1, 1, Optional.empty());
    }
    var version = version(text, fields);
    if (version > Document.FORMAT_VERSION) {
      var at = Json.locate(text, PropertyPath.of("formatVersion"));
      throw new DocumentException(
          Message.of("document.newer", version, Document.FORMAT_VERSION),
          at.line(),
          at.column(),
          Optional.empty());
    }
    return new DocumentReader(text).read(fields);
  }

  /// A file that ends too early was cut off, and nothing in it can be mended there.
  private static Message notJson(JsonException e) {
    var detail = String.valueOf(e.getMessage());
    return detail.contains("end-of-input")
        ? Message.of("document.truncated", e.line(), e.column())
        : Message.of("document.notJson", e.line(), e.column(), detail);
  }

  /// The file's format. A file without a sound one is refused, not guessed at: saving it would say
  /// that it is of this format.
  private static long version(String text, Fields fields) throws DocumentException {
    var version = fields.number("formatVersion");
    if (version.filter(v -> v >= 1).isPresent()) {
      return version.get();
    }
    var at = Json.locate(text, PropertyPath.of("formatVersion"));
    throw new DocumentException(
        Message.of(
            "document.wrong",
            at.line(),
            at.column(),
            Message.of("document.version", Document.FORMAT_VERSION)),
        at.line(),
        at.column(),
        Optional.empty());
  }

  /// Writes a document; the text ends with a line break.
  public static String write(Document document) {
    return Json.writePretty(DocumentWriter.write(document)) + "\n";
  }
}
