package dev.diorama.ui.console;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import java.util.List;
import java.util.Optional;

/// What a person has typed and received in a panel. It outlives the panel, as when the language
/// changes; what the run's log tells is not in it, since a new panel reads that from the log.
sealed interface Draft {

  /// Of a request.
  ///
  /// @param caller the position of who sends
  /// @param sent what was sent, newest first
  /// @param answer the answer that is shown
  record OfRequest(
      int caller, int route, HttpMessage message, List<Sent> sent, Optional<Answer> answer)
      implements Draft {}

  /// A request of the history.
  ///
  /// @param status 0 if it was not answered
  record Sent(HttpMessage message, int status, long millis) {}

  /// An answer and how long it took.
  record Answer(OperationResult result, long millis) {}

  /// Of an invocation.
  ///
  /// @param asked what was sent last
  /// @param answer its answer, if there is one
  record OfInvocation(
      int caller,
      int template,
      String event,
      Optional<Fields> asked,
      Optional<OperationResult> answer)
      implements Draft {}

  /// Of messages.
  ///
  /// @param all the connections that were opened
  /// @param open those of them that were not closed
  /// @param chosen the position of the one that is chosen among the open ones; -1: none
  record OfMessages(
      int caller,
      String query,
      String message,
      List<MessagePanel.Open> all,
      List<MessagePanel.Open> open,
      int chosen,
      List<MessagePanel.Line> notes)
      implements Draft {}
}
