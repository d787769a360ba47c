package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html`
class ParameterMappingTest {
  private static final String API = "{'ProtocolType': 'HTTP', 'StageVariables': {'env': 'test'}}";

  private static ApiRun run(String settings) {
    return ApiRun.virtual(
        ApiDrawing.set(ApiDrawing.drawing(API, "POST /a/{id}"), "POST /a/{id}", settings),
        "{'statusCode': 200, 'headers': {'x-old': '1'}, 'body': '{\\\"n\\\": 7}'}");
  }

  /// Key, expression, what the function sees.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "overwrite:header.X-New | $request.header.x-who | x-new=me",
        "overwrite:header.x-who | you | x-who=you",
        "append:header.x-who | you | x-who=me,you",
        "remove:header.x-who | '' | x-who=",
        "overwrite:header.x-new | ${request.querystring.q}-${request.path.id} | x-new=1-7",
        "overwrite:header.x-new | $request.body.name | x-new=tea",
        "overwrite:header.x-new | $stageVariables.env | x-new=test",
        "overwrite:header.x-new | $context.httpMethod | x-new=POST",
        "overwrite:header.x-new | $request.path | x-new=/a/7",
        "overwrite:header.authorization | stolen | authorization=",
        "overwrite:querystring.q | 2 | ?q=2",
        "append:querystring.q | 2 | ?q=1&q=2",
        "remove:querystring.q | '' | ?",
        "overwrite:path | /b/$request.path.id | /b/7"
      })
  void aRequestIsMappedBeforeItReachesTheIntegration(
      String key, String expression, String expected) {
    var mapping = Fields.EMPTY.with(key, expression == null ? "" : expression);
    var drawing = ApiDrawing.drawing(API, "POST /a/{id}");
    var route = drawing.connection(new ConnectionId("route POST /a/{id}")).orElseThrow();
    var mapped =
        drawing.with(
            route.withProperties(route.properties().with("IntegrationRequestParameters", mapping)));
    try (var run = ApiRun.virtual(mapped, "{}")) {
      run.answered(
          "{'Method': 'POST', 'Path': '/a/7', 'Query': 'q=1', 'Headers': {'x-who': 'me'},"
              + " 'Body': {'name': 'tea'}}");
      var event = run.events.getFirst();
      if (expected.startsWith("?")) {
        assertThat(event.text("rawQueryString")).contains(expected.substring(1));
      } else if (expected.startsWith("/")) {
        assertThat(event.text("rawPath")).contains(expected);
      } else {
        var parts = expected.split("=", 2);
        assertThat(event.fields("headers").text(parts[0]).orElse("")).isEqualTo(parts[1]);
      }
    }
  }

  @Test
  void aResponseIsMappedByItsStatus() {
    try (var run =
        run(
            "{'ResponseParameters': [{'StatusCode': 200, 'Destination': 'overwrite:statuscode',"
                + " 'Source': '203'}, {'StatusCode': 200, 'Destination': 'append:header.x-old',"
                + " 'Source': '2'}, {'StatusCode': 200, 'Destination': 'overwrite:header.x-body',"
                + " 'Source': '$response.body.n'}, {'StatusCode': 200, 'Destination':"
                + " 'overwrite:header.x-was', 'Source': '$response.header.x-old'}, {'StatusCode':"
                + " 200, 'Destination': 'remove:header.content-type'}, {'StatusCode': 500,"
                + " 'Destination': 'overwrite:statuscode', 'Source': '200'}]}")) {
      var output = run.answered("{'Method': 'POST', 'Path': '/a/7'}");
      assertThat(output.number("StatusCode")).contains(203L);
      assertThat(output.fields("Headers"))
          .isEqualTo(ApiDrawing.json("{'x-old': ['1', '2'], 'x-body': '7', 'x-was': '1'}"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "overwrite:header.x, true",
    "append:querystring.a, true",
    "overwrite:path, true",
    "append:path, false",
    "overwrite:header.Authorization, false",
    "overwrite:header.X-Amz-Date, false",
    "remove:header.access-control-allow-origin, false",
    "change:header.x, false"
  })
  void reservedHeadersAndOtherKeysCannotBeMapped(String key, boolean possible) {
    assertThat(ParameterMapping.isRequestKey(key)).isEqualTo(possible);
  }
}
