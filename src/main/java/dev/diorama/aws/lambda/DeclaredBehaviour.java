package dev.diorama.aws.lambda;

import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a function without code is said to do, for runs that ask about load, limits and cost: the
/// properties `Diorama.*` of a function.
///
/// @param duration of an invocation with one vCPU, which a function has with 1,769 MB
/// @param init of the INIT phase with one vCPU
/// @param memoryUsed in MB; empty: not told
/// @param failures of a hundred invocations, chosen by the run's seed
/// @param response the handler's answer as JSON text
/// @param logsEvent whether each event is written to the log
record DeclaredBehaviour(
    Duration duration,
    Duration init,
    OptionalLong memoryUsed,
    long failures,
    String response,
    boolean logsEvent) {

  /// The declared behaviour, if a duration is set.
  static Optional<DeclaredBehaviour> of(Fields properties) {
    var diorama = properties.fields("Diorama");
    return diorama
        .number("Duration")
        .map(ms ->
            new DeclaredBehaviour(
                Duration.ofMillis(ms),
                Duration.ofMillis(diorama.number("InitDuration").orElse(0L)),
                diorama.number("MaxMemoryUsed").map(OptionalLong::of).orElse(OptionalLong.empty()),
                diorama.number("FailurePercent").orElse(0L),
                diorama.text("Response").filter(r -> !r.isBlank()).orElse("null"),
                diorama.flag("LogEvent")));
  }

  /// How long `work` of one vCPU takes with this memory. A handler in one thread gains nothing from
  /// more than one vCPU (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).
  static Duration scaled(Duration work, long memoryMegabytes) {
    return memoryMegabytes >= LambdaFigures.ONE_VCPU
        ? work
        : Duration.ofMillis(
            Math.ceilDiv(work.toMillis() * LambdaFigures.ONE_VCPU, memoryMegabytes));
  }
}
