package dev.diorama.runtime;

import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.wire.AwsJsonProtocol;
import dev.diorama.runtime.wire.WireProtocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A small service of our own: boxes that hold one thing each. Everybody may knock, putting and
/// getting needs permission.
final class BoxService implements ServiceEmulator {
  static final String PREFIX = "box";

  private final RuntimeContext context;
  private final Map<ResourceId, Value> contents = new LinkedHashMap<>();
  private boolean stopped;

  BoxService(RuntimeContext context) {
    this.context = context;
  }

  static String arn(Resource box, Architecture drawing) {
    var environment = drawing.environment();
    return "arn:aws:box:"
        + environment.region()
        + ":"
        + environment.accountId()
        + ":box/"
        + box.logicalId();
  }

  boolean isStopped() {
    return stopped;
  }

  @Override
  public String service() {
    return PREFIX;
  }

  @Override
  public void start() {
    for (var box : context.drawing().ofType(TestDrawing.BOX)) {
      count(new Because(InvocationId.RUN, OptionalLong.empty()), box.id());
    }
  }

  private void count(Because because, ResourceId box) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("things", contents.containsKey(box) ? 1L : 0L);
    context.changed(because, box, counts);
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return request
        .input()
        .text("Box")
        .flatMap(name -> context.drawing().byLogicalId(name))
        .map(Resource::id);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input.get("Box").isPresent()
        ? input
        : input.with("Box", context.drawing().resource(target).orElseThrow().logicalId());
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    if (request.operation().equals("Knock")) {
      return List.of();
    }
    var arn =
        target(request)
            .flatMap(t -> context.drawing().resource(t))
            .map(box -> arn(box, context.drawing()))
            .orElse("*");
    return List.of(new Authorization("box:" + request.operation(), arn, Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    var box = target(request);
    if (box.isEmpty()) {
      reply.accept(new Failure("NoSuchBox", "There is no such box.", 404));
      return;
    }
    switch (request.operation()) {
      case "Knock" -> reply.accept(new Success(Fields.EMPTY.with("Id", context.newUuid())));
      case "Put" -> {
        contents.put(box.get(), request.input().get("Thing").orElse(Value.Null.NULL));
        count(Because.of(request), box.get());
        reply.accept(new Success(Fields.EMPTY));
      }
      case "Get" ->
          reply.accept(
              contents.containsKey(box.get())
                  ? new Success(Fields.EMPTY.with("Thing", contents.get(box.get())))
                  : new Failure("BoxEmpty", "The box is empty.", 400));
      case "Wait" -> {
        var wait = Duration.ofSeconds(request.input().number("Seconds").orElse(1L));
        context.after(wait, () -> reply.accept(new Success(Fields.EMPTY)));
      }
      case "Work" ->
          context.beside(
              () -> request.input().text("Thing").orElseThrow().toUpperCase(Locale.ROOT),
              done -> reply.accept(new Success(Fields.EMPTY.with("Thing", done))),
              e -> reply.accept(new Failure("WorkFailed", e.toString(), 500)));
      case "Crash" -> throw new IllegalStateException("a defect");
      default -> reply.accept(new Failure("UnknownOperationException", "", 400));
    }
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(new AwsJsonProtocol(PREFIX, "Box_2026", "1.1"));
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
