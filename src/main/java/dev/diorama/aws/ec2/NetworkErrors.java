package dev.diorama.aws.ec2;

import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Trace;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The errors that the network's rules have for a drawing, without the fixes that make findings
/// expensive. A change that brings a new one is no fix.
///
/// What a connection still lacks that did not work before is not counted: a fix may take away one
/// of several causes.
final class NetworkErrors {
  private static final List<ResourceRule> RULES =
      List.of(
          new NatGatewayWithoutInternetRoute(), new OverlappingCidrBlocks(), new SubnetTooSmall());
  private static final RuleId IN_PUBLIC_SUBNET = new FunctionInPublicSubnet().info().id();

  private NetworkErrors() {}

  /// An error of a rule about a resource.
  record Found(RuleId rule, ResourceId resource) {}

  /// Whether every error after a change was there before.
  static boolean addsNone(RuleContext before, RuleContext after) {
    var errors = of(after);
    return errors.isEmpty() || of(before).containsAll(errors);
  }

  static Set<Found> of(RuleContext context) {
    var found = new LinkedHashSet<Found>();
    for (var rule : RULES) {
      if (rule.info().severity() == Severity.ERROR) {
        rule.subjects(context).forEach(r -> found.add(new Found(rule.info().id(), r.id())));
      }
    }
    for (var connection : context.drawing().connections().values()) {
      for (var verdict : context.access().of(connection).needs()) {
        if (isInPublicSubnet(verdict)) {
          found.add(new Found(IN_PUBLIC_SUBNET, connection.source()));
        }
      }
    }
    return found;
  }

  private static boolean isInPublicSubnet(Verdict verdict) {
    return verdict.outcome() == Outcome.BLOCKED
        && verdict.network().map(Trace::blockers).orElse(List.<Blocker>of()).stream()
            .anyMatch(b -> FunctionInPublicSubnet.reports(verdict, b));
  }
}
