package dev.diorama.aws.sqs;

import java.util.Locale;

/// What texts in messages may consist of: the characters of XML 1.0.
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html`
final class MessageText {
  private MessageText() {}

  /// @param where what the text is, for the error
  static void check(String text, String where) throws SqsException {
    var forbidden = text.codePoints().filter(c -> !isAllowed(c)).findFirst();
    if (forbidden.isPresent()) {
      throw new SqsException(
          "InvalidMessageContents",
          "Invalid binary character '#x"
              + Integer.toHexString(forbidden.getAsInt()).toUpperCase(Locale.ROOT)
              + "' was found in the "
              + where
              + ", the set of allowed characters is #x9 | #xA | #xD | [#x20-#xD7FF] |"
              + " [#xE000-#xFFFD] | [#x10000-#x10FFFF].");
    }
  }

  private static boolean isAllowed(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
