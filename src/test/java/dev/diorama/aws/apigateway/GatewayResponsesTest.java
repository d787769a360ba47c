package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.runtime.OperationResult.Failure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html`
class GatewayResponsesTest {
  private static final String API =
      "{'GatewayResponses': [{'ResponseType': 'MISSING_AUTHENTICATION_TOKEN', 'StatusCode': 404,"
          + " 'ResponseParameters': {'gatewayresponse.header.Access-Control-Allow-Origin':"
          + " '\\u0027*\\u0027', 'gatewayresponse.header.X-Path': 'context.path'},"
          + " 'ResponseTemplate': '{\\\"error\\\": $context.error.messageString, \\\"stage\\\":"
          + " \\\"$context.stage\\\"}'}, {'ResponseType': 'DEFAULT_5XX', 'ResponseTemplate':"
          + " 'sorry'}]}";

  @Test
  void aTypeHasTheDrawnStatusHeadersAndTemplate() throws Exception {
    var drawing = ApiDrawing.drawing(API, "GET /a");
    try (var run = ApiRun.live(drawing, event -> TestFunction.returned("'no proxy answer'"));
        var client = HttpClient.newHttpClient()) {
      var api = drawing.resource(ApiDrawing.API).orElseThrow();
      var url = run.system.endpointUrl() + new ApiFacets().urlPath(api).orElseThrow();
      var missing =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/nothing")).build(),
              BodyHandlers.ofString());
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body())
          .isEqualTo("{\"error\": \"Missing Authentication Token\", \"stage\": \"prod\"}");
      assertThat(missing.headers().firstValue("access-control-allow-origin")).contains("*");
      assertThat(missing.headers().firstValue("x-path")).contains("/prod/nothing");
      assertThat(missing.headers().firstValue("x-amzn-errortype"))
          .contains("MissingAuthenticationTokenException");
      var failed =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/a")).build(), BodyHandlers.ofString());
      assertThat(failed.statusCode()).isEqualTo(502);
      assertThat(failed.body()).isEqualTo("sorry");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, x, 403, ACCESS_DENIED",
    "BadRequestException, Invalid request body, 400, BAD_REQUEST_BODY",
    "BadRequestException, Missing required request parameters: [a], 400, BAD_REQUEST_PARAMETERS",
    "InternalServerErrorException, Internal server error, 500, API_CONFIGURATION_ERROR",
    "InternalServerErrorException, Internal server error, 502, DEFAULT_5XX",
    "InternalServerErrorException, x, 504, INTEGRATION_TIMEOUT",
    "LimitExceededException, x, 429, QUOTA_EXCEEDED",
    "TooManyRequestsException, x, 429, THROTTLED",
    "SomethingElse, x, 400, DEFAULT_4XX"
  })
  void everyFailureHasItsType(String code, String message, int status, String type) {
    assertThat(GatewayResponses.type(new Failure(code, message, status))).isEqualTo(type);
  }

  @Test
  void withoutADrawnOneAwsAnswers() {
    try (var run = ApiRun.virtual(ApiDrawing.drawing("{}", "GET /a"), "{}")) {
      var failure = run.failed("{'Path': '/b'}");
      assertThat(failure.details().values()).containsOnlyKeys("RequestId");
      assertThat(GatewayResponses.body(failure))
          .isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }
  }
}
