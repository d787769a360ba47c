package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.wire.SdkSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What clients are told about drawn APIs, by requests that AWS's own signer signs:
/// `docs.aws.amazon.com/apigateway/latest/api/API_Operations.html` and
/// `docs.aws.amazon.com/apigatewayv2/latest/api-reference/operations.html`.
class ApiManagementTest {

  /// The drawing whose browser has a role with this policy.
  private static Architecture allowed(Architecture drawing, String actions) {
    var role = drawing.byLogicalId("ApiRole").orElseThrow();
    var browser = drawing.resource(ApiDrawing.BROWSER).orElseThrow();
    return drawing
        .with(browser.withProperties(browser.properties().with("Role", References.to("ApiRole"))))
        .with(
            role.withProperties(
                role.properties()
                    .with(
                        "Policy",
                        ApiDrawing.json(
                            "{'Statement': [{'Effect': 'Allow', 'Action': "
                                + actions
                                + ", 'Resource': '*'}]}"))));
  }

  private static HttpResponse<String> ask(ApiRun run, String method, String path)
      throws IOException, InterruptedException {
    var url = run.system.endpointUrl() + path;
    var signed =
        new SdkSigner("apigateway", run.system.credentials(ApiDrawing.BROWSER), Instant.now())
            .sign(method, url, Map.of(), new byte[0]);
    var request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody());
    signed
        .headers()
        .forEach((name, values) -> {
          if (!Set.of("host", "content-length").contains(name)) {
            values.forEach(v -> request.header(name, v));
          }
        });
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static Fields told(ApiRun run, String path) throws Exception {
    var answer = ask(run, "GET", path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer.body());
  }

  private static Fields read(String json) throws JsonException {
    return (Fields) Json.read(json);
  }

  private static List<Fields> items(Fields answer, String member) {
    return answer.list(member).stream().map(Fields.class::cast).toList();
  }

  @Test
  void aRestApiIsToldWithItsResourcesAndStages() throws Exception {
    var drawing =
        ApiDrawing.set(
            ApiDrawing.drawing(
                "{'Name': 'shop', 'Stages': [{'StageName': 'test', 'StageVariables': {'a': 'b'}}]}",
                "GET /photos/{id}"),
            "GET /photos/{id}",
            "{'ApiKeyRequired': true, 'TimeoutInMillis': 5000}");
    try (var run = ApiRun.live(allowed(drawing, "'apigateway:GET'"), e -> Fields.EMPTY)) {
      var api = items(told(run, "/restapis"), "item").getFirst();
      assertThat(api.text("name")).contains("shop");
      var base = "/restapis/" + api.text("id").orElseThrow();
      assertThat(told(run, base)).isEqualTo(api);
      var resources = items(told(run, base + "/resources?embed=methods"), "item");
      assertThat(resources)
          .extracting(r -> r.text("path").orElseThrow())
          .containsExactly("/", "/photos", "/photos/{id}");
      var leaf = resources.getLast();
      assertThat(leaf.text("parentId")).isEqualTo(resources.get(1).text("id"));
      var method = leaf.fields("resourceMethods").fields("GET");
      assertThat(method.flag("apiKeyRequired")).isTrue();
      var integration = method.fields("methodIntegration");
      assertThat(integration.text("uri"))
          .contains(
              "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                  + ApiDrawing.FUNCTION_ARN
                  + "/invocations");
      assertThat(integration.number("timeoutInMillis")).contains(5000L);
      assertThat(
              told(
                  run,
                  base
                      + "/resources/"
                      + leaf.text("id").orElseThrow()
                      + "/methods/GET/integration"))
          .isEqualTo(integration);
      var stages = items(told(run, base + "/stages"), "item");
      assertThat(stages)
          .extracting(s -> s.text("stageName").orElseThrow())
          .containsExactly("prod", "test");
      assertThat(told(run, base + "/stages/test").fields("variables").text("a")).contains("b");
    }
  }

  @Test
  void anHttpApiIsToldWithItsRoutesAndTheirIntegrations() throws Exception {
    var drawing = ApiDrawing.drawing(ApiDrawing.HTTP, "GET /a", "POST /orders");
    try (var run = ApiRun.live(allowed(drawing, "'apigateway:GET'"), e -> Fields.EMPTY)) {
      var api = items(told(run, "/v2/apis"), "items").getFirst();
      assertThat(api.text("protocolType")).contains("HTTP");
      assertThat(api.text("apiEndpoint").orElseThrow())
          .endsWith(run.system.endpointUrl().replaceFirst(".*:", ":"));
      var base = "/v2/apis/" + api.text("apiId").orElseThrow();
      var routes = items(told(run, base + "/routes"), "items");
      assertThat(routes)
          .extracting(r -> r.text("routeKey").orElseThrow())
          .containsExactly("GET /a", "POST /orders");
      var integrations = items(told(run, base + "/integrations"), "items");
      assertThat(routes)
          .extracting(r -> r.text("target").orElseThrow().replaceFirst("integrations/", ""))
          .containsExactlyElementsOf(
              integrations.stream().map(i -> i.text("integrationId").orElseThrow()).toList());
      assertThat(integrations.getFirst().text("payloadFormatVersion")).contains("2.0");
      assertThat(integrations.getLast().text("integrationSubtype")).contains("SQS-SendMessage");
      var first = told(run, base + "/routes?maxResults=1");
      assertThat(items(first, "items")).hasSize(1);
      var rest =
          told(
              run,
              base + "/routes?maxResults=1&nextToken=" + first.text("nextToken").orElseThrow());
      assertThat(items(rest, "items")).containsExactly(routes.getLast());
      assertThat(rest.text("nextToken")).isEmpty();
    }
  }

  @Test
  void whoMayNotReadIsRefusedAndWhatIsNotDrawnIsNotFound() throws Exception {
    var drawing = ApiDrawing.drawing(ApiDrawing.REST, "GET /a");
    try (var run = ApiRun.live(allowed(drawing, "'s3:*'"), e -> Fields.EMPTY)) {
      var refused = ask(run, "GET", "/restapis");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("x-amzn-ErrorType"))
          .contains("AccessDeniedException");
      assertThat(refused.body())
          .contains("apigateway:GET on resource: arn:aws:apigateway:us-east-1::/restapis ");
    }
    try (var run = ApiRun.live(allowed(drawing, "'apigateway:*'"), e -> Fields.EMPTY)) {
      var missing = ask(run, "GET", "/restapis/nothere/stages");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(read(missing.body()).text("message"))
          .contains("Invalid API identifier specified 123456789012:nothere");
      // Nobody serves what would change an API.
      var made = ask(run, "POST", "/restapis");
      assertThat(made.statusCode()).isEqualTo(404);
      assertThat(made.body()).contains("No service of this drawing understands");
    }
  }

  /// `docs.aws.amazon.com/apigateway/latest/api/API_FlushStageCache.html`
  @Test
  void flushingAStageForgetsItsCachedAnswers() throws Exception {
    var drawing = ApiDrawing.drawing("{'CacheClusterEnabled': true}", "GET /a");
    try (var run =
        ApiRun.live(
            allowed(drawing, "'apigateway:DELETE'"),
            e -> TestFunction.returned("{'statusCode': 200}"))) {
      var id = ApiFacets.apiId(drawing.resource(ApiDrawing.API).orElseThrow());
      var url = URI.create(run.system.endpointUrl() + "/_aws/execute-api/" + id + "/prod/a");
      try (var client = HttpClient.newHttpClient()) {
        var request = HttpRequest.newBuilder(url).build();
        client.send(request, BodyHandlers.discarding());
        client.send(request, BodyHandlers.discarding());
        assertThat(run.events).hasSize(1);
        var flushed = ask(run, "DELETE", "/restapis/" + id + "/stages/prod/cache/data");
        assertThat(flushed.statusCode()).isEqualTo(202);
        client.send(request, BodyHandlers.discarding());
        assertThat(run.events).hasSize(2);
      }
    }
  }
}
