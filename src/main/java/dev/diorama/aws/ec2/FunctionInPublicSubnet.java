package dev.diorama.aws.ec2;

import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/// A function in a public subnet that expects to reach the internet: its interface never has a
/// public address, so the internet gateway is of no use to it.
public final class FunctionInPublicSubnet implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("FunctionInPublicSubnet"),
          Severity.WARNING,
          "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return BlockedConnections.findings(
        this, context, Set.of("DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS"));
  }
}
