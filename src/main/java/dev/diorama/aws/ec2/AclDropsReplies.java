package dev.diorama.aws.ec2;

import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Trace;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A network ACL that drops replies, all or a part of them: it is stateless, and the client's ports
/// must be allowed too.
public final class AclDropsReplies implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("AclDropsReplies"),
          Severity.WARNING,
          "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /// One need whose reply an ACL drops.
  private record Drop(Verdict verdict, Blocker blocker) {}

  @Override
  public Stream<Finding> check(RuleContext context) {
    var proposal = new Proposal(this, context);
    return subjects(context)
        .map(acl ->
            proposal.finding(
                blocks(context, acl) ? Severity.ERROR : INFO.severity(),
                acl,
                proposal.text(
                    "message",
                    acl.logicalId(),
                    drops(context, acl).getFirst().blocker().explanation()),
                List.of(draft -> open(proposal, context, draft, acl))));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    return context.drawing().ofType(Names.NETWORK_ACL).stream()
        .filter(acl -> !drops(context, acl).isEmpty());
  }

  /// Whether a connection does not work at all; else it is a part of the replies that is lost.
  private static boolean blocks(RuleContext context, Resource acl) {
    return drops(context, acl).stream().anyMatch(d -> d.verdict().outcome() == Outcome.BLOCKED);
  }

  private static List<Drop> drops(RuleContext context, Resource acl) {
    var result = new ArrayList<Drop>();
    for (var connection : context.drawing().connections().values()) {
      for (var verdict : context.access().of(connection).needs()) {
        verdict.network().map(Trace::blockers).orElse(List.of()).stream()
            .filter(b -> b.code().equals("SUBNET_ACL_RESTRICTION"))
            .filter(b -> b.explanation().key().contains(".reply."))
            .filter(b -> b.at().equals(Optional.of(acl.id())))
            .forEach(b -> result.add(new Drop(verdict, b)));
      }
    }
    return result;
  }

  private static Optional<Message> open(
      Proposal proposal, RuleContext context, Draft draft, Resource acl) {
    for (var drop : drops(context, acl)) {
      new BlockerRepairs(draft, drop.verdict().need()).repair(drop.blocker());
    }
    return draft.size() > 0
        ? Optional.of(proposal.text("fix.open", acl.logicalId()))
        : Optional.empty();
  }
}
