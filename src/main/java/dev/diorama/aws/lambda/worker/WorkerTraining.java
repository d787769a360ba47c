package dev.diorama.aws.lambda.worker;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// The run from which the build makes the worker's AOT cache (JEP 483, 514 and 515): invokes a
/// handler that uses what handlers use, often enough that the cache also knows what is worth
/// compiling first. Never started by users.
final class WorkerTraining {
  private static final int INVOCATIONS = 3_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String NAME = "training";

  private WorkerTraining() {}

  /// Trains a worker and waits until it has written its cache.
  ///
  /// @param arguments where to
  public static void main(String[] arguments)
      throws IOException, ExecutionException, InterruptedException {
    var process = HandlerProcess.training(Path.of(arguments[0]));
    var handler = Map.of("index.mjs", handler());
    process.open(NAME, handler, Map.of("TABLE_NAME", "Notes"), "v24.0.0", 0, LIMIT).get();
    process.init(NAME, "index.handler", 0, LIMIT).get();
    for (int i = 0; i < INVOCATIONS; i++) {
      invoke(process, i);
    }
    process.close(NAME);
    process.closeInput();
    process.awaitEnd();
  }

  private static void invoke(HandlerProcess process, int number)
      throws ExecutionException, InterruptedException {
    var event =
        "{\"httpMethod\":\"GET\",\"pathParameters\":{\"id\":\"" + number + "\"},\"body\":null}";
    var context =
        Fields.EMPTY.with("awsRequestId", "id-" + number).with("deadline", number + 3_000L);
    var turn = process.start(NAME, event, context, number, number, LIMIT).get();
    while (turn.end().isEmpty()) {
      for (var effect : turn.effects()) {
        turn =
            switch (effect) {
              case Turn.Call c ->
                  process.resume(NAME, c.id(), true, answer(c.operation()), number, LIMIT).get();
              case Turn.StartTimer t -> process.timer(NAME, t.id(), number, LIMIT).get();
              case Turn.ClearTimer c -> turn;
              case Turn.Log l -> turn;
            };
      }
    }
  }

  private static Fields answer(String operation) {
    return switch (operation) {
      case "GetItem" ->
          Fields.EMPTY.with(
              "Item",
              Fields.EMPTY
                  .with("id", Fields.EMPTY.with("S", "1"))
                  .with("count", Fields.EMPTY.with("N", "3"))
                  .with("tags", Fields.EMPTY.with("L", Value.list(Fields.EMPTY.with("S", "a")))));
      case "GetObject" ->
          Fields.EMPTY.with("Body", Value.of("text".getBytes(StandardCharsets.UTF_8)));
      case "SendMessage" -> Fields.EMPTY.with("MessageId", "1");
      default -> Fields.EMPTY;
    };
  }

  private static String handler() throws IOException {
    try (InputStream in = WorkerTraining.class.getResourceAsStream("training.mjs")) {
      if (in == null) {
        throw new IOException("no resource training.mjs");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
