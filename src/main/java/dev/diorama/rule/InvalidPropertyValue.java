package dev.diorama.rule;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.util.List;
import java.util.stream.Stream;

/// A property whose value AWS would refuse: a number out of range, a name in the wrong form, a
/// reference to nothing. Engines and emulators fall back to the default for such a value, so a
/// drawing with one could look sound although it cannot be created.
final class InvalidPropertyValue implements Rule {
  static final RuleId ID = new RuleId("InvalidPropertyValue");
  private static final int LONGEST_SHOWN = 60;

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.ERROR,
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().resources().values().stream()
        .flatMap(r ->
            context.catalog().type(r.type()).stream()
                .flatMap(t -> t.properties().stream())
                .flatMap(spec ->
                    spec.path().in(r.properties()).stream()
                        .flatMap(v -> ValueProblem.of(spec, spec.path(), v, context.drawing())))
                .map(p -> finding(r, p)));
  }

  private Finding finding(Resource resource, ValueProblem problem) {
    var value = problem.at().in(resource.properties()).map(InvalidPropertyValue::shown).orElse("");
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfResource(resource.id()),
        problem.at(),
        Message.of(
            "rule.InvalidPropertyValue.message",
            problem.at(),
            resource.logicalId(),
            value,
            problem.expected()),
        problem.mendable() ? List.of(fix(resource, problem)) : List.of());
  }

  private static Fix fix(Resource resource, ValueProblem problem) {
    var label =
        problem
            .instead()
            .map(v ->
                Message.of(
                    "rule.InvalidPropertyValue.fix.set",
                    problem.at(),
                    resource.logicalId(),
                    shown(v)))
            .orElseGet(() ->
                Message.of(
                    "rule.InvalidPropertyValue.fix.remove", problem.at(), resource.logicalId()));
    return new Fix(
        label,
        Transaction.of(
            label, new Edit.SetProperty(resource.id(), problem.at(), problem.instead())));
  }

  private static String shown(Value value) {
    var text =
        switch (value) {
          case Value.Text t -> t.value();
          case Value.Numeric n -> n.value().toPlainString();
          case Value.Flag f -> String.valueOf(f.value());
          case Value.Null n -> "null";
          case Value.Items i -> "[…]";
          case Value.Fields f -> f.text("Ref").orElse("{…}");
          case Value.Blob b -> "…";
        };
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
