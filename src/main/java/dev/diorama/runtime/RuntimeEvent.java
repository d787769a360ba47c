package dev.diorama.runtime;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Something that happened in a run. Canvas, event list, trace file and tests all read these;
/// nothing is shown that is not one of them.
public sealed interface RuntimeEvent {

  /// What all events have.
  ///
  /// @param sequence counted from 1 without gaps
  /// @param at when, on the run's own time
  /// @param invocation the stimulus it belongs to
  /// @param cause the sequence number of the event that set it off; empty for a stimulus
  record Header(long sequence, Instant at, InvocationId invocation, OptionalLong cause) {}

  /// Sequence, time, invocation and cause.
  Header header();

  /// The run began.
  record RunStarted(Header header, long seed) implements RuntimeEvent {}

  /// The run ended.
  record RunStopped(Header header) implements RuntimeEvent {}

  /// A call set out. Exactly one of [CallSucceeded], [CallFailed], [CallDenied] or [CallBlocked]
  /// follows, with this event as its cause.
  ///
  /// @param caller the drawn resource that calls
  /// @param target the drawn resource that is called, if it is drawn
  /// @param connection the drawn connection along which it goes, if there is one
  /// @param operation service prefix and operation, as `dynamodb:PutItem`
  record CallStarted(
      Header header,
      ResourceId caller,
      Optional<ResourceId> target,
      Optional<ConnectionId> connection,
      String operation,
      Fields input)
      implements RuntimeEvent {}

  /// The call was carried out.
  ///
  /// @param verdicts why it was let through
  record CallSucceeded(Header header, long call, Fields output, java.util.List<Verdict> verdicts)
      implements RuntimeEvent {}

  /// The call arrived, was authorized, and the service answered with an error.
  record CallFailed(
      Header header, long call, OperationResult.Failure failure, java.util.List<Verdict> verdicts)
      implements RuntimeEvent {}

  /// The call arrived and was refused.
  ///
  /// @param verdict the decision with its trace
  /// @param failure what the caller gets, in AWS's words
  record CallDenied(Header header, long call, Verdict verdict, OperationResult.Failure failure)
      implements RuntimeEvent {}

  /// The packets did not arrive, or the reply did not return.
  record CallBlocked(Header header, long call, Verdict verdict, OperationResult.Failure failure)
      implements RuntimeEvent {}

  /// A function began to work on an event.
  ///
  /// @param coldStart whether a new execution environment was made for it
  /// @param environment the execution environment's name, the same for all that it works on
  /// @param zone the Availability Zone in which it stands; empty with the name if not told
  record InvocationStarted(
      Header header,
      ResourceId function,
      String requestId,
      boolean coldStart,
      String environment,
      String zone)
      implements RuntimeEvent {
    /// Without a place.
    public InvocationStarted(
        Header header, ResourceId function, String requestId, boolean coldStart) {
      this(header, function, requestId, coldStart, "", "");
    }
  }

  /// A function ended.
  ///
  /// @param error the error type and message, if it failed
  /// @param duration how long the handler took
  /// @param bill what it costs; empty if not told
  record InvocationEnded(
      Header header,
      ResourceId function,
      String requestId,
      Optional<String> error,
      Duration duration,
      Duration billed,
      Optional<Bill> bill)
      implements RuntimeEvent {
    /// Without a bill.
    public InvocationEnded(
        Header header,
        ResourceId function,
        String requestId,
        Optional<String> error,
        Duration duration,
        Duration billed) {
      this(header, function, requestId, error, duration, billed, Optional.empty());
    }
  }

  /// What one invocation costs.
  ///
  /// @param memoryMegabytes what the function has
  /// @param memoryUsed the most it used, in MB, if that is known
  /// @param init how long the INIT phase took, if there was one
  /// @param dollars request, GB-seconds and ephemeral storage, in US dollars
  record Bill(
      long memoryMegabytes, OptionalLong memoryUsed, Optional<Duration> init, BigDecimal dollars) {}

  /// Something that AWS charges for was used, other than an invocation, whose bill stands in its
  /// [InvocationEnded]. The cost of a run is the sum of both.
  ///
  /// @param resource whose use it is
  /// @param item what is charged, as `request`; names have the message key `billed.<item>`
  /// @param quantity how many of it, in the unit in which AWS meters it, never 0
  /// @param dollars what that costs, in US dollars, exactly
  record Billed(Header header, ResourceId resource, String item, long quantity, BigDecimal dollars)
      implements RuntimeEvent {}

  /// A line was written to a log group.
  ///
  /// @param group the log group's name
  record LogWritten(Header header, ResourceId source, String group, String line)
      implements RuntimeEvent {}

  /// What a resource holds has changed.
  ///
  /// @param counts what its card shows, as `objects` → 3; names have the message key `count.<name>`
  record ResourceChanged(Header header, ResourceId resource, SequencedMap<String, Long> counts)
      implements RuntimeEvent {}

  /// A scenario's expectation was checked.
  ///
  /// @param step the step's position in the scenario, from 0
  /// @param failure what was expected and what came, if it does not hold
  record ExpectationChecked(Header header, int step, Optional<String> failure)
      implements RuntimeEvent {}

  /// Who calls, as the caller of a [Need] is written in events.
  static ResourceId resource(Need.Caller caller) {
    return switch (caller) {
      case Need.ResourceCaller r -> r.resource();
      case Need.ServiceCaller s -> s.resource();
    };
  }
}
