package dev.diorama.aws.apigateway;

import static dev.diorama.aws.apigateway.ApiDrawing.HTTP;
import static dev.diorama.aws.apigateway.ApiDrawing.REST;
import static dev.diorama.aws.apigateway.ApiDrawing.drawing;
import static dev.diorama.aws.apigateway.ApiDrawing.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecuteApiTest {
  private static final String GET = "{'Path': '/photos'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "rest | {'statusCode': 201, 'body': 'made'} | {'StatusCode': 201, 'Headers':"
            + " {'Content-Type': 'application/json'}, 'Body': 'made'}",
        "rest | {'statusCode': '200'} | {'StatusCode': 200, 'Headers': {'Content-Type':"
            + " 'application/json'}, 'Body': ''}",
        "rest | {'statusCode': 200, 'headers': {'content-type': 'text/html', 'X-A': '1'},"
            + " 'multiValueHeaders': {'X-A': ['1', '2']}, 'body': null} | {'StatusCode': 200,"
            + " 'Headers': {'content-type': 'text/html', 'X-A': ['1', '2']}, 'Body': ''}",
        "http | {'statusCode': 404, 'headers': {'x-a': 'b'}, 'body': 'no'} | {'StatusCode': 404,"
            + " 'Headers': {'x-a': 'b', 'content-type': 'text/plain;charset=UTF-8'}, 'Body': 'no'}",
        "http | {'statusCode': 200, 'cookies': ['a=1', 'b=2']} | {'StatusCode': 200, 'Headers':"
            + " {'set-cookie': ['a=1', 'b=2'], 'content-type': 'text/plain;charset=UTF-8'}, 'Body':"
            + " ''}",
        "http | {'message': 'hi'} | {'StatusCode': 200, 'Headers': {'content-type':"
            + " 'application/json'}, 'Body': '{\\'message\\':\\'hi\\'}'}",
        "http | 'hello' | {'StatusCode': 200, 'Headers': {'content-type': 'application/json'},"
            + " 'Body': 'hello'}",
      })
  void theFunctionsAnswerBecomesTheResponse(String kind, String returned, String expected) {
    try (var run =
        ApiRun.virtual(drawing(kind.equals("rest") ? REST : HTTP, "GET /photos"), returned)) {
      assertThat(run.answered(GET).without("RequestId")).isEqualTo(json(expected));
    }
  }

  @Test
  void base64IsDecodedByAnHttpApi() {
    try (var run =
        ApiRun.virtual(
            drawing(HTTP, "$default"),
            "{'statusCode': 200, 'body': 'AQID', 'isBase64Encoded': true}")) {
      assertThat(run.answered("{}").get("Body")).contains(Value.of(new byte[] {1, 2, 3}));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rest | 'hello'",
        "rest | {'message': 'hi'}",
        "rest | null",
        "rest | {'statusCode': 'abc'}",
        "rest | {'statusCode': 200, 'body': {'a': 1}}",
        "rest | {'statusCode': 200, 'headers': 'x'}",
        "http | {'statusCode': 200, 'body': {'a': 1}}",
        "http | {'statusCode': 99}",
        "http | not JSON",
      })
  void anAnswerOfTheWrongFormIsAnInternalServerError(String kind, String returned) {
    boolean rest = kind.equals("rest");
    try (var run = ApiRun.virtual(drawing(rest ? REST : HTTP, "GET /photos"), returned)) {
      var failure = run.failed(GET);
      assertThat(failure.status()).isEqualTo(rest ? 502 : 500);
      assertThat(failure.message())
          .isEqualTo(rest ? "Internal server error" : "Internal Server Error");
    }
  }

  @Test
  void aFunctionThatFailsIsAnInternalServerError() {
    var output = TestFunction.returned("{'errorMessage': 'x'}").with("FunctionError", "Unhandled");
    try (var rest = ApiRun.virtual(drawing(REST, "GET /photos"), output);
        var http = ApiRun.virtual(drawing(HTTP, "GET /photos"), output)) {
      assertThat(rest.failed(GET).status()).isEqualTo(502);
      assertThat(http.failed(GET).status()).isEqualTo(500);
    }
  }

  @Test
  void withoutPermissionTheFunctionIsNotInvoked() {
    for (var kind : new String[] {REST, HTTP}) {
      try (var run =
          ApiRun.virtual(
              ApiDrawing.withoutPermission(drawing(kind, "GET /photos")), "{'statusCode': 200}")) {
        assertThat(run.failed(GET).status()).isEqualTo(500);
        assertThat(run.events).isEmpty();
        assertThat(run.system.log().from(0)).anyMatch(CallDenied.class::isInstance);
      }
    }
  }

  @Test
  void theCheckerPredictsWhatTheRunDoes() {
    for (var drawing :
        new Architecture[] {
          drawing(HTTP, "GET /photos"), ApiDrawing.withoutPermission(drawing(HTTP, "GET /photos")),
        }) {
      var connection = drawing.connection(new ConnectionId("route GET /photos")).orElseThrow();
      var access = new Access(drawing, ApiDrawing.catalog());
      boolean predicted = access.of(connection).firstFailure().isEmpty();
      try (var run = ApiRun.virtual(drawing, "{'statusCode': 200}")) {
        assertThat(run.request(GET) instanceof Failure).isEqualTo(!predicted);
      }
    }
  }

  @Test
  void eachCallGoesAlongItsArrow() {
    try (var run = ApiRun.virtual(drawing(REST, "GET /photos"), "{'statusCode': 200}")) {
      run.answered(GET);
      var calls =
          run.system.log().from(0).stream()
              .filter(CallStarted.class::isInstance)
              .map(CallStarted.class::cast)
              .toList();
      assertThat(calls)
          .extracting(CallStarted::operation)
          .containsExactly("execute-api:Invoke", "lambda:Invoke");
      assertThat(calls.get(1).caller()).isEqualTo(ApiDrawing.API);
      assertThat(calls.get(1).connection()).contains(new ConnectionId("route GET /photos"));
    }
  }

  @Test
  void aRequestWithoutARouteIsRefused() {
    try (var rest = ApiRun.virtual(drawing(REST, "GET /photos"), "{}");
        var http = ApiRun.virtual(drawing(HTTP, "GET /photos"), "{}")) {
      var fromRest = rest.failed("{'Path': '/other'}");
      assertThat(fromRest.status()).isEqualTo(403);
      assertThat(fromRest.message()).isEqualTo("Missing Authentication Token");
      var fromHttp = http.failed("{'Method': 'POST', 'Path': '/photos'}");
      assertThat(fromHttp.status()).isEqualTo(404);
      assertThat(fromHttp.message()).isEqualTo("Not Found");
    }
  }

  @Test
  void integrationsMayTake29And30Seconds() {
    try (var rest = ApiRun.slow(drawing(REST, "GET /photos"), Duration.ofMillis(29_001));
        var http = ApiRun.slow(drawing(HTTP, "GET /photos"), Duration.ofMillis(30_001));
        var inTime = ApiRun.slow(drawing(HTTP, "GET /photos"), Duration.ofMillis(29_500))) {
      var fromRest = rest.failed(GET);
      assertThat(fromRest.status()).isEqualTo(504);
      assertThat(fromRest.message()).isEqualTo("Endpoint request timed out");
      assertThat(http.failed(GET).status()).isEqualTo(503);
      assertThat(inTime.answered(GET).number("StatusCode")).contains(200L);
    }
  }

  @Test
  void requestsOver10MegabytesAreRefused() {
    try (var run = ApiRun.virtual(drawing(HTTP, "$default"), "{}")) {
      var input =
          Fields.EMPTY.with("Body", Value.of(new byte[(10 << 20) + 1])).with("Method", "POST");
      var answer =
          run.system.submit(ApiDrawing.BROWSER, "execute-api:Invoke", ApiDrawing.API, input);
      run.system.advance(Duration.ofSeconds(1));
      assertThat(((Failure) answer.join()).status()).isEqualTo(413);
    }
  }

  @Test
  void aQueueGetsTheBodyWithTheApisRole() {
    var drawn = drawing(REST, "POST /orders");
    var api = drawn.resource(ApiDrawing.API).orElseThrow();
    var allowed =
        drawn.with(
            api.withProperties(api.properties().with("Credentials", ApiDrawing.credentials())));
    var request = "{'Method': 'POST', 'Path': '/orders', 'Body': 'three apples'}";
    try (var run = ApiRun.virtual(allowed, "{}");
        var without = ApiRun.virtual(drawn, "{}")) {
      var output = run.answered(request);
      assertThat(output.number("StatusCode")).contains(200L);
      assertThat(output.text("Body").orElseThrow()).contains("\"MessageId\":\"m-1\"");
      assertThat(run.messages)
          .containsExactly(json("{'QueueUrl': 'ref-of-Orders', 'MessageBody': 'three apples'}"));
      assertThat(without.failed(request).status()).isEqualTo(500);
      assertThat(without.messages).isEmpty();
    }
  }

  @Test
  void crossOriginRequestsAreAnsweredAsConfigured() {
    var cors =
        "{'ProtocolType': 'HTTP', 'CorsConfiguration': {'AllowOrigins': ['https://a.example'],"
            + " 'AllowMethods': ['GET', 'POST'], 'AllowHeaders': ['X-Token']}}";
    try (var run =
        ApiRun.virtual(
            drawing(cors, "GET /photos"),
            "{'statusCode': 200, 'headers': {'Access-Control-Allow-Origin':"
                + " 'https://evil.example'}}")) {
      var preflight =
          run.answered(
              "{'Method': 'OPTIONS', 'Path': '/photos', 'Headers': {'Origin': 'https://a.example',"
                  + " 'Access-Control-Request-Method': 'GET'}}");
      assertThat(preflight.number("StatusCode")).contains(204L);
      assertThat(preflight.fields("Headers"))
          .isEqualTo(
              json(
                  "{'access-control-allow-origin': 'https://a.example',"
                      + " 'access-control-allow-methods': 'GET,POST',"
                      + " 'access-control-allow-headers': 'x-token'}"));
      assertThat(run.events).isEmpty();
      var from = "{'Path': '/photos', 'Headers': {'Origin': '%s'}}";
      assertThat(
              run.answered(from.formatted("https://a.example"))
                  .fields("Headers")
                  .text("access-control-allow-origin"))
          .contains("https://a.example");
      assertThat(run.answered(from.formatted("https://b.example")).fields("Headers").values())
          .doesNotContainKeys("access-control-allow-origin", "Access-Control-Allow-Origin");
    }
  }

  @Test
  void corsHasCredentialsExposedHeadersMaxAgeAndOriginsByScheme() {
    var cors =
        "{'ProtocolType': 'HTTP', 'CorsConfiguration': {'AllowOrigins': ['https://*'],"
            + " 'AllowMethods': ['*'], 'AllowCredentials': true, 'ExposeHeaders': ['X-Total'],"
            + " 'MaxAge': 300}}";
    try (var run = ApiRun.virtual(drawing(cors, "$default"), "{'statusCode': 200}")) {
      var preflight =
          "{'Method': 'OPTIONS', 'Path': '/x', 'Headers': {'Origin': '%s',"
              + " 'Access-Control-Request-Method': 'GET'}}";
      assertThat(run.answered(preflight.formatted("https://any.example")).fields("Headers"))
          .isEqualTo(
              json(
                  "{'access-control-allow-origin': 'https://any.example',"
                      + " 'access-control-allow-credentials': 'true',"
                      + " 'access-control-allow-methods': '*', 'access-control-max-age': '300'}"));
      var unmatched = run.answered(preflight.formatted("http://any.example"));
      assertThat(unmatched.number("StatusCode")).contains(204L);
      assertThat(unmatched.fields("Headers").isEmpty()).isTrue();
      var answer =
          run.answered("{'Path': '/x', 'Headers': {'Origin': 'https://a.example'}}")
              .fields("Headers");
      assertThat(answer.text("access-control-expose-headers")).contains("x-total");
      assertThat(answer.text("access-control-allow-credentials")).contains("true");
      assertThat(run.events).hasSize(1);
    }
  }

  @Test
  void aWebSocketApiForbidsARequestThatIsNoHandshake() {
    try (var run = ApiRun.virtual(drawing("{'ProtocolType': 'WEBSOCKET'}", "$connect"), "{}")) {
      assertThat(run.failed("{}").status()).isEqualTo(403);
    }
  }

  @Test
  void aMockMethodIsAnsweredByTheApiItself() {
    var api =
        "{'MockMethods': [{'RouteKey': 'OPTIONS /{proxy+}', 'StatusCode': 204, 'Headers':"
            + " {'Access-Control-Allow-Origin': '*'}}]}";
    try (var run = ApiRun.virtual(drawing(api, "GET /a"), "{'statusCode': 200}")) {
      var output = run.answered("{'Method': 'OPTIONS', 'Path': '/a'}");
      assertThat(output.number("StatusCode")).contains(204L);
      assertThat(output.fields("Headers").text("Access-Control-Allow-Origin")).contains("*");
      assertThat(run.failed("{'Method': 'DELETE', 'Path': '/a'}").status()).isEqualTo(403);
      assertThat(run.events).isEmpty();
    }
  }

  /// The example of
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html`.
  @Test
  void aMockMethodsTemplateChoosesAmongItsResponsesBeforeAGreedyRoute() {
    var api =
        """
        {"StageVariables": {"who": "we"}, "MockMethods": [
          {"RouteKey": "GET /a/{id}", "StatusCode": 200, "Body": "$input.params(\\u0027id\\u0027) by $stageVariables.who",
           "RequestTemplate": "{ #if($input.params(\\u0027scope\\u0027) == \\u0027internal\\u0027) \\"statusCode\\": 200 #else \\"statusCode\\": 500 #end }"},
          {"RouteKey": "GET /a/{id}", "StatusCode": 500, "Body": "no"},
          {"RouteKey": "GET /broken", "RequestTemplate": "{\\"statusCode\\": 418}"}]}
        """;
    try (var run = ApiRun.virtual(drawing(api, "ANY /{proxy+}"), "{'statusCode': 200}")) {
      var output = run.answered("{'Path': '/a/7', 'Query': 'scope=internal'}");
      assertThat(output.text("Body")).contains("7 by we");
      assertThat(run.answered("{'Path': '/a/7'}").number("StatusCode")).contains(500L);
      assertThat(run.failed("{'Path': '/broken'}").status()).isEqualTo(500);
      assertThat(run.events).isEmpty();
      run.answered("{'Path': '/b'}");
      assertThat(run.events).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | USD/1M=3.50",
        "{'ProtocolType': 'HTTP'} | USD/1M=1.00",
        "{'ProtocolType': 'WEBSOCKET'} | USD/1M=1.00",
        "{'CacheClusterEnabled': true, 'CacheClusterSize': '13.5'} | 13.5 GB, 0.25 USD/h"
      })
  void aCardTellsThePrice(String properties, String fact) {
    var api = drawing(properties).resource(ApiDrawing.API).orElseThrow();
    assertThat(new ApiFacets().highlights(api).toString()).contains(fact);
  }
}
