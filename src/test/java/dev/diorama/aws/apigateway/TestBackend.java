package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
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
import java.util.function.Function;

/// A service behind an API, with one resource, that keeps what it is asked.
///
/// @param arn on which every operation is authorized; empty for a host on the internet
record TestBackend(
    String service,
    ResourceId resource,
    String arn,
    Function<OperationRequest, OperationResult> answer,
    List<OperationRequest> requests)
    implements ServiceEmulator {
  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return Optional.of(resource);
  }

  @Override
  public Need.Destination destination(OperationRequest request) {
    return arn.isEmpty()
        ? new Need.InternetHost("api.example.com", 443)
        : new Need.ServiceEndpoint(service);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    var key = request.input().text("Key").map(k -> "/" + k).orElse("");
    return arn.isEmpty()
        ? List.of()
        : List.of(new Authorization(service + ":" + request.operation(), arn + key, Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    requests.add(request);
    reply.accept(answer.apply(request));
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
