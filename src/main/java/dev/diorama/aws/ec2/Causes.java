package dev.diorama.aws.ec2;

import dev.diorama.access.Verdict;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Trace;
import dev.diorama.rule.RuleContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which blockers have a rule of their own that reports them, so that a cause is reported once. For
/// one context; remembers what it has found out.
final class Causes {
  private static final ResourceRule SHUT_IN = new NatGatewayWithoutInternetRoute();
  private static final ResourceRule PRIVATE_DNS = new EndpointWithoutPrivateDns();
  private static final ResourceRule REPLIES = new AclDropsReplies();
  private static final ResourceRule OVERLAPPING = new OverlappingCidrBlocks();
  private static final ResourceRule TOO_SMALL = new SubnetTooSmall();

  private final RuleContext context;
  private final Map<ResourceRule, Set<ResourceId>> reported = new HashMap<>();

  Causes(RuleContext context) {
    this.context = context;
  }

  /// The first blocker of the best path that no rule of its own reports.
  Optional<Blocker> unreported(Verdict verdict) {
    return verdict.network().map(Trace::blockers).orElse(List.of()).stream()
        .filter(b -> !isReported(verdict, b))
        .findFirst();
  }

  private boolean isReported(Verdict verdict, Blocker blocker) {
    if (NoRouteToTheInternet.reports(verdict, blocker)
        || FunctionInPublicSubnet.reports(verdict, blocker)) {
      return true;
    }
    return switch (blocker.code()) {
      case "DIORAMA_NAT_GATEWAY_WITHOUT_INTERNET_ROUTE" -> by(SHUT_IN, blocker);
      case "DIORAMA_PRIVATE_DNS_OFF" -> by(PRIVATE_DNS, blocker);
      case "SUBNET_ACL_RESTRICTION" ->
          blocker.explanation().key().contains(".reply.") && by(REPLIES, blocker);
      // Of two subnets that overlap, one is reported.
      case "DIORAMA_OVERLAPPING_SUBNETS" -> !of(OVERLAPPING).isEmpty();
      case "DIORAMA_SUBNET_OUT_OF_ADDRESSES" -> by(TOO_SMALL, blocker);
      default -> false;
    };
  }

  private boolean by(ResourceRule rule, Blocker blocker) {
    return blocker.at().filter(of(rule)::contains).isPresent();
  }

  private Set<ResourceId> of(ResourceRule rule) {
    return reported.computeIfAbsent(
        rule, r -> r.subjects(context).map(Resource::id).collect(Collectors.toSet()));
  }
}
