package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Errors with AWS's statuses, bodies and headers.
/// `docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html`
class ApiErrorsTest {
  private static HttpResponse encoded(boolean rest, Failure failure) {
    return new ExecuteApiProtocol(rest ? Set.of("abcdefghij") : Set.of(), (input, f) -> f)
        .encode(
            new HttpRequest(
                "GET",
                ExecuteApiProtocol.PREFIX + "abcdefghij/prod/a",
                "",
                Map.of(),
                Value.of(new byte[0])),
            "Invoke",
            failure,
            "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
  }

  private static Failure failure(String name) {
    return switch (name) {
      case "timeout" -> ApiFailures.timedOut(ApiKind.REST);
      case "large" -> ApiFailures.tooLarge(ApiKind.REST);
      case "throttled" -> ApiFailures.throttled();
      case "quota" -> ApiFailures.quotaExceeded();
      case "no route" -> ApiFailures.noRoute(ApiKind.REST);
      case "key" -> ApiFailures.forbidden();
      case "malformed" -> ApiFailures.badAnswer(ApiKind.REST);
      case "denied" -> ApiFailures.notAuthorized(ApiKind.REST, true);
      default -> ApiFailures.notInvoked(ApiKind.REST);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout | 504 | InternalServerErrorException | {\"message\":\"Endpoint request timed"
            + " out\"}",
        "large | 413 | RequestTooLargeException | {\"message\":\"Request Too Long\"}",
        "throttled | 429 | TooManyRequestsException | {\"message\":\"Too Many Requests\"}",
        "quota | 429 | LimitExceededException | {\"message\":\"Limit Exceeded\"}",
        "no route | 403 | MissingAuthenticationTokenException | {\"message\":\"Missing"
            + " Authentication Token\"}",
        "key | 403 | ForbiddenException | {\"message\":\"Forbidden\"}",
        "malformed | 502 | InternalServerErrorException | {\"message\":\"Internal server error\"}",
        "denied | 403 | AccessDeniedException | {\"Message\":\"User is not authorized to access"
            + " this resource with an explicit deny\"}",
        "other | 500 | InternalServerErrorException | {\"message\":\"Internal server error\"}"
      })
  void aRestApiAnswersWithStatusBodyAndErrorType(
      String name, int status, String type, String body) {
    var response = encoded(true, failure(name));
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("x-amzn-ErrorType", List.of(type));
    assertThat(response.headers()).containsKeys("x-amzn-RequestId", "x-amz-apigw-id");
    assertThat(new String(response.body().bytes(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @Test
  void anHttpApiDoesNotTellTheErrorType() {
    var response = encoded(false, ApiFailures.noRoute(ApiKind.HTTP));
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers())
        .containsKey("apigw-requestid")
        .doesNotContainKey("x-amzn-ErrorType");
  }

  @Test
  void aRefusedTokenIsExplainedInAHeader() {
    assertThat(encoded(false, ApiFailures.noValidToken(false, Optional.empty())).headers())
        .containsEntry("www-authenticate", List.of("Bearer"));
    assertThat(
            encoded(false, ApiFailures.noValidToken(true, Optional.of("what is wrong"))).headers())
        .containsEntry(
            "www-authenticate",
            List.of(
                "Bearer scope=\"\" error=\"invalid_token\" error_description=\"what is wrong\""));
  }

  @Test
  void aRouteWithIamAuthorizationAnswersAnUnsignedRequestAsAwsDoes() throws Exception {
    var drawing =
        ApiDrawing.routed(
            ApiDrawing.drawing("{}", "GET /a"), "GET /a", "AuthorizationType", "AWS_IAM");
    try (var run = ApiRun.live(drawing, event -> TestFunction.returned("{'statusCode': 200}"));
        var client = HttpClient.newHttpClient()) {
      var api = drawing.resource(ApiDrawing.API).orElseThrow();
      var url = run.system.endpointUrl() + new ApiFacets().urlPath(api).orElseThrow() + "/a";
      var answer =
          client.send(
              java.net.http.HttpRequest.newBuilder(URI.create(url)).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
      assertThat(answer.headers().firstValue("x-amzn-errortype"))
          .contains("MissingAuthenticationTokenException");
    }
  }

  @Test
  void aBinaryMessageEndsAWebSocketConnectionWith1003() {
    try (var run =
        ApiRun.virtual(ApiDrawing.drawing(ApiDrawing.WEBSOCKET, "$default", "$disconnect"), "{}")) {
      run.call("Connect", "{'Connection': 'c'}");
      var refused =
          run.call(
              "Send",
              Fields.EMPTY.with("Connection", "c").with("Body", Value.of(new byte[] {1, 2})));
      assertThat(refused.toString()).contains("1003");
      assertThat(run.events)
          .singleElement()
          .satisfies(e ->
              assertThat(e.fields("requestContext").number("disconnectStatusCode"))
                  .contains(1003L));
      assertThat(run.call("Send", "{'Connection': 'c', 'Body': 'x'}").toString())
          .contains("GoneException");
    }
  }
}
