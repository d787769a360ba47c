package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;

/// The execution log of a stage: why a request failed inside API Gateway, which clients are not
/// told. AWS writes it only where logging is enabled; a run always tells. The group's name is
/// AWS's: `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html`.
final class ExecutionLog {
  private ExecutionLog() {}

  /// Writes a line.
  static void write(RuntimeContext context, Resource api, String line, Because because) {
    var group = "API-Gateway-Execution-Logs_" + ApiFacets.apiId(api) + "/" + ApiFacets.stage(api);
    context.record(because, header -> new RuntimeEvent.LogWritten(header, api.id(), group, line));
  }
}
