package dev.diorama.aws.ec2;

import dev.diorama.access.Verdict;
import dev.diorama.reachability.Blocker;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.stream.Stream;

/// A connection needs the internet, and the subnet from which it starts has no route there.
public final class NoRouteToTheInternet implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("NoRouteToTheInternet"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return BlockedConnections.findings(this, context, NoRouteToTheInternet::reports);
  }

  /// Whether this rule reports the blocker. A gateway endpoint without a route is another matter.
  static boolean reports(Verdict verdict, Blocker blocker) {
    return blocker.code().equals("NO_ROUTE_TO_DESTINATION")
        && !blocker.explanation().key().endsWith(".endpoint")
        && BlockedConnections.leavesTheVpc(verdict.need());
  }
}
