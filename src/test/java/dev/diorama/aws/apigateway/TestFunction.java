package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A service of functions that answer what a test wants, after some time, and keep their events.
final class TestFunction implements ServiceEmulator {
  private final RuntimeContext context;
  private final Duration duration;
  private final Function<Fields, Fields> answer;
  private final List<Fields> events;

  private TestFunction(
      RuntimeContext context,
      Duration duration,
      Function<Fields, Fields> answer,
      List<Fields> events) {
    this.context = context;
    this.duration = duration;
    this.answer = answer;
    this.events = events;
  }

  /// Functions whose `Invoke` gives the output that `answer` makes from the event.
  static Function<RuntimeContext, ServiceEmulator> of(
      Duration duration, Function<Fields, Fields> answer, List<Fields> events) {
    return context -> new TestFunction(context, duration, answer, events);
  }

  /// The output of an `Invoke` whose handler returned this JSON.
  static Fields returned(String json) {
    return Fields.EMPTY
        .with("StatusCode", 200)
        .with("Payload", Value.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  static List<Fields> events() {
    return new ArrayList<>();
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return Optional.of(ApiDrawing.FUNCTION);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of(
        new Authorization(
            "lambda:InvokeFunction", request.input().text("FunctionName").orElseThrow(), Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    var payload = (Value.Blob) request.input().get("Payload").orElseThrow();
    try {
      var event = (Fields) Json.read(payload.bytes());
      events.add(event);
      context.after(duration, () -> reply.accept(new Success(answer.apply(event))));
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
