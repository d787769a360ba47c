package dev.diorama.rule;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.PropertyNames.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A property that the catalogue does not have. One that is written almost like a known one is
/// probably misspelt, and then what was meant has its default. Any other may well be one that AWS
/// has and Diorama does not model; that is said once for each resource, and not called wrong.
final class UnknownProperty implements Rule {
  static final RuleId ID = new RuleId("UnknownProperty");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.WARNING,
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html");
  }

  /// What has properties: a resource, or a connection.
  private record Owner(Subject subject, String name, Fields properties) {
    Edit set(PropertyPath at, Optional<Value> value) {
      return switch (subject) {
        case Subject.OfResource r -> new Edit.SetProperty(r.id(), at, value);
        case Subject.OfConnection c -> new Edit.SetConnectionProperty(c.id(), at, value);
      };
    }
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var catalog = context.catalog();
    var drawing = context.drawing();
    return Stream.concat(
        drawing.resources().values().stream()
            .filter(r -> !r.properties().values().isEmpty())
            .flatMap(r ->
                catalog.type(r.type()).stream()
                    .flatMap(t ->
                        findings(
                            new Owner(
                                new Subject.OfResource(r.id()), r.logicalId(), r.properties()),
                            t.properties()))),
        drawing.connections().values().stream()
            .filter(c -> !c.properties().values().isEmpty())
            .flatMap(c ->
                catalog.type(c.type()).stream()
                    .flatMap(t ->
                        findings(
                            new Owner(
                                new Subject.OfConnection(c.id()), c.id().value(), c.properties()),
                            t.properties()))));
  }

  private Stream<Finding> findings(Owner owner, List<PropertySpec> specs) {
    var unknown = PropertyNames.of(specs).unknown(owner.properties()).toList();
    var others = unknown.stream().filter(u -> u.similar().isEmpty()).toList();
    return Stream.concat(
        unknown.stream().flatMap(u -> u.similar().stream().map(s -> misspelt(owner, u, s))),
        others.isEmpty() ? Stream.of() : Stream.of(unused(owner, others)));
  }

  private Finding misspelt(Owner owner, Unknown unknown, PropertyPath meant) {
    var label = Message.of("rule.UnknownProperty.fix.rename", unknown.at(), owner.name(), meant);
    var rename =
        new Transaction(
            label,
            List.of(
                owner.set(meant, unknown.at().in(owner.properties())),
                owner.set(unknown.at(), Optional.empty())));
    return new Finding(
        ID,
        info().severity(),
        owner.subject(),
        unknown.at(),
        Message.of("rule.UnknownProperty.similar", unknown.at(), owner.name(), meant),
        List.of(new Fix(label, rename)));
  }

  private static Finding unused(Owner owner, List<Unknown> names) {
    return new Finding(
        ID,
        Severity.INFO,
        owner.subject(),
        names.getFirst().at(),
        Message.of(
            "rule.UnknownProperty.unused",
            names.stream().map(u -> u.at().toString()).collect(Collectors.joining(", ")),
            owner.name()),
        List.of());
  }
}
