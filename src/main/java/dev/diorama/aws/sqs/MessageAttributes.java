package dev.diorama.aws.sqs;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Message attributes: their rules and their digest, which clients verify.
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html`
final class MessageAttributes {
  private static final int MAX_COUNT = 10;
  private static final int MAX_TYPE = 256;

  /// Letters of every language: the service takes them, though its pages say alphanumeric.
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]{1,256}");

  private static final Pattern RESERVED =
      Pattern.compile("(aws|amazon)\\..*", Pattern.CASE_INSENSITIVE);

  /// Positive or negative integers or floating-point numbers:
  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html`.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

  private MessageAttributes() {}

  static void check(Fields attributes) throws SqsException {
    int count = attributes.values().size();
    if (count > MAX_COUNT) {
      throw SqsException.invalid(
          "Number of message attributes [" + count + "] exceeds the allowed maximum [10].");
    }
    for (var entry : attributes.values().entrySet()) {
      check(entry.getKey(), entry.getValue() instanceof Fields f ? f : Fields.EMPTY);
    }
  }

  private static void check(String name, Fields attribute) throws SqsException {
    if (!NAME.matcher(name).matches()
        || RESERVED.matcher(name).matches()
        || name.startsWith(".")
        || name.endsWith(".")) {
      throw SqsException.invalid(
          "The message attribute name '"
              + name
              + "' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen"
              + " (-), and period (.) characters only; it must not start or end with a period"
              + " and must not start with AWS. or Amazon.");
    }
    var type = attribute.text("DataType").orElse("");
    if (type.isEmpty()) {
      throw SqsException.invalid(
          "The message attribute '" + name + "' must contain a non-empty message attribute type.");
    }
    if (!TYPE.matcher(type).matches() || type.length() > MAX_TYPE) {
      throw SqsException.invalid(
          "The message attribute '"
              + name
              + "' has an invalid message attribute type, the set of supported type prefixes is"
              + " Binary, Number, and String.");
    }
    if (value(attribute).length == 0) {
      throw SqsException.invalid(
          "Message (user) attribute '"
              + name
              + "' must contain a non-empty value of type '"
              + type
              + "'.");
    }
    if (!isBinary(attribute)) {
      MessageText.check(attribute.text("StringValue").orElse(""), "message attribute value");
    }
    if (type.startsWith("Number")
        && !NUMBER.matcher(attribute.text("StringValue").orElse("")).matches()) {
      throw SqsException.invalid(
          "Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }
  }

  private static boolean isBinary(Fields attribute) {
    return attribute.text("DataType").orElse("").startsWith("Binary");
  }

  private static byte[] value(Fields attribute) {
    if (!isBinary(attribute)) {
      return utf8(attribute.text("StringValue").orElse(""));
    }
    return attribute.get("BinaryValue").orElse(Value.Null.NULL) instanceof Value.Blob b
        ? b.bytes()
        : new byte[0];
  }

  /// The bytes that attributes add to a message's size: names, types and values.
  static long size(Fields attributes) {
    long size = 0;
    for (var entry : attributes.values().entrySet()) {
      var attribute = entry.getValue() instanceof Fields f ? f : Fields.EMPTY;
      size += utf8(entry.getKey()).length;
      size += utf8(attribute.text("DataType").orElse("")).length;
      size += value(attribute).length;
    }
    return size;
  }

  /// The attributes that a receiver asked for: by name, `prefix.*`, `All` or `.*`.
  static Fields selected(Fields attributes, List<String> names) {
    var result = Fields.EMPTY;
    for (var entry : attributes.values().entrySet()) {
      if (names.stream().anyMatch(n -> names(n, entry.getKey()))) {
        result = result.with(entry.getKey(), entry.getValue());
      }
    }
    return result;
  }

  private static boolean names(String pattern, String name) {
    return pattern.equals("All")
        || pattern.equals(name)
        || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2)));
  }

  /// The MD5 over the attributes in the order of their names: length and bytes of name and type,
  /// one byte for the transport type, length and bytes of the value.
  static String digest(Fields attributes) {
    var bytes = new ByteArrayOutputStream();
    for (var entry : new TreeMap<>(attributes.values()).entrySet()) {
      var attribute = entry.getValue() instanceof Fields f ? f : Fields.EMPTY;
      append(bytes, utf8(entry.getKey()));
      append(bytes, utf8(attribute.text("DataType").orElse("")));
      bytes.write(isBinary(attribute) ? 2 : 1);
      append(bytes, value(attribute));
    }
    return md5(bytes.toByteArray());
  }

  private static void append(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  /// The MD5 of a message body.
  static String digest(String body) {
    return md5(utf8(body));
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
