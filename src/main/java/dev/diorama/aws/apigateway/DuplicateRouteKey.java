package dev.diorama.aws.apigateway;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Finds routes that are drawn to more than one integration.
final class DuplicateRouteKey implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("DuplicateRouteKey"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var drawing = context.drawing();
    return Stream.of(ApiTypes.REST, ApiTypes.V2)
        .flatMap(type -> drawing.ofType(new ResourceTypeName(type)).stream())
        .flatMap(api -> {
          var seen = new HashSet<RouteKey>();
          return Integrations.of(api, drawing).stream()
              .filter(i -> !seen.add(i.key()))
              .map(i -> finding(api, i.connection(), i.key()));
        });
  }

  private static Finding finding(Resource api, ConnectionId connection, RouteKey key) {
    var label = Message.of("rule.DuplicateRouteKey.fix");
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfConnection(connection),
        PropertyPath.of("RouteKey"),
        Message.of("rule.DuplicateRouteKey.message", api.logicalId(), key),
        List.of(new Fix(label, Transaction.of(label, new Edit.Disconnect(connection)))));
  }
}
