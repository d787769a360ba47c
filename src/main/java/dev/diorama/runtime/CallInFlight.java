package dev.diorama.runtime;

import dev.diorama.access.Verdict;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One call from its start to its end: records exactly one end and answers exactly once, always in
/// a later task of the loop, so that neither the caller nor the service is entered twice.
final class CallInFlight {
  private final EventLoop loop;
  private final Recorder recorder;
  private final Because because;
  private final long sequence;
  private final Consumer<OperationResult> done;
  private boolean ended;

  /// Records that the call sets out.
  ///
  /// @param operation service prefix and operation
  CallInFlight(
      EventLoop loop,
      Recorder recorder,
      Outgoing call,
      String operation,
      Optional<ResourceId> target,
      Optional<ConnectionId> connection,
      Consumer<OperationResult> done) {
    this.loop = loop;
    this.recorder = recorder;
    this.done = done;
    this.sequence =
        recorder.record(
            call.because(),
            header ->
                new RuntimeEvent.CallStarted(
                    header,
                    RuntimeEvent.resource(call.caller()),
                    target,
                    connection,
                    operation,
                    call.input()));
    this.because = new Because(call.because().invocation(), OptionalLong.of(sequence));
  }

  /// The service answered.
  ///
  /// @throws IllegalStateException if the call has ended before, which is a defect of the service
  void end(OperationResult result, List<Verdict> verdicts) {
    endOnce();
    var kept = List.copyOf(verdicts);
    recorder.record(
        because,
        header ->
            switch (result) {
              case Success s -> new RuntimeEvent.CallSucceeded(header, sequence, s.output(), kept);
              case Failure f -> new RuntimeEvent.CallFailed(header, sequence, f, kept);
            });
    loop.post(() -> done.accept(result));
  }

  /// A policy refused it.
  void endDenied(Verdict verdict, Failure failure) {
    endOnce();
    recorder.record(
        because, header -> new RuntimeEvent.CallDenied(header, sequence, verdict, failure));
    loop.post(() -> done.accept(failure));
  }

  /// Its packets do not arrive. That is so at once; the caller learns it when it stops waiting.
  void endBlocked(Verdict verdict, Failure failure, Duration patience) {
    endOnce();
    recorder.record(
        because, header -> new RuntimeEvent.CallBlocked(header, sequence, verdict, failure));
    loop.after(patience, () -> done.accept(failure));
  }

  /// Whether the call has ended.
  boolean hasEnded() {
    return ended;
  }

  private void endOnce() {
    if (ended) {
      throw new IllegalStateException("call " + sequence + " was answered twice");
    }
    ended = true;
  }
}
