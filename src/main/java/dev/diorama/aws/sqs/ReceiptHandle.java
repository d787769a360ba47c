package dev.diorama.aws.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The name under which one receipt of a message is deleted or kept hidden. Opaque to clients.
record ReceiptHandle(String receipt, String queue, String messageId) {

  String encoded() {
    return Base64.getEncoder()
        .encodeToString((receipt + " " + queue + " " + messageId).getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a handle that `queue` gave out.
  static ReceiptHandle decode(String handle, String queue) throws SqsException {
    try {
      var parts =
          new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8).split(" ", -1);
      if (parts.length == 3 && parts[1].equals(queue)) {
        return new ReceiptHandle(parts[0], parts[1], parts[2]);
      }
    } catch (IllegalArgumentException e) {
      // Not Base64; refused below like any other handle that is not ours.
    }
    throw new SqsException(
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
  }
}
