package dev.diorama.aws;

import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A service that takes `Invoke` and does nothing: what it got stands in the event log.
final class InvokedFunctions implements ServiceEmulator {
  private final Architecture drawing;

  InvokedFunctions(Architecture drawing) {
    this.drawing = drawing;
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return request
        .input()
        .text("FunctionName")
        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
        .flatMap(drawing::byLogicalId)
        .map(r -> r.id());
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of(
        new Authorization(
            "lambda:InvokeFunction", request.input().text("FunctionName").orElse(""), Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    reply.accept(new OperationResult.Success(Fields.EMPTY.with("StatusCode", 202)));
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
