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

/// A mapping polls a table whose stream is off, so there is nothing to poll and AWS refuses the
/// mapping.
final class EventSourceWithoutStream implements Rule {
  private static final RuleId ID = new RuleId("EventSourceWithoutStream");

  /// Where a table says what its stream holds
  /// (docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html).
  private static final PropertyPath VIEW = PropertyPath.of("StreamSpecification", "StreamViewType");

  private static final String FULLEST_VIEW = "NEW_AND_OLD_IMAGES";

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID, Severity.ERROR, "https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream()
        .filter(c -> c.type().equals(LambdaConnections.MAPPING))
        .flatMap(c ->
            context.drawing().resource(c.source()).stream()
                .filter(s -> hasNothingToPoll(s, context))
                .map(s -> finding(c, s, context)));
  }

  private static boolean hasNothingToPoll(Resource source, RuleContext context) {
    return context
            .catalog()
            .type(source.type())
            .filter(t -> t.property(VIEW.toString()).isPresent())
            .isPresent()
        && context
            .catalog()
            .facets(source)
            .eventSourceArn(source, context.drawing().environment())
            .isEmpty();
  }

  private Finding finding(Connection mapping, Resource source, RuleContext context) {
    var label = Message.of("rule.EventSourceWithoutStream.fix", source.logicalId());
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfConnection(mapping.id()),
        PropertyPath.ROOT,
        Message.of(
            "rule.EventSourceWithoutStream.message",
            source.logicalId(),
            context.drawing().resource(mapping.target()).map(Resource::logicalId).orElse("")),
        List.of(
            new Fix(
                label,
                Transaction.of(
                    label,
                    new Edit.SetProperty(
                        source.id(), VIEW, Optional.of(Value.of(FULLEST_VIEW)))))));
  }
}
