package dev.diorama.aws.lambda;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A small service under DynamoDB's prefix: `PutItem` keeps an item and answers after 20 ms,
/// `GetItem` gives it back.
final class Keeper implements ServiceEmulator {
  static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/Keeper";
  private final RuntimeContext context;
  private final Map<Value, Value> items = new LinkedHashMap<>();

  Keeper(RuntimeContext context) {
    this.context = context;
  }

  @Override
  public String service() {
    return "dynamodb";
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return Optional.of(LambdaWorld.KEEPER);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of(new Authorization("dynamodb:" + request.operation(), ARN, Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    switch (request.operation()) {
      case "PutItem" -> {
        var item = request.input().fields("Item");
        items.put(item.fields("id"), item);
        context.after(
            Duration.ofMillis(20), () -> reply.accept(new OperationResult.Success(Fields.EMPTY)));
      }
      case "GetItem" -> {
        var found = Optional.ofNullable(items.get(request.input().fields("Key").fields("id")));
        reply.accept(
            new OperationResult.Success(
                found.map(i -> Fields.EMPTY.with("Item", i)).orElse(Fields.EMPTY)));
      }
      default ->
          reply.accept(new OperationResult.Failure("ResourceNotFoundException", "no table", 400));
    }
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
