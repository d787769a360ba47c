package dev.diorama.aws.lambda;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A queue whose messages become visible again while the function still works on them delivers them
/// twice; Lambda refuses such a mapping. AWS recommends six times the function's timeout.
final class VisibilityTimeoutBelowFunctionTimeout implements Rule {
  private static final RuleId ID = new RuleId("VisibilityTimeoutBelowFunctionTimeout");
  private static final PropertyPath VISIBILITY = PropertyPath.of("VisibilityTimeout");

  /// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
  private static final long DEFAULT_VISIBILITY = 30;

  private static final long MAX_VISIBILITY = 43_200;
  private static final long RECOMMENDED_FACTOR = 6;

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.ERROR,
        "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream()
        .filter(c -> c.type().equals(LambdaConnections.MAPPING))
        .flatMap(c -> check(context, c).stream());
  }

  private Optional<Finding> check(RuleContext context, Connection mapping) {
    var queue = context.drawing().resource(mapping.source()).filter(s -> isQueue(context, s));
    var function = context.drawing().resource(mapping.target());
    if (queue.isEmpty() || function.isEmpty()) {
      return Optional.empty();
    }
    long visibility =
        queue.get().properties().number("VisibilityTimeout").orElse(DEFAULT_VISIBILITY);
    long timeout = FunctionSettings.timeoutOf(function.get());
    return visibility < timeout
        ? Optional.of(finding(queue.get(), visibility, function.get(), timeout))
        : Optional.empty();
  }

  private static boolean isQueue(RuleContext context, Resource source) {
    return context
        .catalog()
        .facets(source)
        .eventSourceArn(source, context.drawing().environment())
        .filter(arn -> LambdaConnections.serviceOf(arn).equals("sqs"))
        .isPresent();
  }

  private Finding finding(Resource queue, long visibility, Resource function, long timeout) {
    long wanted = Math.min(MAX_VISIBILITY, RECOMMENDED_FACTOR * timeout);
    var label = Message.of("rule.VisibilityTimeoutBelowFunctionTimeout.fix", wanted);
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfResource(queue.id()),
        VISIBILITY,
        Message.of(
            "rule.VisibilityTimeoutBelowFunctionTimeout.message",
            queue.logicalId(),
            visibility,
            function.logicalId(),
            timeout),
        List.of(
            new Fix(
                label,
                Transaction.of(
                    label,
                    new Edit.SetProperty(queue.id(), VISIBILITY, Optional.of(Value.of(wanted)))))));
  }
}
