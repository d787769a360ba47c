package dev.diorama.model;

import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.Optional;

/// One call that a scenario makes, and what it must answer.
///
/// @param at when, counted from the start of the run
/// @param caller the client (or other caller) in the drawing that makes the call
/// @param operation service prefix and operation, as `s3:PutObject` or `execute-api:Invoke`
/// @param target the resource that is called
/// @param input the operation's input with AWS's member names; members that name the target itself
///   (`Bucket`, `TableName`, `QueueUrl`, …) may be left out
/// @param expected what must hold of the answer
/// @param unknown fields of the file that this version does not know; kept and written back
public record ScenarioStep(
    Duration at,
    ResourceId caller,
    String operation,
    ResourceId target,
    Fields input,
    Expectation expected,
    Fields unknown) {

  /// What must hold of an answer.
  ///
  /// @param error the AWS error code that must come back; empty: the call must succeed
  /// @param values paths into the output (`Item.name.S`, `items[0].key`) and the value each must
  ///   have
  public record Expectation(Optional<String> error, Fields values) {
    /// The call succeeds.
    public static final Expectation SUCCESS = new Expectation(Optional.empty(), Fields.EMPTY);
  }
}
