package dev.diorama.aws.lambda;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A small service under CloudWatch Logs' prefix that keeps all lines in one list.
final class LogKeeper implements ServiceEmulator {
  private final List<String> lines;
  private final Set<String> groups = new HashSet<>();

  LogKeeper(List<String> lines) {
    this.lines = lines;
  }

  @Override
  public String service() {
    return "logs";
  }

  @Override
  public void start() {}

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return Optional.empty();
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of(new Authorization("logs:" + request.operation(), "*", Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    var group = request.input().text("logGroupName").orElse("");
    switch (request.operation()) {
      case "CreateLogGroup" -> groups.add(group);
      case "PutLogEvents" ->
          request
              .input()
              .list("logEvents")
              .forEach(e -> lines.add(e instanceof Fields f ? f.text("message").orElse("") : ""));
      default -> {
        if (!groups.contains(group)) {
          reply.accept(
              new OperationResult.Failure("ResourceNotFoundException", "no such group", 400));
          return;
        }
      }
    }
    reply.accept(new OperationResult.Success(Fields.EMPTY));
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of();
  }
}
