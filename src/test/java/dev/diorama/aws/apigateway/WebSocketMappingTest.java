package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Mapped integrations of WebSocket APIs
/// (`docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html`,
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html`)
/// and their access logs
/// (`docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html`).
class WebSocketMappingTest {
  private static final String API =
      "{'ProtocolType': 'WEBSOCKET', 'Credentials': {'Ref': 'ApiRole'}}";

  private static Architecture mapped(String route, Fields properties) {
    var drawing = ApiDrawing.drawing(API, "$connect", route);
    var arrow = drawing.connection(new ConnectionId("route " + route)).orElseThrow();
    var all = arrow.properties();
    for (var e : properties.values().entrySet()) {
      all = all.with(e.getKey(), e.getValue());
    }
    return drawing.with(arrow.withProperties(all));
  }

  private static String connect(ApiRun run) {
    var opened = (Success) run.call("Connect", "{'Connection': 'a'}");
    return opened.output().text("ConnectionId").orElseThrow();
  }

  private static List<Value> received(ApiRun run) {
    return ((Success) run.call("Receive", "{'Connection': 'a'}")).output().list("Messages");
  }

  @Test
  void aMessageIsWrittenIntoATableByATemplate() {
    var drawing =
        mapped(
            "items",
            Fields.EMPTY
                .with("Type", "AWS")
                .with("IntegrationAction", "PutItem")
                .with(
                    "RequestTemplate",
                    "{\"Item\": {\"id\": {\"S\": \"$context.connectionId\"},"
                        + " \"text\": {\"S\": \"$input.path('$.text')\"}}}"));
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 200}")) {
      var id = connect(run);
      run.call("Send", "{'Connection': 'a', 'Body': {'action': 'items', 'text': 'hello'}}");
      var call = run.requests.getFirst();
      assertThat(call.operation()).isEqualTo("PutItem");
      assertThat(call.input().fields("Item").fields("id").text("S")).contains(id);
      assertThat(call.input().fields("Item").fields("text").text("S")).contains("hello");
      assertThat(received(run)).isEmpty();
    }
  }

  @Test
  void aRouteResponseSendsBackWhatTheTemplateMakesOfTheAnswer() {
    var drawing =
        mapped(
            "items",
            Fields.EMPTY
                .with("Type", "AWS")
                .with("IntegrationAction", "GetItem")
                .with("RequestTemplate", "{\"Key\": {\"id\": {\"S\": \"1\"}}}")
                .with("RouteResponseSelectionExpression", "$default")
                .with(
                    "IntegrationResponses",
                    new Value.Items(
                        List.of(
                            Fields.EMPTY.with(
                                "ResponseTemplate", "found $input.path('$.Item.id.S')")))));
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 200}")) {
      run.answers = r -> new Success(ApiDrawing.json("{'Item': {'id': {'S': '7'}}}"));
      connect(run);
      run.call("Send", "{'Connection': 'a', 'Body': {'action': 'items'}}");
      assertThat(received(run)).containsExactly(Value.of("found 7"));
    }
  }

  @Test
  void aFunctionGetsWhatTheTemplateMakesInPlaceOfTheEvent() {
    var drawing =
        mapped(
            "sum",
            Fields.EMPTY
                .with("Type", "AWS")
                .with(
                    "RequestTemplate", "{\"n\": $input.json('$.n'), \"by\": \"$context.routeKey\"}")
                .with("RouteResponseSelectionExpression", "$default"));
    try (var run = ApiRun.virtual(drawing, "{'total': 3}")) {
      run.call("Connect", "{'Connection': 'a'}");
      // The function's answer at $connect is none of a proxy integration, so nobody is let in.
      assertThat(run.events).hasSize(1);
    }
    var open = withoutConnect(drawing);
    try (var run = ApiRun.virtual(open, "{'total': 3}")) {
      connect(run);
      run.call("Send", "{'Connection': 'a', 'Body': {'action': 'sum', 'n': [1, 2]}}");
      assertThat(run.events).containsExactly(ApiDrawing.json("{'n': [1, 2], 'by': 'sum'}"));
      assertThat(received(run)).containsExactly(Value.of("{\"total\": 3}"));
    }
  }

  private static Architecture withoutConnect(Architecture drawing) {
    return drawing.without(new ConnectionId("route $connect"));
  }

  @Test
  void aHostGetsTheMessageAndTheConnectionByAMappedHeader() {
    var drawing =
        mapped(
            "pets",
            Fields.EMPTY
                .with("Type", "HTTP")
                .with("Uri", "https://api.example.com/messages")
                .with(
                    "IntegrationRequestParameters",
                    Fields.EMPTY
                        .with("integration.request.header.connectionId", "context.connectionId")
                        .with("integration.request.querystring.n", "route.request.body.n")));
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 200}")) {
      var id = connect(run);
      run.call("Send", "{'Connection': 'a', 'Body': {'action': 'pets', 'n': 5}}");
      var call = run.requests.getFirst();
      assertThat(call.input().text("Method")).contains("POST");
      assertThat(call.input().text("Url")).contains("https://api.example.com/messages?n=5");
      assertThat(call.input().fields("Headers").text("connectionId")).contains(id);
      assertThat(call.input().text("Body").orElseThrow()).contains("\"action\"");
    }
  }

  @Test
  void aConnectionIsRefusedWithTheStatusOfTheServiceBehindConnect() {
    var drawing = ApiDrawing.drawing(API, "$connect");
    var route = drawing.connections().values().iterator().next();
    drawing =
        drawing.with(
            new Connection(
                route.id(),
                route.type(),
                route.source(),
                ApiDrawing.TABLE,
                route
                    .properties()
                    .with("Type", "AWS")
                    .with("IntegrationAction", "PutItem")
                    .with(
                        "RequestTemplate",
                        "{\"Item\": {\"id\": {\"S\": \"$context.connectionId\"},"
                            + " \"who\": {\"S\": \"$input.params('who')\"}}}")));
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 200}")) {
      assertThat(run.call("Connect", "{'Connection': 'a', 'Query': 'who=ann'}"))
          .isInstanceOf(Success.class);
      assertThat(run.requests.getFirst().input().fields("Item").fields("who").text("S"))
          .contains("ann");
      run.answers = r -> new Failure("ConditionalCheckFailedException", "no", 400);
      assertThat(run.call("Connect", "{'Connection': 'b'}"))
          .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.status()).isEqualTo(400));
    }
  }

  @Test
  void anAccessLogHasALineForEachBeginningMessageAndEnd() {
    var drawing =
        ApiDrawing.logged(
            ApiDrawing.drawing(API, "$connect", "send"),
            "$context.eventType $context.routeKey $context.status $context.error.message"
                + " $context.integrationStatus $context.stage");
    var role = drawing.byLogicalId("ApiRole").orElseThrow();
    drawing =
        drawing.with(
            role.withProperties(
                role.properties()
                    .with(
                        "Policy",
                        ApiDrawing.json(
                            "{'Statement': [{'Effect': 'Allow', 'Action': 'logs:*', 'Resource':"
                                + " '*'}]}"))));
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 200}")) {
      connect(run);
      run.call("Send", "{'Connection': 'a', 'Body': {'action': 'send'}}");
      run.call("Send", "{'Connection': 'a', 'Body': {'action': 'unknown'}}");
      run.call("Disconnect", "{'Connection': 'a'}");
      assertThat(
              run.requests.stream()
                  .filter(r -> r.operation().equals("PutLogEvents"))
                  .flatMap(r -> r.input().list("logEvents").stream())
                  .map(e -> ((Fields) e).text("message").orElseThrow()))
          .containsExactly(
              "CONNECT $connect 200 - 200 prod",
              "MESSAGE send 200 - 200 prod",
              "MESSAGE - 403 Forbidden - prod",
              "DISCONNECT $disconnect 200 - - prod");
    }
  }
}
