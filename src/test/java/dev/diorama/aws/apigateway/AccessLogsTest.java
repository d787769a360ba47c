package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;

///
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html`
class AccessLogsTest {
  private static final String FORMAT =
      "$context.httpMethod $context.resourcePath $context.status $context.responseLength"
          + " $context.stage $context.error.responseType $context.identity.user";

  private static List<String> lines(ApiRun run) {
    return run.requests.stream()
        .filter(r -> r.operation().equals("PutLogEvents"))
        .flatMap(r -> r.input().list("logEvents").stream())
        .map(e -> ((Fields) e).text("message").orElseThrow())
        .toList();
  }

  @Test
  void anHttpApiHasItsLogsDelivered() {
    var drawing = ApiDrawing.logged(ApiDrawing.drawing(ApiDrawing.HTTP, "GET /a/{id}"), FORMAT);
    assertThat(outcome(drawing)).isEqualTo(Outcome.WORKS);
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 201, 'body': 'hello'}")) {
      run.answered("{'Path': '/a/7'}");
      run.failed("{'Path': '/b'}");
      assertThat(lines(run))
          .containsExactly("GET /a/{id} 201 5 $default - -", "GET - 404 23 $default DEFAULT_4XX -");
      assertThat(run.requests.getFirst().operation()).isEqualTo("CreateLogStream");
    }
  }

  @Test
  void aRestApiWritesAsItsRole() {
    var drawing =
        ApiDrawing.logged(
            ApiDrawing.drawing("{'Credentials': {'Ref': 'ApiRole'}}", "GET /a"), FORMAT);
    var role = drawing.byLogicalId("ApiRole").orElseThrow();
    assertThat(outcome(drawing)).isEqualTo(Outcome.DENIED);
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 200}")) {
      assertThat(run.answered("{'Path': '/a'}").number("StatusCode")).contains(200L);
      assertThat(lines(run)).isEmpty();
    }
    var allowed =
        drawing.with(
            role.withProperties(
                role.properties()
                    .with(
                        "Policy",
                        ApiDrawing.json(
                            "{'Statement': [{'Effect': 'Allow', 'Action': ['logs:CreateLogStream',"
                                + " 'logs:PutLogEvents'], 'Resource': '*'}]}"))));
    assertThat(outcome(allowed)).isEqualTo(Outcome.WORKS);
    try (var run = ApiRun.virtual(allowed, "{'statusCode': 200}")) {
      run.answered("{'Path': '/a'}");
      assertThat(lines(run)).containsExactly("GET /a 200 0 prod - -");
    }
  }

  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html`
  @Test
  void theOwnerOfAnHttpApiLearnsWhatIsWrongWithTheFunction() {
    var drawing =
        ApiDrawing.logged(
            ApiDrawing.drawing(ApiDrawing.HTTP, "GET /a"),
            "$context.status $context.integrationErrorMessage");
    var one = ApiDrawing.set(drawing, "GET /a", "{'PayloadFormatVersion': '1.0'}");
    try (var run = ApiRun.virtual(one, "'hello'")) {
      run.failed("{'Path': '/a'}");
      assertThat(lines(run))
          .containsExactly(
              "500 The response from the Lambda function doesn't match the format that API Gateway"
                  + " expects.");
    }
    try (var run = ApiRun.virtual(ApiDrawing.withoutPermission(drawing), "{}")) {
      run.failed("{'Path': '/a'}");
      assertThat(lines(run).getFirst())
          .startsWith("500 The IAM role configured on the integration or API Gateway");
    }
  }

  ///
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html`
  @Test
  void whatTheIntegrationAndTheAuthorizerDidIsTold() {
    var drawing =
        ApiDrawing.logged(
            ApiDrawing.drawing(ApiDrawing.HTTP, "GET /a"),
            "$context.integration.status $context.integrationStatus $context.integrationLatency"
                + " $context.integrationErrorMessage");
    try (var run = ApiRun.virtual(drawing, "{'statusCode': 418}")) {
      run.answered("{'Path': '/a'}");
      // The function answered 418, Lambda 200.
      assertThat(lines(run)).containsExactly("418 200 0 -");
    }
  }

  private static Outcome outcome(Architecture drawing) {
    return new Access(drawing, ApiDrawing.catalog())
        .of(drawing.connection(new ConnectionId("access log")).orElseThrow())
        .outcome();
  }
}
