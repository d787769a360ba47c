package dev.diorama.rule;

import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import java.util.List;
import java.util.stream.Stream;

/// A resource or connection of a type that this version does not know, as from a newer Diorama or a
/// misspelt file. It is kept, but nothing is checked or run of it.
final class UnknownType implements Rule {
  private static final RuleId ID = new RuleId("UnknownType");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.WARNING,
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var catalog = context.catalog();
    var drawing = context.drawing();
    return Stream.concat(
        drawing.resources().values().stream()
            .filter(r -> catalog.type(r.type()).isEmpty())
            .map(this::finding),
        drawing.connections().values().stream()
            .filter(c -> catalog.type(c.type()).isEmpty())
            .map(this::finding));
  }

  private Finding finding(Resource resource) {
    return finding(
        new Subject.OfResource(resource.id()),
        Message.of("rule.UnknownType.message", resource.type(), resource.logicalId()));
  }

  private Finding finding(Connection connection) {
    return finding(
        new Subject.OfConnection(connection.id()),
        Message.of("rule.UnknownType.message", connection.type(), connection.id()));
  }

  private Finding finding(Subject subject, Message message) {
    return new Finding(ID, info().severity(), subject, PropertyPath.of("type"), message, List.of());
  }
}
