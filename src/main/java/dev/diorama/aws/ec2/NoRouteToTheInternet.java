package dev.diorama.aws.ec2;

import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/// A connection needs the internet, and the subnet from which it starts has no route there.
public final class NoRouteToTheInternet implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("NoRouteToTheInternet"),
          Severity.WARNING,
          "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return BlockedConnections.findings(this, context, Set.of("NO_ROUTE_TO_DESTINATION"));
  }
}
