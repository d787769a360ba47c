package dev.diorama.aws.apigateway;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.stream.Stream;

/// Finds APIs that answer no request because no route leads anywhere.
final class ApiWithoutRoute implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("ApiWithoutRoute"),
          Severity.INFO,
          "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var drawing = context.drawing();
    return Stream.of(ApiTypes.REST, ApiTypes.V2)
        .flatMap(type -> drawing.ofType(new ResourceTypeName(type)).stream())
        .filter(api -> Integrations.of(api, drawing).isEmpty())
        .map(ApiWithoutRoute::finding);
  }

  private static Finding finding(Resource api) {
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(api.id()),
        PropertyPath.ROOT,
        Message.of("rule.ApiWithoutRoute.message", api.logicalId()),
        List.of());
  }
}
