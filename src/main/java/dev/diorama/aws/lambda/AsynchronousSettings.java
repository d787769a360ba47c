package dev.diorama.aws.lambda;

import dev.diorama.model.Value.Fields;
import java.time.Duration;

/// How a function's asynchronous events are treated, from `EventInvokeConfig` (SAM's name for
/// CloudFormation's `AWS::Lambda::EventInvokeConfig`).
///
/// @param retries how often a failed event is given again
/// @param maximumAge how old an event may become
/// @param duplicatePercent how many of a hundred events reach the function twice
record AsynchronousSettings(long retries, Duration maximumAge, long duplicatePercent) {
  static AsynchronousSettings of(Fields properties) {
    var config = properties.fields("EventInvokeConfig");
    return new AsynchronousSettings(
        config.number("MaximumRetryAttempts").orElse(LambdaFigures.ASYNC_RETRIES),
        config
            .number("MaximumEventAgeInSeconds")
            .map(Duration::ofSeconds)
            .orElse(LambdaFigures.MAX_EVENT_AGE),
        properties.fields("Diorama").number("DuplicatePercent").orElse(0L));
  }
}
