package dev.diorama.aws.ec2;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Trace;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.stream.Stream;

/// A connection whose packets do not arrive, or whose replies do not return. Silent where each of
/// the blockers has a rule of its own that reports it: one finding for one cause.
public final class NoNetworkPath implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("NoNetworkPath"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var causes = new Causes(context);
    return context.drawing().connections().values().stream()
        .flatMap(connection ->
            context.access().of(connection).needs().stream()
                .filter(v -> v.outcome() == Outcome.BLOCKED)
                .flatMap(
                    v -> causes.unreported(v).stream().map(b -> finding(context, connection, v, b)))
                .limit(1));
  }

  private static Finding finding(
      RuleContext context, Connection connection, Verdict verdict, Blocker blocker) {
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfConnection(connection.id()),
        PropertyPath.ROOT,
        Message.of(
            "rule.NoNetworkPath.message",
            name(context, connection.source()),
            name(context, connection.target()),
            blocker.explanation()),
        new NetworkFixes(context, connection, verdict.need()).all());
  }

  private static String name(RuleContext context, ResourceId id) {
    return context.drawing().resource(id).map(Resource::logicalId).orElse(id.value());
  }

  /// Whether all packets of a connection arrive.
  static boolean works(Access access, Connection connection) {
    return access.of(connection).needs().stream()
        .allMatch(v -> v.network().map(Trace::works).orElse(true));
  }
}
