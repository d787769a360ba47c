package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a non-proxy integration calls, and what comes of it.
///
/// @param method the HTTP method of the call
/// @param path values for the parameters of the integration's URI
/// @param query of the call
/// @param headers of the call
/// @param body text or binary data
record Backend(
    String method,
    SequencedMap<String, String> path,
    SequencedMap<String, List<String>> query,
    SequencedMap<String, List<String>> headers,
    Value body) {

  /// What came of a call.
  sealed interface Answer {}

  /// The backend answered, maybe with an error.
  ///
  /// @param selector what selects the response to the client: a function's error message, empty if
  ///   it has none; the HTTP status of anything else
  record Answered(
      int status, SequencedMap<String, List<String>> headers, Value body, String selector)
      implements Answer {
    private static final long MAX_PAYLOAD = ApiFigures.ALL.bytes("apigateway.rest.payload.maximum");

    /// Why the answer cannot be handed on, if it is larger than a payload may be:
    /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`.
    Optional<String> tooLarge() {
      int length = MappedIntegration.bytes(body).length;
      return length <= MAX_PAYLOAD
          ? Optional.empty()
          : Optional.of(
              "Integration response of reported length "
                  + length
                  + " is larger than allowed maximum of "
                  + MAX_PAYLOAD
                  + " bytes.");
    }
  }

  /// It could not be called.
  record NotCalled() implements Answer {}

  /// It took longer than it may.
  record TooLate() implements Answer {}

  /// Diorama does not model the call.
  record NotModelled(String what) implements Answer {}
}
