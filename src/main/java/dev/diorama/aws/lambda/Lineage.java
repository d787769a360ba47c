package dev.diorama.aws.lambda;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;

/// Recursion detection (docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html): Lambda
/// stops a function that was invoked about sixteen times in one chain of requests. The chain is the
/// log's own chain of causes, so that it goes through everything that passes its cause on: other
/// functions, queues, buckets. As on AWS it does not go through a table's stream.
final class Lineage {
  private Lineage() {}

  /// How often a function was invoked in the chain that leads to this invocation.
  static long rounds(RuntimeContext context, Because because, ResourceId function) {
    long rounds = 0;
    var cause = because.cause();
    while (cause.isPresent() && rounds < LambdaFigures.RECURSION_LIMIT) {
      var event = context.event(cause.getAsLong());
      if (event.isEmpty()) {
        break;
      }
      if (event.get() instanceof RuntimeEvent.InvocationStarted s
          && s.function().equals(function)) {
        rounds++;
      }
      cause = event.get().header().cause();
    }
    return rounds;
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  static OperationResult.Failure stopped() {
    return new OperationResult.Failure(
        "RecursiveInvocationException",
        "Lambda has detected your function being invoked in a recursive loop with other AWS"
            + " resources and stopped your function's invocation.",
        400);
  }
}
