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
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A function whose language this machine has no interpreter for: it is right on AWS, and cannot be
/// run here. Embedded Node.js needs nothing installed.
final class RuntimeNotInstalled implements Rule {
  private static final RuleId ID = new RuleId("RuntimeNotInstalled");
  private static final PropertyPath RUNTIME = PropertyPath.of("Runtime");
  private static final PropertyPath HANDLER = PropertyPath.of("Handler");
  private static final PropertyPath DIORAMA_RUNTIME = PropertyPath.of("Diorama", "Runtime");

  private final Predicate<String> installed;

  /// @param installed whether this machine can start a runtime
  RuntimeNotInstalled(Predicate<String> installed) {
    this.installed = installed;
  }

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID, Severity.WARNING, "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(FunctionType.NAME).stream()
        .filter(f -> {
          var settings = FunctionSettings.of(f);
          return settings.installed()
              && settings.declared().isEmpty()
              && !installed.test(settings.runtime());
        })
        .map(this::finding);
  }

  private Finding finding(Resource function) {
    var runtime = FunctionSettings.of(function).runtime();
    boolean node = runtime.startsWith("nodejs");
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfResource(function.id()),
        node ? DIORAMA_RUNTIME : RUNTIME,
        Message.of("rule.RuntimeNotInstalled.message", function.logicalId(), runtime),
        List.of(node ? embedded(function) : javaScript(function)));
  }

  private static Fix embedded(Resource function) {
    var label = Message.of("rule.RuntimeNotInstalled.fix.embedded", function.logicalId());
    return new Fix(label, Transaction.of(label, set(function, DIORAMA_RUNTIME, "embedded")));
  }

  private static Fix javaScript(Resource function) {
    var label =
        Message.of(
            "rule.RuntimeNotInstalled.fix.nodejs",
            function.logicalId(),
            FunctionSettings.DEFAULT_RUNTIME);
    return new Fix(
        label,
        new Transaction(
            label,
            List.of(
                set(function, RUNTIME, FunctionSettings.DEFAULT_RUNTIME),
                set(function, HANDLER, FunctionSettings.DEFAULT_HANDLER))));
  }

  private static Edit set(Resource function, PropertyPath path, String value) {
    return new Edit.SetProperty(function.id(), path, Optional.of(Value.of(value)));
  }
}
