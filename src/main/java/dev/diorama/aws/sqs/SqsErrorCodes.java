package dev.diorama.aws.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The Query protocol's names of errors, which the JSON protocol sends beside its own in the header
/// `x-amzn-query-error`:
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html`.
final class SqsErrorCodes {
  private static final Set<String> PREFIXED =
      Set.of(
          "EmptyBatchRequest",
          "TooManyEntriesInBatchRequest",
          "BatchEntryIdsNotDistinct",
          "BatchRequestTooLong",
          "InvalidBatchEntryId",
          "PurgeQueueInProgress",
          "UnsupportedOperation");

  private static final Set<String> SAME =
      Set.of(
          "AccessDenied",
          "InvalidAttributeName",
          "InvalidMessageContents",
          "InvalidParameterValue",
          "MissingParameter",
          "ReceiptHandleIsInvalid");

  private SqsErrorCodes() {}

  /// The Query protocol's codes by the JSON protocol's. Codes that are the same in both stand here
  /// too, since the header is sent for them as well.
  static Map<String, String> queryCodes() {
    var result = new LinkedHashMap<String, String>();
    PREFIXED.forEach(code -> result.put(code, query(code)));
    SAME.forEach(code -> result.put(code, code));
    result.put("QueueDoesNotExist", query("QueueDoesNotExist"));
    return result;
  }

  /// The Query protocol's code for one of the JSON protocol.
  static String query(String code) {
    if (code.equals("QueueDoesNotExist")) {
      return "AWS.SimpleQueueService.NonExistentQueue";
    }
    return PREFIXED.contains(code) ? "AWS.SimpleQueueService." + code : code;
  }
}
