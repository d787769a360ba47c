package dev.diorama.workspace;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text of a `.diorama` file. Writing is stable: the same document gives the same text, one
/// property a line. Fields that this version does not know are kept.
///
/// The format's JSON Schema stands in `dev/diorama/workspace/diorama-1.schema.json`.
public final class DocumentFormat {
  /// The value of the field `format`, by which our files are known.
  public static final String FORMAT = "diorama";

  private static final String VERSION = "formatVersion";

  /// A surrogate that is not one of a pair. Java's patterns see pairs as one character.
  private static final Pattern HALF = Pattern.compile("[\\x{d800}-\\x{dfff}]");

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
      throw new DocumentException(
          Message.of("document.notJson", e.line(), e.column(), e.text()),
          e.line(),
          e.column(),
          Optional.of(e));
    }
    if (!(value instanceof Fields fields) || !fields.text("format").equals(Optional.of(FORMAT))) {
      throw new DocumentException(Message.of("document.notOurs"), 1, 1, Optional.empty());
    }
    checkVersion(text, fields);
    return new DocumentReader(text).read(fields);
  }

  /// A file without a sound format version is refused, not guessed at: saving it would say that it
  /// is of this format.
  private static void checkVersion(String text, Fields fields) throws DocumentException {
    var version =
        fields.get(VERSION).orElse(Value.Null.NULL) instanceof Value.Numeric n
            ? n.value()
            : BigDecimal.ZERO;
    boolean sound = version.signum() > 0 && version.stripTrailingZeros().scale() <= 0;
    if (sound && version.compareTo(BigDecimal.valueOf(Document.FORMAT_VERSION)) <= 0) {
      return;
    }
    var at = Json.locate(text, PropertyPath.of(VERSION));
    throw new DocumentException(
        Message.of(
            "document.wrong",
            at.line(),
            at.column(),
            sound
                ? Message.of("document.newer", version.toPlainString(), Document.FORMAT_VERSION)
                : Message.of("document.version", Document.FORMAT_VERSION)),
        at.line(),
        at.column(),
        Optional.empty());
  }

  /// Writes a document; the text ends with a line break.
  public static String write(Document document) {
    return withoutHalves(Json.writePretty(DocumentWriter.write(document))) + "\n";
  }

  /// JSON may name half a character, as "\ud83d" alone; UTF-8 cannot, so the name is kept.
  private static String withoutHalves(String json) {
    return HALF.matcher(json)
        .replaceAll(half -> "\\\\u%04x".formatted((int) half.group().charAt(0)));
  }
}
