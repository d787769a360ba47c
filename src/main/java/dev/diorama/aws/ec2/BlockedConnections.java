package dev.diorama.aws.ec2;

import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Trace;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// Findings about who sends over connections that leave the VPC and meet certain blockers.
final class BlockedConnections {
  private BlockedConnections() {}

  /// One finding for each sender, with the fixes of its first such connection.
  ///
  /// @param meant which blockers of a verdict's best path the rule reports
  static Stream<Finding> findings(
      Rule rule, RuleContext context, BiPredicate<Verdict, Blocker> meant) {
    return context.drawing().resources().values().stream()
        .flatMap(sender ->
            context.drawing().from(sender.id()).stream()
                .flatMap(c ->
                    context.access().of(c).needs().stream()
                        .filter(v -> v.outcome() == Outcome.BLOCKED)
                        .flatMap(v -> finding(rule, context, sender, c, v, meant)))
                .limit(1));
  }

  /// Whether packets of a need leave the VPC, unless an endpoint takes them.
  static boolean leavesTheVpc(Need need) {
    return switch (need) {
      case Need.Call call -> call.via().isPresent();
      case Need.Packet packet -> !(packet.destination() instanceof Need.ResourceInterface);
    };
  }

  private static Stream<Finding> finding(
      Rule rule,
      RuleContext context,
      Resource sender,
      Connection connection,
      Verdict verdict,
      BiPredicate<Verdict, Blocker> meant) {
    return verdict.network().map(Trace::blockers).orElse(List.<Blocker>of()).stream()
        .filter(b -> meant.test(verdict, b))
        .limit(1)
        .map(blocker ->
            new Finding(
                rule.info().id(),
                rule.info().severity(),
                new Subject.OfResource(sender.id()),
                PropertyPath.ROOT,
                Message.of(
                    "rule." + rule.info().id() + ".message",
                    sender.logicalId(),
                    blocker.explanation()),
                new NetworkFixes(context, connection, verdict.need()).all()));
  }
}
