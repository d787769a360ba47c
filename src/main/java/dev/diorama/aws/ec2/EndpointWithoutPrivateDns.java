package dev.diorama.aws.ec2;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.reachability.Trace;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An interface endpoint for an AWS service without private DNS: the service's usual name does not
/// lead to it. An error where that blocks a drawn connection.
public final class EndpointWithoutPrivateDns implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("EndpointWithoutPrivateDns"),
          Severity.WARNING,
          "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var proposal = new Proposal(this, context);
    return subjects(context)
        .map(endpoint ->
            proposal.finding(
                blocks(context, endpoint) ? Severity.ERROR : INFO.severity(),
                endpoint,
                proposal.text(
                    "message",
                    endpoint.logicalId(),
                    endpoint.properties().text("ServiceName").orElse("")),
                List.of(draft -> switchOn(proposal, draft, endpoint))));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    return context.drawing().ofType(Names.VPC_ENDPOINT).stream()
        .filter(e -> e.properties().text("VpcEndpointType").equals(Optional.of("Interface")))
        .filter(e -> !e.properties().flag("PrivateDnsEnabled"));
  }

  /// Whether it is why a drawn connection does not work.
  private static boolean blocks(RuleContext context, Resource endpoint) {
    return context.drawing().connections().values().stream()
        .flatMap(c -> context.access().of(c).needs().stream())
        .filter(v -> v.outcome() == Outcome.BLOCKED)
        .flatMap(v -> v.network().map(Trace::blockers).orElse(List.of()).stream())
        .anyMatch(b ->
            b.code().equals("DIORAMA_PRIVATE_DNS_OFF")
                && b.at().filter(endpoint.id()::equals).isPresent());
  }

  /// Private DNS needs both DNS attributes of the VPC.
  private static Optional<Message> switchOn(Proposal proposal, Draft draft, Resource endpoint) {
    draft
        .topology()
        .vpcOf(endpoint)
        .ifPresent(vpc -> {
          draft.set(vpc.id(), "EnableDnsSupport", Value.of(true));
          draft.set(vpc.id(), "EnableDnsHostnames", Value.of(true));
        });
    return draft.set(endpoint.id(), "PrivateDnsEnabled", Value.of(true))
        ? Optional.of(proposal.text("fix.on", endpoint.logicalId()))
        : Optional.empty();
  }
}
