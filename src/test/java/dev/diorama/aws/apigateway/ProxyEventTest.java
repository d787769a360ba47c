package dev.diorama.aws.apigateway;

import static dev.diorama.aws.apigateway.ApiDrawing.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import org.junit.jupiter.api.Test;

/// Forms from
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html`
/// and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html`.
class ProxyEventTest {
  private static final String REQUEST =
      """
      {'Method': 'POST', 'Path': '/photos/a%20b', 'Query': 'x=1&x=2&y=%C3%A9',
       'Headers': {'Host': 'h', 'X-Many': ['1', '2'], 'Cookie': 'a=1; b=2', 'User-Agent': 'curl',
         'Content-Type': 'application/json'}, 'Body': '{}'}
      """;

  private static Fields event(String properties, String request, String... routes) {
    try (var run = ApiRun.virtual(ApiDrawing.drawing(properties, routes), "{'statusCode': 200}")) {
      run.answered(request);
      assertThat(run.events).hasSize(1);
      return run.events.getFirst();
    }
  }

  @Test
  void anHttpApiSendsPayloadFormat2() {
    var event = event(ApiDrawing.HTTP, REQUEST, "POST /photos/{id}");
    var api = event.fields("requestContext").text("apiId").orElseThrow();
    var trace = event.fields("headers").text("x-amzn-trace-id").orElseThrow();
    assertThat(trace).matches("Root=1-6955b900-[0-9a-f]{24}");
    var expected =
        json(
            """
            {'version': '2.0', 'routeKey': 'POST /photos/{id}', 'rawPath': '/photos/a b',
             'rawQueryString': 'x=1&x=2&y=%C3%A9', 'cookies': ['a=1', 'b=2'],
             'headers': {'host': 'h', 'x-many': '1,2', 'user-agent': 'curl', 'content-type': 'application/json',
               'x-forwarded-for': '127.0.0.1', 'x-forwarded-port': '443', 'x-forwarded-proto': 'https',
               'x-amzn-trace-id': 'TRACE'},
             'queryStringParameters': {'x': '1,2', 'y': 'é'},
             'requestContext': {'accountId': '123456789012', 'apiId': 'API', 'domainName':
               'API.execute-api.us-east-1.amazonaws.com', 'domainPrefix': 'API',
               'http': {'method': 'POST', 'path': '/photos/a b', 'protocol': 'HTTP/1.1', 'sourceIp': '127.0.0.1',
                 'userAgent': 'curl'},
               'routeKey': 'POST /photos/{id}', 'stage': '$default', 'time': '01/Jan/2026:00:00:00 +0000',
               'timeEpoch': 1767225600000},
             'pathParameters': {'id': 'a b'}, 'body': '{}', 'isBase64Encoded': false}
            """
                .replace("API", api)
                .replace("TRACE", trace));
    assertThat(event.with("requestContext", event.fields("requestContext").without("requestId")))
        .isEqualTo(expected);
    assertThat(api).matches("[a-z0-9]{10}");
  }

  @Test
  void whatAnHttpRequestHasNotIsLeftOut() {
    var event = event(ApiDrawing.HTTP, "{'Path': '/'}", "$default");
    assertThat(event.values())
        .doesNotContainKeys("cookies", "queryStringParameters", "pathParameters", "body");
    assertThat(event.text("routeKey")).contains("$default");
  }

  @Test
  void aRestApiSendsPayloadFormat1() {
    var event = event(ApiDrawing.REST, REQUEST, "POST /photos/{id}");
    assertThat(event.text("resource")).contains("/photos/{id}");
    assertThat(event.text("path")).contains("/photos/a%20b");
    assertThat(event.text("httpMethod")).contains("POST");
    assertThat(event.fields("headers").text("X-Many")).contains("2");
    assertThat(event.fields("multiValueHeaders").texts("X-Many")).containsExactly("1", "2");
    assertThat(event.fields("queryStringParameters")).isEqualTo(json("{'x': '2', 'y': 'é'}"));
    assertThat(event.fields("multiValueQueryStringParameters"))
        .isEqualTo(json("{'x': ['1', '2'], 'y': ['é']}"));
    assertThat(event.fields("pathParameters")).isEqualTo(json("{'id': 'a%20b'}"));
    assertThat(event.get("stageVariables")).contains(Value.Null.NULL);
    assertThat(event.text("body")).contains("{}");
    assertThat(event.get("version")).isEmpty();
    var context = event.fields("requestContext");
    assertThat(context.text("path")).contains("/prod/photos/a%20b");
    assertThat(context.text("stage")).contains("prod");
    assertThat(context.text("resourcePath")).contains("/photos/{id}");
    assertThat(context.fields("identity").text("sourceIp")).contains("127.0.0.1");
  }

  @Test
  void whatARestRequestHasNotIsNull() {
    var event = event(ApiDrawing.REST, "{'Path': '/'}", "GET /");
    for (var name : new String[] {"queryStringParameters", "pathParameters", "body"}) {
      assertThat(event.get(name)).contains(Value.Null.NULL);
    }
  }

  @Test
  void binaryBodiesOfHttpApisAreBase64() {
    var event =
        event(
            ApiDrawing.HTTP,
            "{'Method': 'POST', 'Headers': {'content-type': 'image/png'}, 'Body': 'abc'}",
            "$default");
    assertThat(event.text("body")).contains("YWJj");
    assertThat(event.flag("isBase64Encoded")).isTrue();
  }
}
