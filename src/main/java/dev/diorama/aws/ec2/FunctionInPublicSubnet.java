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

/// A function in a public subnet that expects to reach the internet: its interface never has a
/// public address, so the internet gateway is of no use to it.
public final class FunctionInPublicSubnet implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("FunctionInPublicSubnet"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return BlockedConnections.findings(this, context, FunctionInPublicSubnet::reports);
  }

  /// Whether this rule reports the blocker.
  static boolean reports(Verdict verdict, Blocker blocker) {
    return blocker.code().equals("DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS")
        && BlockedConnections.leavesTheVpc(verdict.need());
  }
}
