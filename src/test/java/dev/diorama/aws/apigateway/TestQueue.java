package dev.diorama.aws.apigateway;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A queue that keeps what it is sent.
record TestQueue(List<Fields> messages) implements ServiceEmulator {
  @Override
  public String service() {
    return "sqs";
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return Optional.of(ApiDrawing.QUEUE);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of(new Authorization("sqs:SendMessage", ApiDrawing.QUEUE_ARN, Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    messages.add(request.input());
    reply.accept(
        new Success(Fields.EMPTY.with("MessageId", "m-1").with("MD5OfMessageBody", "abc")));
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
