package dev.diorama.aws.apigateway;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Need.Decisive;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.policy.DecisionText;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds clients whom an API's resource policy, or its kind of endpoint, refuses before anybody
/// asks who they are. There is no fix to offer: only a person can say whom the API is for.
final class ResourcePolicyRefusesConnection implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("ResourcePolicyRefusesConnection"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream()
        .filter(c -> c.type().value().equals(ApiConnections.INVOKE))
        .flatMap(c ->
            context.access().of(c).needs().stream()
                .flatMap(verdict -> check(c, verdict, context).stream()));
  }

  private static Optional<Finding> check(
      Connection connection, Verdict verdict, RuleContext context) {
    if (!(verdict.need() instanceof Need.Call call)
        || call.decisive() == Decisive.EVERY_POLICY
        || call.decisive() == Decisive.NONE) {
      return Optional.empty();
    }
    return verdict
        .authorization()
        .filter(d -> !d.isAllowed())
        .map(denial ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfConnection(connection.id()),
                PropertyPath.ROOT,
                Message.of(
                    "rule.ResourcePolicyRefusesConnection.message",
                    name(connection.source(), context),
                    name(connection.target(), context),
                    DecisionText.explain(denial).getFirst()),
                List.of()));
  }

  private static String name(ResourceId id, RuleContext context) {
    return context.drawing().resource(id).map(Resource::logicalId).orElse(id.value());
  }
}
