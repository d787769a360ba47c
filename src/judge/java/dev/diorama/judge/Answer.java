package dev.diorama.judge;

import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;

/// What an engine answered to one call.
///
/// @param status the HTTP status; 200 for every success
/// @param code AWS's error code, empty for a success
/// @param message the error's text, empty for a success
/// @param output the members of the answer, also of an error that has some
record Answer(int status, String code, String message, Fields output) {

  static Answer success(Fields output) {
    return new Answer(200, "", "", output);
  }

  boolean isFailure() {
    return !code.isEmpty();
  }

  Answer withOutput(Fields changed) {
    return new Answer(status, code, message, changed);
  }

  /// Without the error's text, for judges that are not AWS's own.
  Answer withoutMessage() {
    return new Answer(status, code, "", output);
  }

  @Override
  public String toString() {
    return (isFailure() ? status + " " + code + ": " + message + " " : "") + Json.write(output);
  }
}
