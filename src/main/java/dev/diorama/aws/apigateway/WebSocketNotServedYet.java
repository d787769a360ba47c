package dev.diorama.aws.apigateway;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
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

/// Says that a WebSocket API can be drawn but not run yet.
final class WebSocketNotServedYet implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("WebSocketNotServedYet"),
          Severity.INFO,
          "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(new ResourceTypeName(ApiTypes.V2)).stream()
        .filter(api -> ApiKind.of(api) == ApiKind.WEBSOCKET)
        .map(api ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(api.id()),
                PropertyPath.of("ProtocolType"),
                Message.of("rule.WebSocketNotServedYet.message", api.logicalId()),
                List.of()));
  }
}
