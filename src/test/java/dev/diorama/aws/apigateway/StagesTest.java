package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Need;
import dev.diorama.model.ConnectionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html`
class StagesTest {
  private static final String REST =
      "{'StageVariables': {'host': 'www.example.com'}, 'Stages': [{'StageName': 'dev',"
          + " 'StageVariables': {'host': 'dev.example.com'}, 'CacheClusterEnabled': true}]}";

  @ParameterizedTest
  @CsvSource({"/prod/a, prod, www.example.com", "/dev/a, dev, dev.example.com"})
  void eachStageHasItsOwnUrlAndVariables(String path, String stage, String host) {
    try (var run = ApiRun.virtual(ApiDrawing.drawing(REST, "GET /a"), "{'statusCode': 200}")) {
      var input =
          ApiDrawing.json("{'Path': '%s'}".formatted(path))
              .with(
                  "ApiId",
                  ApiFacets.apiId(ApiDrawing.drawing(REST).resource(ApiDrawing.API).orElseThrow()));
      run.call("Invoke", input);
      var event = run.events.getFirst();
      assertThat(event.text("path")).contains("/a");
      assertThat(event.fields("stageVariables").text("host")).contains(host);
      assertThat(event.fields("requestContext").text("stage")).contains(stage);
      assertThat(run.call("Invoke", input.with("Path", "/other/a")).toString())
          .contains("Forbidden");
    }
  }

  @Test
  void eachStageHasACacheOfItsOwn() {
    try (var run = ApiRun.virtual(ApiDrawing.drawing(REST, "GET /a"), "{'statusCode': 200}")) {
      run.answered("{'Stage': 'dev', 'Path': '/a'}");
      assertThat(run.answered("{'Stage': 'dev', 'Path': '/a'}").text("Cache")).contains("hit");
      run.answered("{'Path': '/a'}");
      assertThat(run.answered("{'Path': '/a'}").text("Cache")).isEmpty();
    }
  }

  @Test
  void anIntegrationFindsTheVariablesOfItsStage() {
    var key = "GET /pets/{id}";
    var drawing =
        ApiDrawing.set(
            ApiDrawing.drawing(REST, key),
            key,
            "{'Type': 'HTTP_PROXY', 'Uri': 'https://${stageVariables.host}/p/{id}'}");
    try (var run = ApiRun.virtual(drawing, "{}")) {
      run.answered("{'Path': '/pets/7'}");
      run.answered("{'Stage': 'dev', 'Path': '/pets/7'}");
      assertThat(run.requests)
          .map(r -> r.input().text("Url").orElseThrow())
          .containsExactly("https://www.example.com/p/7", "https://dev.example.com/p/7");
    }
  }

  @Test
  void anHttpApiHasItsDefaultStageBesideNamedOnes() {
    var api =
        "{'ProtocolType': 'HTTP', 'Stages': [{'StageName': 'beta', 'StageVariables': {'v': '2'}}]}";
    try (var run = ApiRun.virtual(ApiDrawing.drawing(api, "GET /a"), "{}")) {
      run.answered("{'Stage': 'beta', 'Path': '/a'}");
      run.answered("{'Path': '/a'}");
      assertThat(run.events.getFirst().text("rawPath")).contains("/beta/a");
      assertThat(run.events.getFirst().fields("stageVariables").text("v")).contains("2");
      assertThat(run.events.getLast().text("rawPath")).contains("/a");
    }
  }

  @Test
  void aFunctionMustLetEveryStageInvokeIt() {
    var drawing = ApiDrawing.drawing(REST, "GET /a");
    var needs =
        ApiDrawing.catalog()
            .needs(drawing, drawing.connection(new ConnectionId("route GET /a")).orElseThrow());
    assertThat(needs)
        .map(n -> ((Need.ServiceCaller) n.caller()).sourceArn().replaceFirst(".*:[a-z0-9]{10}", ""))
        .containsExactly("/prod/GET/a", "/dev/GET/a");
  }
}
