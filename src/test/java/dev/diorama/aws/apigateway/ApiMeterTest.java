package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.Billed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `aws.amazon.com/api-gateway/pricing/`
class ApiMeterTest {
  private static List<String> bills(ApiRun run) {
    return run.system.log().from(0).stream()
        .filter(Billed.class::isInstance)
        .map(Billed.class::cast)
        .map(b -> b.quantity() + " " + b.item() + " " + b.dollars().toPlainString())
        .toList();
  }

  @Test
  void anHttpApiIsCheaperThanARestApi() {
    try (var rest = ApiRun.virtual(ApiDrawing.drawing("{}", "GET /a"), "{'statusCode': 200}");
        var http =
            ApiRun.virtual(ApiDrawing.drawing(ApiDrawing.HTTP, "GET /a"), "{'statusCode': 200}")) {
      rest.answered("{'Path': '/a'}");
      http.answered("{'Path': '/a'}");
      assertThat(bills(rest)).containsExactly("1 request 0.0000035");
      assertThat(bills(http)).containsExactly("1 request 0.000001");
    }
  }

  @Test
  void anHttpApiCountsEach512Kilobytes() {
    var body = "x".repeat((512 << 10) + 1);
    try (var run =
        ApiRun.virtual(ApiDrawing.drawing(ApiDrawing.HTTP, "POST /a"), "{'statusCode': 200}")) {
      run.answered("{'Method': 'POST', 'Path': '/a', 'Body': '%s'}".formatted(body));
      assertThat(bills(run)).containsExactly("2 request 0.000002");
    }
  }

  @Test
  void whoIsRefusedOrThrottledCostsNothing() {
    var api =
        "{'MethodSettings': [{'ResourcePath': '/a', 'HttpMethod': 'GET', 'ThrottlingRateLimit': 1,"
            + " 'ThrottlingBurstLimit': 1}]}";
    try (var run = ApiRun.virtual(ApiDrawing.drawing(api, "GET /a"), "{'statusCode': 200}")) {
      run.failed("{'Path': '/b'}");
      var first =
          run.system.submit(
              ApiDrawing.BROWSER,
              "execute-api:Invoke",
              ApiDrawing.API,
              ApiDrawing.json("{'Path': '/a'}"));
      var second =
          run.system.submit(
              ApiDrawing.BROWSER,
              "execute-api:Invoke",
              ApiDrawing.API,
              ApiDrawing.json("{'Path': '/a'}"));
      run.system.advance(Duration.ofSeconds(1));
      assertThat(first.join().toString()).contains("Success");
      assertThat(second.join().toString()).contains("429");
      assertThat(bills(run)).hasSize(1);
    }
  }

  @Test
  void aCacheCostsByTheHourUsedOrNot() {
    try (var run =
        ApiRun.virtual(
            ApiDrawing.drawing("{'CacheClusterEnabled': true}", "GET /a"), "{'statusCode': 200}")) {
      run.system.advance(Duration.ofMinutes(150));
      assertThat(bills(run)).containsOnly("1 cacheHour 0.02").hasSize(3);
    }
  }

  @Test
  void aWebSocketApiCostsMessagesInBothDirectionsAndMinutes() {
    var drawing =
        ApiDrawing.routed(
            ApiDrawing.drawing(ApiDrawing.WEBSOCKET, "$default"),
            "$default",
            "RouteResponseSelectionExpression",
            "$default");
    try (var run =
        ApiRun.virtual(drawing, "{'statusCode': 200, 'body': '" + "y".repeat(40_000) + "'}")) {
      run.call("Connect", "{'Connection': 'c'}");
      run.call("Send", "{'Connection': 'c', 'Body': 'hello'}");
      run.call("Disconnect", "{'Connection': 'c'}");
      assertThat(bills(run))
          .containsExactly(
              "1 message 0.000001", "2 message 0.000002", "4 connectionMinute 0.00000100");
    }
  }

  @Test
  void theBillStandsInTheTrace() {
    try (var run = ApiRun.virtual(ApiDrawing.drawing("{}", "GET /a"), "{'statusCode': 200}")) {
      run.answered("{'Path': '/a'}");
      var bill =
          run.system.log().from(0).stream()
              .filter(Billed.class::isInstance)
              .findFirst()
              .orElseThrow();
      assertThat(((Billed) bill).dollars()).isEqualByComparingTo(new BigDecimal("0.0000035"));
      assertThat(EventJson.line(bill))
          .contains("\"event\":\"Billed\"")
          .contains(
              "\"resource\":\"api\",\"item\":\"request\",\"quantity\":1,\"usd\":\"0.0000035\"");
      assertThat(bill.header().cause()).isPresent();
      assertThat(run.system.log().from(0))
          .hasAtLeastOneElementOfType(RuntimeEvent.CallStarted.class);
    }
  }
}
