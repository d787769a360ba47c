package dev.diorama.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A run of [TableDrawing] on virtual time, called as the drawn caller.
final class TableRun implements AutoCloseable {
  final RunningSystem system;

  TableRun(String policy) {
    system =
        RunningSystem.virtual(
            TableDrawing.drawing(policy),
            TableDrawing.catalog(),
            context -> List.of(new DynamoDbService().emulator(context).orElseThrow()),
            new RunOptions(7, OptionalInt.empty(), Optional.empty()));
  }

  TableRun() {
    this(TableDrawing.EVERYTHING);
  }

  OperationResult call(ResourceId table, String operation, String input) {
    return call(table, operation, TableDrawing.json(input));
  }

  OperationResult call(ResourceId table, String operation, Fields input) {
    var answer = system.submit(TableDrawing.CALLER, "dynamodb:" + operation, table, input);
    system.advance(Duration.ZERO);
    return answer.join();
  }

  /// The output of a call to the table of photos that succeeds.
  Fields photos(String operation, String input) {
    return output(call(TableDrawing.PHOTOS, operation, input));
  }

  /// The output of a call to the table of orders that succeeds.
  Fields orders(String operation, String input) {
    return output(call(TableDrawing.ORDERS, operation, input));
  }

  static Fields output(OperationResult result) {
    assertThat(result).isInstanceOf(Success.class);
    return ((Success) result).output();
  }

  /// The failure of a call to the table of photos.
  Failure refused(String operation, String input) {
    return failure(call(TableDrawing.PHOTOS, operation, input));
  }

  static Failure failure(OperationResult result) {
    assertThat(result).isInstanceOf(Failure.class);
    return (Failure) result;
  }

  @Override
  public void close() {
    system.close();
  }
}
