package dev.diorama.aws.lambda;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
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

/// Lambda stops every invocation after 900 seconds; a longer `Timeout` cannot be deployed.
final class FunctionTimeoutAboveMaximum implements Rule {
  private static final RuleId ID = new RuleId("FunctionTimeoutAboveMaximum");
  private static final PropertyPath TIMEOUT = PropertyPath.of("Timeout");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.ERROR,
        "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(FunctionType.NAME).stream()
        .filter(f -> FunctionSettings.timeoutOf(f) > FunctionSettings.MAX_TIMEOUT)
        .map(this::finding);
  }

  private Finding finding(Resource function) {
    var max = FunctionSettings.MAX_TIMEOUT;
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfResource(function.id()),
        TIMEOUT,
        Message.of(
            "rule.FunctionTimeoutAboveMaximum.message",
            function.logicalId(),
            FunctionSettings.timeoutOf(function),
            max),
        List.of(
            new Fix(
                Message.of("rule.FunctionTimeoutAboveMaximum.fix", max),
                Transaction.of(
                    Message.of("rule.FunctionTimeoutAboveMaximum.fix", max),
                    new Edit.SetProperty(function.id(), TIMEOUT, Optional.of(Value.of(max)))))));
  }
}
