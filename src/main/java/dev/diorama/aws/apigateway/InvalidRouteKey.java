package dev.diorama.aws.apigateway;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds integrations whose route key is none, so that no request reaches them. A REST API has no
/// `$default` route.
final class InvalidRouteKey implements Rule {
  private static final PropertyPath ROUTE_KEY = PropertyPath.of("RouteKey");
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("InvalidRouteKey"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var drawing = context.drawing();
    return drawing.connections().values().stream()
        .filter(c -> c.type().value().equals(ApiConnections.INTEGRATION))
        .flatMap(c ->
            drawing
                .resource(c.source())
                .filter(api -> Integrations.routeKey(api, c).isEmpty())
                .map(api -> finding(api, c))
                .stream());
  }

  private static Finding finding(Resource api, Connection connection) {
    var text = Integrations.text(api, connection);
    var suggestion = suggestion(api, text);
    var label = Message.of("rule.InvalidRouteKey.fix", suggestion);
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfConnection(connection.id()),
        ROUTE_KEY,
        Message.of("rule.InvalidRouteKey.message", api.logicalId(), text),
        List.of(
            new Fix(
                label,
                Transaction.of(
                    label,
                    new Edit.SetConnectionProperty(
                        connection.id(), ROUTE_KEY, Optional.of(Value.of(suggestion)))))));
  }

  /// The drawn text with the slash that is most often forgotten; else the route for everything.
  private static String suggestion(Resource api, String text) {
    var parts = text.trim().split("\\s+", -1);
    var method = parts.length == 2 ? parts[0] : RouteKey.ANY;
    return RouteKey.parse(method + " /" + parts[parts.length - 1])
        .filter(key -> parts.length <= 2 && !parts[parts.length - 1].isEmpty())
        .map(RouteKey::toString)
        .orElse(Integrations.catchAll(api));
  }
}
