package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.model.Architecture;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// WebSocket APIs on virtual time.
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html`
class WebSocketApiTest {
  private static final String OK = "{'statusCode': 200}";

  private static Architecture drawing(String... routes) {
    return ApiDrawing.drawing(ApiDrawing.WEBSOCKET, routes);
  }

  private static Fields output(OperationResult result) {
    assertThat(result).isInstanceOf(Success.class);
    return ((Success) result).output();
  }

  private static Failure failure(OperationResult result) {
    assertThat(result).isInstanceOf(Failure.class);
    return (Failure) result;
  }

  private static List<Value> received(ApiRun run) {
    return output(run.call("Receive", "{'Connection': 'a'}")).list("Messages");
  }

  private static List<String> types(ApiRun run) {
    return run.events.stream()
        .map(e -> e.fields("requestContext"))
        .map(c -> c.text("eventType").orElse("") + " " + c.text("routeKey").orElse(""))
        .toList();
  }

  @Test
  void aConnectionIsOpenedUsedAndEnded() {
    try (var run = ApiRun.virtual(drawing("$connect", "$disconnect", "$default", "send"), OK)) {
      var opened =
          output(run.call("Connect", "{'Connection': 'a', 'Headers': {'User-Agent': 'test'}}"));
      assertThat(opened.text("ConnectionId").orElseThrow()).matches("[\\w-]{15}=");
      output(run.call("Send", "{'Connection': 'a', 'Body': {'action': 'send'}}"));
      output(run.call("Send", "{'Connection': 'a', 'Body': {'action': 'other'}}"));
      output(run.call("Send", "{'Connection': 'a', 'Body': 'no json'}"));
      output(run.call("Disconnect", "{'Connection': 'a', 'Code': 1000, 'Reason': 'bye'}"));
      assertThat(types(run))
          .containsExactly(
              "CONNECT $connect",
              "MESSAGE send",
              "MESSAGE $default",
              "MESSAGE $default",
              "DISCONNECT $disconnect");
      var context = run.events.getLast().fields("requestContext");
      assertThat(context.number("disconnectStatusCode")).contains(1000L);
      assertThat(context.text("disconnectReason")).contains("bye");
      assertThat(context.text("connectionId")).isEqualTo(opened.text("ConnectionId"));
      assertThat(context.fields("identity").text("userAgent")).contains("test");
      assertThat(failure(run.call("Send", "{'Connection': 'a', 'Body': 'x'}")).status())
          .isEqualTo(410);
    }
  }

  @Test
  void aMessageWithoutARouteIsForbidden() {
    try (var run = ApiRun.virtual(drawing("$connect"), OK)) {
      run.call("Connect", "{'Connection': 'a'}");
      run.call("Send", "{'Connection': 'a', 'Body': 'x'}");
      assertThat(received(run).getFirst().asText().orElseThrow())
          .matches("\\{\"message\":\"Forbidden\",\"connectionId\":\".*\",\"requestId\":\".*\"}");
    }
  }

  static Stream<Arguments> selections() {
    return Stream.of(
        Arguments.of("$request.body.action", "{\"action\": \"join\"}", "join"),
        Arguments.of("${request.body.action}", "{\"action\": \"join\"}", "join"),
        Arguments.of("$request.body.a.b", "{\"a\": {\"b\": 7}}", "7"),
        Arguments.of("$request.body.action", "[1]", "none"),
        Arguments.of("$request.body.action", "{\"action\": {}}", "none"),
        Arguments.of("$request.body.action", "text", "none"));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void theRouteIsSelectedByTheExpression(String expression, String message, String route) {
    assertThat(WebSocketEvent.selected(expression, Value.of(message)).orElse("none"))
        .isEqualTo(route);
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "204, 0", "401, 401", "403, 403", "500, 500"})
  void theConnectRouteDecides(int answered, int refused) {
    try (var run = ApiRun.virtual(drawing("$connect"), "{'statusCode': " + answered + "}")) {
      var result = run.call("Connect", "{'Connection': 'a'}");
      if (refused == 0) {
        output(result);
      } else {
        assertThat(failure(result).status()).isEqualTo(refused);
        assertThat(failure(run.call("Receive", "{'Connection': 'a'}")).status()).isEqualTo(410);
      }
    }
  }

  @Test
  void aConnectFunctionWithoutPermissionOrProperAnswerRefuses() {
    try (var run = ApiRun.virtual(ApiDrawing.withoutPermission(drawing("$connect")), OK)) {
      assertThat(failure(run.call("Connect", "{}")).status()).isEqualTo(500);
    }
    try (var run = ApiRun.virtual(drawing("$connect"), "'no response'")) {
      assertThat(failure(run.call("Connect", "{}")).status()).isEqualTo(502);
    }
  }

  @Test
  void onlyARouteWithAResponseAnswers() {
    var silent = drawing("$default");
    var answering =
        ApiDrawing.routed(silent, "$default", "RouteResponseSelectionExpression", "$default");
    var body = "{'statusCode': 200, 'body': 'pong'}";
    try (var run = ApiRun.virtual(silent, body)) {
      run.call("Connect", "{'Connection': 'a'}");
      run.call("Send", "{'Connection': 'a', 'Body': 'ping'}");
      assertThat(received(run)).isEmpty();
    }
    try (var run = ApiRun.virtual(answering, body)) {
      run.call("Connect", "{'Connection': 'a'}");
      var sent = output(run.call("Send", "{'Connection': 'a', 'Body': 'ping'}"));
      assertThat(sent.text("Answer")).contains("pong");
      assertThat(received(run)).containsExactly(Value.of("pong"));
    }
  }

  /// What the authorizer returns, and the status of the handshake's answer.
  static Stream<Arguments> authorizerAnswers() {
    var policy =
        "{'principalId': 'me', 'context': {'level': 3}, 'policyDocument': {'Version': '2012-10-17',"
            + " 'Statement': [{'Effect': '%s', 'Action': 'execute-api:Invoke', 'Resource':"
            + " '%s'}]}}";
    return Stream.of(
        Arguments.of(policy.formatted("Allow", "*"), 0),
        Arguments.of(policy.formatted("Allow", "arn:aws:execute-api:*:*:*/prod/$connect"), 0),
        Arguments.of(policy.formatted("Allow", "arn:aws:execute-api:*:*:*/other/$connect"), 403),
        Arguments.of(policy.formatted("Deny", "*"), 403),
        Arguments.of("{'principalId': 'me'}", 500),
        Arguments.of("'text'", 500));
  }

  @ParameterizedTest
  @MethodSource("authorizerAnswers")
  void theAuthorizerDecidesAboutTheHandshake(String answer, int status) {
    var drawing =
        ApiDrawing.authorized(
            drawing("$connect", "$default"),
            "{'IdentitySource': ['route.request.querystring.token']}",
            "$connect");
    try (var run =
        ApiRun.virtual(
            drawing,
            event -> TestFunction.returned(event.text("type").isPresent() ? answer : OK))) {
      var result = run.call("Connect", "{'Connection': 'a', 'Query': 'token=x'}");
      assertThat(run.events.getFirst().text("methodArn").orElseThrow()).endsWith("/prod/$connect");
      if (status != 0) {
        assertThat(failure(result).status()).isEqualTo(status);
        assertThat(run.events).hasSize(1);
        return;
      }
      output(result);
      run.call("Send", "{'Connection': 'a', 'Body': 'hi'}");
      assertThat(run.events.getLast().fields("requestContext").fields("authorizer"))
          .isEqualTo(
              ApiDrawing.json("{'level': '3', 'principalId': 'me', 'integrationLatency': 0}"));
    }
  }

  @Test
  void aHandshakeWithoutIdentityIsUnauthorizedAndNobodyIsAsked() {
    var drawing =
        ApiDrawing.authorized(
            drawing("$connect"),
            "{'IdentitySource': ['route.request.querystring.token']}",
            "$connect");
    try (var run = ApiRun.virtual(drawing, OK)) {
      assertThat(failure(run.call("Connect", "{}")).status()).isEqualTo(401);
      assertThat(run.events).isEmpty();
    }
  }

  @Test
  void anIdleConnectionEndsAfterTenMinutesAndEveryOneAfterTwoHours() {
    try (var run = ApiRun.virtual(drawing("$disconnect", "$default"), OK)) {
      run.call("Connect", "{'Connection': 'a'}");
      run.system.advance(Duration.ofMinutes(7));
      run.call("Send", "{'Connection': 'a', 'Body': 'x'}");
      run.system.advance(Duration.ofMinutes(7));
      assertThat(run.events).hasSize(1);
      run.system.advance(Duration.ofMinutes(1));
      assertThat(types(run)).endsWith("DISCONNECT $disconnect");
      assertThat(run.events.getLast().fields("requestContext").number("disconnectStatusCode"))
          .contains(1001L);
      run.events.clear();
      run.call("Connect", "{'Connection': 'b'}");
      for (int i = 0; i < 14; i++) {
        run.system.advance(Duration.ofMinutes(6));
        run.call("Send", "{'Connection': 'b', 'Body': 'x'}");
      }
      assertThat(types(run)).doesNotContain("DISCONNECT $disconnect");
      run.system.advance(Duration.ofMinutes(6));
      assertThat(types(run)).endsWith("DISCONNECT $disconnect");
    }
  }

  @Test
  void aMessageOver128KilobytesEndsTheConnection() {
    try (var run = ApiRun.virtual(drawing("$default", "$disconnect"), OK)) {
      run.call("Connect", "{'Connection': 'a'}");
      var fits = "x".repeat(128 << 10);
      output(run.call("Send", ApiDrawing.json("{'Connection': 'a'}").with("Body", fits)));
      var result =
          run.call("Send", ApiDrawing.json("{'Connection': 'a'}").with("Body", fits + "x"));
      assertThat(failure(result).status()).isEqualTo(413);
      assertThat(run.events.getLast().fields("requestContext").number("disconnectStatusCode"))
          .contains(1009L);
    }
  }

  @Test
  void aCallerWithoutPermissionManagesNoConnections() {
    try (var run = ApiRun.virtual(drawing("$connect"), OK)) {
      var id = output(run.call("Connect", "{}")).text("ConnectionId").orElseThrow();
      var post = run.call("PostToConnection", "{'ConnectionId': '" + id + "', 'Data': 'x'}");
      assertThat(failure(post).status()).isEqualTo(403);
      assertThat(failure(post).message()).isEqualTo("Missing Authentication Token");
      assertThat(run.system.log().from(0)).anyMatch(RuntimeEvent.CallDenied.class::isInstance);
    }
  }

  @Test
  void twoRunsWriteTheSameTrace() {
    assertThat(trace()).isEqualTo(trace());
  }

  private static String trace() {
    try (var run = ApiRun.virtual(drawing("$connect", "$default"), OK)) {
      run.call("Connect", "{'Connection': 'a'}");
      run.call("Send", "{'Connection': 'a', 'Body': " + Json.write(Value.of("x")) + "}");
      return EventJson.lines(run.system.log().from(0));
    }
  }
}
