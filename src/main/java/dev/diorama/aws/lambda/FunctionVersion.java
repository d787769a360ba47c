package dev.diorama.aws.lambda;

/// What an invocation asked for: the version that runs, and the ARN by which it was asked.
///
/// @param number `$LATEST` or a published version's number
/// @param qualifier the alias or version in the request; empty if there was none
record FunctionVersion(String number, String qualifier) {
  static final String LATEST_NUMBER = "$LATEST";

  /// The unpublished version, asked for without a qualifier.
  static final FunctionVersion LATEST = new FunctionVersion(LATEST_NUMBER, "");

  /// The ARN with which it was asked for, of a function's unqualified ARN.
  String arn(String function) {
    return qualifier.isEmpty() ? function : function + ":" + qualifier;
  }
}
