package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Real HTTP against a live run.
class ApiOverHttpTest {

  /// A handler that answers with its event as the body.
  private static Fields echo(Fields event) {
    var answer =
        Fields.EMPTY
            .with("statusCode", 200)
            .with("headers", Fields.EMPTY.with("content-type", "application/json"))
            .with("body", Json.write(event));
    return Fields.EMPTY.with("StatusCode", 200).with("Payload", Value.of(Json.writeBytes(answer)));
  }

  private static String url(ApiRun run, String properties) {
    var api = ApiDrawing.drawing(properties).resource(ApiDrawing.API).orElseThrow();
    return run.system.endpointUrl() + new ApiFacets().urlPath(api).orElseThrow();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void aRestApiIsServedBelowItsStage() throws Exception {
    try (var run =
        ApiRun.live(
            ApiDrawing.drawing(ApiDrawing.REST, "GET /photos/{id}"), ApiOverHttpTest::echo)) {
      var url = url(run, ApiDrawing.REST);
      assertThat(url).endsWith("/prod");
      var found = send(HttpRequest.newBuilder(URI.create(url + "/photos/cat.jpg?size=2")));
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(found.headers().firstValue("content-type")).contains("application/json");
      var event = (Fields) Json.read(found.body());
      assertThat(event.fields("pathParameters").text("id")).contains("cat.jpg");
      assertThat(event.fields("queryStringParameters").text("size")).contains("2");
      var missing = send(HttpRequest.newBuilder(URI.create(url + "/nothing")));
      assertThat(missing.statusCode()).isEqualTo(403);
      assertThat(missing.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
      var noStage =
          send(HttpRequest.newBuilder(URI.create(url.replace("/prod", "/test/photos/1"))));
      assertThat(noStage.statusCode()).isEqualTo(403);
      assertThat(noStage.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void anHttpApiIsServedWithoutAStage() throws Exception {
    try (var run =
        ApiRun.live(ApiDrawing.drawing(ApiDrawing.HTTP, "POST /photos"), ApiOverHttpTest::echo)) {
      var url = url(run, ApiDrawing.HTTP);
      var made =
          send(
              HttpRequest.newBuilder(URI.create(url + "/photos"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"a\": 1}")));
      var event = (Fields) Json.read(made.body());
      assertThat(event.text("body")).contains("{\"a\": 1}");
      assertThat(event.text("rawPath")).contains("/photos");
      var missing = send(HttpRequest.newBuilder(URI.create(url + "/photos")));
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }
  }

  /// The request's id is the same in the answer's headers and the event: `$context.requestId` and
  /// `$context.extendedRequestId` of
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html`.
  @Test
  void theAnswerTellsTheIdThatTheFunctionSaw() throws Exception {
    try (var run =
        ApiRun.live(ApiDrawing.drawing(ApiDrawing.REST, "GET /a"), ApiOverHttpTest::echo)) {
      var url = url(run, ApiDrawing.REST);
      var found = send(HttpRequest.newBuilder(URI.create(url + "/a")));
      var event = (Fields) Json.read(found.body());
      var context = event.fields("requestContext");
      assertThat(found.headers().firstValue("x-amzn-RequestId"))
          .isEqualTo(context.text("requestId"));
      assertThat(found.headers().firstValue("x-amz-apigw-id"))
          .isEqualTo(context.text("extendedRequestId"));
      assertThat(event.fields("headers").text("X-Forwarded-Proto")).contains("http");
      assertThat(event.fields("headers").text("X-Forwarded-Port").map(p -> ":" + p))
          .hasValueSatisfying(p -> assertThat(url).contains(p));
    }
    try (var run =
        ApiRun.live(ApiDrawing.drawing(ApiDrawing.HTTP, "GET /a"), ApiOverHttpTest::echo)) {
      var found = send(HttpRequest.newBuilder(URI.create(url(run, ApiDrawing.HTTP) + "/a")));
      var event = (Fields) Json.read(found.body());
      assertThat(found.headers().firstValue("apigw-requestid"))
          .isEqualTo(event.fields("requestContext").text("requestId"));
    }
  }

  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html`
  @Test
  void headersOfOneConnectionAreNotHandedOnAndSomeGetAnotherName() throws Exception {
    var returned =
        """
        {"statusCode": 200, "body": "whole", "headers": {"Transfer-Encoding": "chunked",
         "Connection": "close", "Content-Length": "99", "Server": "mine", "X-Mine": "1",
         "WWW-Authenticate": "Basic"}}
        """;
    for (var kind : List.of(ApiDrawing.REST, ApiDrawing.HTTP)) {
      try (var run =
          ApiRun.live(ApiDrawing.drawing(kind, "GET /a"), e -> TestFunction.returned(returned))) {
        var found = send(HttpRequest.newBuilder(URI.create(url(run, kind) + "/a")));
        assertThat(found.body()).isEqualTo("whole");
        assertThat(found.headers().firstValue("X-Mine")).contains("1");
        assertThat(found.headers().firstValue("Transfer-Encoding")).isEmpty();
        var renamed = found.headers().firstValue("x-amzn-Remapped-WWW-Authenticate");
        if (kind.equals(ApiDrawing.REST)) {
          assertThat(renamed).contains("Basic");
          assertThat(found.headers().firstValue("x-amzn-Remapped-Server")).contains("mine");
        } else {
          assertThat(renamed).isEmpty();
          assertThat(found.headers().firstValue("WWW-Authenticate")).contains("Basic");
        }
      }
    }
  }

  /// Header names are handed on as the client wrote them, except in payload 2.0:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html`.
  @Test
  void headersKeepTheSpellingOfTheClient() throws Exception {
    for (var kind : List.of(ApiDrawing.REST, ApiDrawing.HTTP)) {
      try (var run = ApiRun.live(ApiDrawing.drawing(kind, "GET /a"), ApiOverHttpTest::echo)) {
        var found =
            send(
                HttpRequest.newBuilder(URI.create(url(run, kind) + "/a"))
                    .header("Authorization", "me")
                    .header("X-CamelCase", "1"));
        var headers = ((Fields) Json.read(found.body())).fields("headers");
        var names = headers.values().keySet();
        if (kind.equals(ApiDrawing.REST)) {
          assertThat(names).contains("Authorization", "X-CamelCase", "Host", "User-Agent");
        } else {
          assertThat(names).contains("authorization", "x-camelcase", "host", "user-agent");
        }
      }
    }
  }
}
