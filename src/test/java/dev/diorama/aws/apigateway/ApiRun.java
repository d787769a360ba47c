package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// A run of an [ApiDrawing] with a test function and a test queue.
final class ApiRun implements AutoCloseable {
  final List<Fields> events = new ArrayList<>();
  final List<Fields> messages = new ArrayList<>();

  /// What buckets, tables and hosts were asked.
  final List<OperationRequest> requests = new ArrayList<>();

  /// What buckets, tables and hosts answer.
  Function<OperationRequest, OperationResult> answers = request -> new Success(Fields.EMPTY);

  final RunningSystem system;

  private ApiRun(
      Architecture drawing, Duration duration, Function<Fields, Fields> answer, boolean live) {
    Function<RuntimeContext, List<ServiceEmulator>> emulators =
        context -> {
          var all = new ArrayList<>(new ApiGatewayService().emulators(context));
          all.add(TestFunction.of(duration, answer, events).apply(context));
          all.add(new TestQueue(messages));
          all.add(backend("s3", ApiDrawing.BUCKET, ApiDrawing.BUCKET_ARN));
          all.add(backend("dynamodb", ApiDrawing.TABLE, ApiDrawing.TABLE_ARN));
          all.add(backend("logs", ApiDrawing.GROUP, ApiDrawing.GROUP_ARN));
          all.add(backend("client", ApiDrawing.HOST, ""));
          return all;
        };
    var options =
        new RunOptions(3, live ? OptionalInt.of(0) : OptionalInt.empty(), Optional.empty());
    system =
        live
            ? RunningSystem.live(drawing, ApiDrawing.catalog(), emulators, options)
            : RunningSystem.virtual(drawing, ApiDrawing.catalog(), emulators, options);
  }

  private ServiceEmulator backend(String service, ResourceId resource, String arn) {
    return new TestBackend(service, resource, arn, request -> answers.apply(request), requests);
  }

  /// On virtual time; the handler returns this JSON.
  static ApiRun virtual(Architecture drawing, String returned) {
    return new ApiRun(drawing, Duration.ZERO, e -> TestFunction.returned(returned), false);
  }

  /// On virtual time; the handler takes this long.
  static ApiRun slow(Architecture drawing, Duration duration) {
    return new ApiRun(drawing, duration, e -> TestFunction.returned("{'statusCode': 200}"), false);
  }

  /// On virtual time, with the whole output of the function.
  static ApiRun virtual(Architecture drawing, Fields output) {
    return new ApiRun(drawing, Duration.ZERO, e -> output, false);
  }

  /// On virtual time; the output is made from the event.
  static ApiRun virtual(Architecture drawing, Function<Fields, Fields> answer) {
    return new ApiRun(drawing, Duration.ZERO, answer, false);
  }

  /// On wall time with an endpoint; the handler's answer is made from its event.
  static ApiRun live(Architecture drawing, Function<Fields, Fields> answer) {
    return new ApiRun(drawing, Duration.ZERO, answer, true);
  }

  OperationResult request(String input) {
    return call("Invoke", input);
  }

  /// Makes a call and lets two minutes pass.
  OperationResult call(String operation, String input) {
    return call(operation, ApiDrawing.json(input));
  }

  OperationResult call(String operation, Fields input) {
    var answer =
        system.submit(ApiDrawing.BROWSER, "execute-api:" + operation, ApiDrawing.API, input);
    system.advance(Duration.ofMinutes(2));
    return answer.join();
  }

  Fields answered(String input) {
    var result = request(input);
    assertThat(result).isInstanceOf(Success.class);
    return ((Success) result).output();
  }

  Failure failed(String input) {
    var result = request(input);
    assertThat(result).isInstanceOf(Failure.class);
    return (Failure) result;
  }

  @Override
  public void close() {
    system.close();
  }
}
