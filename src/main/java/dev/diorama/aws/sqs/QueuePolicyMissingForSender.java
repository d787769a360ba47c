package dev.diorama.aws.sqs;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An AWS service is drawn to send to a queue whose policy does not let it. A service has no role,
/// so only the queue's own policy can.
final class QueuePolicyMissingForSender implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("QueuePolicyMissingForSender"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream()
        .flatMap(connection ->
            context
                .drawing()
                .resource(connection.target())
                .filter(r -> r.type().equals(QueueType.NAME))
                .stream()
                .flatMap(queue -> check(context, connection, queue)));
  }

  private static Stream<Finding> check(RuleContext context, Connection connection, Resource queue) {
    return context.catalog().needs(context.drawing(), connection).stream()
        .filter(n -> n.caller() instanceof Need.ServiceCaller)
        .flatMap(n -> n instanceof Need.Call c ? Stream.of(c) : Stream.empty())
        .filter(c -> c.action().equals("sqs:SendMessage") && c.target().equals(queue.id()))
        .filter(c -> context.access().of(c).outcome() == Verdict.Outcome.DENIED)
        .map(c -> finding(context, connection, queue, c));
  }

  private static Finding finding(
      RuleContext context, Connection connection, Resource queue, Need.Call call) {
    var caller = (Need.ServiceCaller) call.caller();
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfConnection(connection.id()),
        QueueType.POLICY,
        Message.of(
            "rule.QueuePolicyMissingForSender.message",
            queue.logicalId(),
            caller.servicePrincipal(),
            context
                .drawing()
                .resource(caller.resource())
                .map(Resource::logicalId)
                .orElse(caller.resource().value())),
        fix(context, queue, call, caller).stream().toList());
  }

  /// The smallest grant, offered only if it works: an explicit deny stays a deny.
  private static Optional<Fix> fix(
      RuleContext context, Resource queue, Need.Call call, Need.ServiceCaller caller) {
    var policy = withStatement(context.drawing(), context.catalog(), queue, caller);
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    var edit = new Edit.SetProperty(queue.id(), QueueType.POLICY, policy);
    var changed =
        context
            .drawing()
            .with(queue.withProperties(QueueType.POLICY.set(queue.properties(), policy)));
    if (!new Access(changed, context.catalog()).of(call).works()) {
      return Optional.empty();
    }
    var label = Message.of("rule.QueuePolicyMissingForSender.fix.allow", queue.logicalId());
    return Optional.of(new Fix(label, Transaction.of(label, edit)));
  }

  /// The queue's policy with one statement more; empty if what is drawn is no policy.
  private static Optional<Value> withStatement(
      Architecture drawing, Catalog catalog, Resource queue, Need.ServiceCaller caller) {
    var drawn = queue.properties().get("Policy").orElse(Fields.EMPTY);
    Value parsed;
    try {
      parsed = drawn instanceof Value.Text t && !t.value().isBlank() ? Json.read(t.value()) : drawn;
    } catch (JsonException e) {
      return Optional.empty();
    }
    var document = parsed instanceof Fields f ? f : Fields.EMPTY;
    var statements = new ArrayList<>(document.list("Statement"));
    statements.add(statement(drawing, catalog, queue, caller));
    var versioned =
        document.get("Version").isPresent() ? document : document.with("Version", "2012-10-17");
    return Optional.of(versioned.with("Statement", new Items(List.copyOf(statements))));
  }

  /// With `aws:SourceArn`, so that nobody else's resource can make the service send here:
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html`.
  private static Fields statement(
      Architecture drawing, Catalog catalog, Resource queue, Need.ServiceCaller caller) {
    // By name where that gives the same ARN, so that the policy follows a rename.
    var sourceArn =
        drawing
            .resource(caller.resource())
            .filter(s ->
                catalog
                    .facets(s)
                    .arn(s, drawing.environment())
                    .filter(caller.sourceArn()::equals)
                    .isPresent())
            .map(s -> "${" + s.logicalId() + ".Arn}")
            .orElse(caller.sourceArn());
    return Fields.EMPTY
        .with("Effect", "Allow")
        .with("Principal", Fields.EMPTY.with("Service", caller.servicePrincipal()))
        .with("Action", "sqs:SendMessage")
        .with("Resource", "${" + queue.logicalId() + ".Arn}")
        .with(
            "Condition",
            Fields.EMPTY.with("ArnLike", Fields.EMPTY.with("aws:SourceArn", sourceArn)));
  }
}
