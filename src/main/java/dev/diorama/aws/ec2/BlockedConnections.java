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
import java.util.Set;
import java.util.stream.Stream;

/// Findings about who sends over connections that need the internet and meet certain blockers.
final class BlockedConnections {
  private BlockedConnections() {}

  /// One finding for each sender, with the fixes of its first such connection.
  static Stream<Finding> findings(Rule rule, RuleContext context, Set<String> codes) {
    return context.drawing().resources().values().stream()
        .flatMap(sender ->
            context.drawing().from(sender.id()).stream()
                .flatMap(c ->
                    context.access().of(c).needs().stream()
                        .filter(v -> v.outcome() == Outcome.BLOCKED && isToInternet(v.need()))
                        .flatMap(v -> finding(rule, context, sender, c, v, codes)))
                .limit(1));
  }

  private static boolean isToInternet(Need need) {
    return need instanceof Need.Packet p && p.destination() instanceof Need.InternetHost;
  }

  private static Stream<Finding> finding(
      Rule rule,
      RuleContext context,
      Resource sender,
      Connection connection,
      Verdict verdict,
      Set<String> codes) {
    return verdict.network().map(Trace::blockers).orElse(List.<Blocker>of()).stream()
        .filter(b -> codes.contains(b.code()))
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
