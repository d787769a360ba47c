package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// REST APIs that call hosts, buckets, tables and queues without a function between.
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-types.html`
class DirectIntegrationTest {
  private static final String API = "{'Credentials': {'Ref': 'ApiRole'}}";

  private static Architecture drawing(String key, String settings) {
    return ApiDrawing.set(ApiDrawing.drawing(API, key), key, settings);
  }

  private static Success host(long status, String body) {
    return new Success(
        Fields.EMPTY
            .with("Status", status)
            .with("Headers", ApiDrawing.json("{'content-type': 'text/x', 'x-from': 'host'}"))
            .with("Body", body));
  }

  @Test
  void anHttpProxyHandsTheWholeRequestToTheHostAndItsAnswerBack() {
    try (var run =
        ApiRun.virtual(
            drawing(
                "ANY /pets/{proxy+}",
                "{'Type': 'HTTP_PROXY', 'Uri': 'https://api.example.com/v1/{proxy}'}"),
            "{}")) {
      run.answers = request -> host(404, "no such pet");
      var output =
          run.answered(
              "{'Method': 'PUT', 'Path': '/pets/a/b', 'Query': 'x=1&x=2', 'Headers': {'X-Who':"
                  + " 'me', 'Host': 'here'}, 'Body': 'woof'}");
      var input = run.requests.getFirst().input();
      assertThat(input.text("Method")).contains("PUT");
      assertThat(input.text("Url")).contains("https://api.example.com/v1/a/b?x=1&x=2");
      assertThat(input.fields("Headers").text("X-Who")).contains("me");
      assertThat(input.fields("Headers").text("X-Forwarded-For")).contains("127.0.0.1");
      assertThat(input.fields("Headers").values()).doesNotContainKey("Host");
      assertThat(input.text("Body")).contains("woof");
      assertThat(output.number("StatusCode")).contains(404L);
      assertThat(output.text("Body")).contains("no such pet");
      assertThat(output.fields("Headers").text("x-from")).contains("host");
    }
  }

  /// Payloads have at most 10 MB, of answers too:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`.
  @Test
  void anAnswerOverTenMegabytesIsNotHandedOn() {
    try (var run =
        ApiRun.virtual(drawing("GET /pets", "{'Uri': 'https://api.example.com/'}"), "{}")) {
      run.answers = request -> host(200, "x".repeat(10 << 20));
      assertThat(run.answered("{'Path': '/pets'}").number("StatusCode")).contains(200L);
      run.answers = request -> host(200, "x".repeat((10 << 20) + 1));
      assertThat(run.failed("{'Path': '/pets'}").status()).isEqualTo(500);
    }
  }

  @Test
  void anHttpIntegrationMapsRequestAndResponse() {
    var settings =
        "{'Type': 'HTTP', 'Uri': 'https://api.example.com/pets/{petId}', 'IntegrationHttpMethod':"
            + " 'POST', 'RequestTemplate': '{\\\"name\\\": $input.json(\\\"$.n\\\")}',"
            + " 'IntegrationRequestParameters': {'integration.request.path.petId':"
            + " 'method.request.path.id', 'integration.request.header.X-Stage': 'context.stage',"
            + " 'integration.request.querystring.via': '\\u0027api\\u0027'},"
            + " 'IntegrationResponses': [{'StatusCode': 201, 'ResponseParameters':"
            + " {'method.response.header.X-Origin': 'integration.response.header.x-from'}},"
            + " {'StatusCode': 410, 'SelectionPattern': '404', 'ResponseTemplate': 'gone'}]}";
    try (var run = ApiRun.virtual(drawing("PUT /pets/{id}", settings), "{}")) {
      run.answers = request -> host(200, "{}");
      var request = "{'Method': 'PUT', 'Path': '/pets/7', 'Body': {'n': 'Rex'}}";
      var output = run.answered(request);
      var input = run.requests.getFirst().input();
      assertThat(input.text("Method")).contains("POST");
      assertThat(input.text("Url")).contains("https://api.example.com/pets/7?via=api");
      assertThat(input.fields("Headers").text("X-Stage")).contains("prod");
      assertThat(input.text("Body")).contains("{\"name\": \"Rex\"}");
      assertThat(output.number("StatusCode")).contains(201L);
      assertThat(output.fields("Headers").text("X-Origin")).contains("host");
      run.answers = r -> host(404, "");
      assertThat(run.answered(request).number("StatusCode")).contains(410L);
      assertThat(run.answered(request).text("Body")).contains("gone");
    }
  }

  @Test
  void anAnswerThatNoResponseFitsIsAnInternalServerErrorAndTheLogSaysWhy() {
    var settings =
        "{'Type': 'HTTP', 'IntegrationResponses': [{'SelectionPattern': '2..', 'StatusCode':"
            + " 200}]}";
    try (var run = ApiRun.virtual(drawing("GET /pets", settings), "{}")) {
      run.answers = request -> host(404, "");
      assertThat(run.failed("{'Path': '/pets'}").status()).isEqualTo(500);
      assertThat(run.system.log().from(0))
          .filteredOn(RuntimeEvent.LogWritten.class::isInstance)
          .map(e -> ((RuntimeEvent.LogWritten) e).line())
          .singleElement()
          .asString()
          .contains("no default output mapping");
    }
  }

  @Test
  void aHostThatDoesNotExistIsAnInternalServerError() {
    try (var run = ApiRun.virtual(drawing("GET /pets", "{'Type': 'HTTP_PROXY'}"), "{}")) {
      run.answers = request -> new Failure("ENOTFOUND", "getaddrinfo ENOTFOUND", 0);
      assertThat(run.failed("{'Path': '/pets'}").status()).isEqualTo(500);
      assertThat(run.requests.getFirst().input().text("Url"))
          .contains("https://api.example.com/pets");
    }
  }

  @Test
  void anObjectIsReadAndWrittenByTheMethod() {
    var drawing = drawing("ANY /objects/{key+}", "{'Uri': 'in/{key}'}");
    try (var run = ApiRun.virtual(drawing, "{}")) {
      run.answered(
          "{'Method': 'PUT', 'Path': '/objects/a%20b', 'Headers': {'Content-Type':"
              + " 'text/plain'}, 'Body': 'hi'}");
      var put = run.requests.getFirst();
      assertThat(put.operation()).isEqualTo("PutObject");
      assertThat(put.input())
          .isEqualTo(
              ApiDrawing.json(
                  "{'Bucket': 'ref-of-photos', 'Key': 'in/a b', 'ContentType': 'text/plain',"
                      + " 'Body': 'hi'}"));
      run.answers =
          r ->
              new Success(
                  ApiDrawing.json("{'ContentType': 'text/plain', 'ETag': 'e'}")
                      .with("Body", Value.of("hi".getBytes(StandardCharsets.UTF_8))));
      assertThat(run.answered("{'Path': '/objects/a'}").text("Body")).contains("hi");
      run.answers = r -> new Failure("NoSuchKey", "The specified key does not exist.", 404);
      assertThat(run.answered("{'Path': '/objects/b'}").text("Body").orElseThrow())
          .contains("<Code>NoSuchKey</Code>");
      assertThat(run.answered("{'Method': 'DELETE', 'Path': '/objects/b'}")).isNotNull();
      assertThat(run.requests.getLast().operation()).isEqualTo("DeleteObject");
    }
  }

  @Test
  void aTableIsAskedWithWhatTheTemplateMakesAndItsErrorsSelectTheResponse() {
    var settings =
        "{'Type': 'AWS', 'IntegrationAction': 'GetItem', 'RequestTemplate': '{\\\"TableName\\\":"
            + " \\\"$stageVariables.table\\\", \\\"Key\\\": {\\\"id\\\": {\\\"S\\\":"
            + " \\\"$input.params(\\u0027id\\u0027)\\\"}}}', 'IntegrationResponses':"
            + " [{'ResponseTemplate': '$input.json(\\\"$.Item.name.S\\\")'}, {'SelectionPattern':"
            + " '4\\\\d{2}', 'StatusCode': 400, 'ResponseTemplate': 'bad'}]}";
    var api = "{'Credentials': {'Ref': 'ApiRole'}, 'StageVariables': {'table': 'Items'}}";
    var key = "GET /items/{id}";
    try (var run =
        ApiRun.virtual(ApiDrawing.set(ApiDrawing.drawing(api, key), key, settings), "{}")) {
      run.answers = r -> new Success(ApiDrawing.json("{'Item': {'name': {'S': 'tea'}}}"));
      assertThat(run.answered("{'Path': '/items/7'}").text("Body")).contains("\"tea\"");
      assertThat(run.requests.getFirst().operation()).isEqualTo("GetItem");
      assertThat(run.requests.getFirst().input())
          .isEqualTo(ApiDrawing.json("{'TableName': 'Items', 'Key': {'id': {'S': '7'}}}"));
      run.answers = r -> new Failure("ValidationException", "no", 400);
      var refused = run.answered("{'Path': '/items/7'}");
      assertThat(refused.number("StatusCode")).contains(400L);
      assertThat(refused.text("Body")).contains("bad");
    }
  }

  @Test
  void aQueueTakesTheFormThatAwsShows() {
    var settings =
        "{'Type': 'AWS', 'RequestTemplate': 'Action=SendMessage&MessageBody="
            + "$util.urlEncode($input.body)&DelaySeconds=5&MessageAttribute.1.Name=who"
            + "&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=me'}";
    try (var run = ApiRun.virtual(drawing("POST /orders", settings), "{}")) {
      var output = run.answered("{'Method': 'POST', 'Path': '/orders', 'Body': 'a&b=c'}");
      assertThat(run.messages)
          .containsExactly(
              ApiDrawing.json(
                  "{'QueueUrl': 'ref-of-Orders', 'MessageBody': 'a&b=c', 'DelaySeconds': 5,"
                      + " 'MessageAttributes': {'who': {'DataType': 'String', 'StringValue':"
                      + " 'me'}}}"));
      assertThat(output.text("Body").orElseThrow())
          .contains("SendMessageResponse")
          .contains("\"MessageId\":\"m-1\"");
    }
  }

  @Test
  void aMediaTypeWithoutATemplateIsPassedOnOrRefused() {
    var settings =
        "{'Type': 'AWS', 'RequestTemplate': '{\\\"MessageBody\\\": \\\"mapped\\\"}',"
            + " 'PassthroughBehavior': '%s'}";
    var request =
        "{'Method': 'POST', 'Path': '/orders', 'Headers': {'Content-Type': 'text/plain'},"
            + " 'Body': 'Action=SendMessage&MessageBody=raw'}";
    try (var run =
        ApiRun.virtual(drawing("POST /orders", settings.formatted("WHEN_NO_MATCH")), "{}")) {
      run.answered(request);
      assertThat(run.messages.getFirst().text("MessageBody")).contains("raw");
    }
    for (var behavior : new String[] {"WHEN_NO_TEMPLATES", "NEVER"}) {
      try (var run = ApiRun.virtual(drawing("POST /orders", settings.formatted(behavior)), "{}")) {
        var failure = run.failed(request);
        assertThat(failure.status()).isEqualTo(415);
        assertThat(failure.message()).isEqualTo("Unsupported Media Type");
      }
    }
  }

  @Test
  void theCredentialsRoleNeedsExactlyWhatTheIntegrationDoes() {
    assertThat(needs("GET /objects/{key}", "{}"))
        .containsExactly("s3:GetObject arn:aws:s3:::photos/*");
    assertThat(needs("PUT /objects/{key}", "{'Uri': 'in/{key}.json'}"))
        .containsExactly("s3:PutObject arn:aws:s3:::photos/in/*.json");
    assertThat(needs("POST /items", "{'IntegrationAction': 'PutItem'}"))
        .containsExactly("dynamodb:PutItem " + ApiDrawing.TABLE_ARN);
    assertThat(needs("GET /pets", "{'Type': 'HTTP_PROXY'}")).isEmpty();
  }

  private static Iterable<String> needs(String key, String settings) {
    var drawing = drawing(key, settings);
    return ApiDrawing.catalog()
        .needs(drawing, drawing.connection(new ConnectionId("route " + key)).orElseThrow())
        .stream()
        .map(Need.Call.class::cast)
        .map(n -> n.action() + " " + n.resource())
        .toList();
  }

  @Test
  void aRoleThatApiGatewayMayNotAssumeIsFoundByTheCheckerAndFailsInTheRun() {
    var drawing = drawing("POST /items", "{'IntegrationAction': 'PutItem'}");
    var role = drawing.byLogicalId("ApiRole").orElseThrow();
    var closed =
        drawing.with(
            role.withProperties(
                role.properties().with("Trust", ApiDrawing.json("{'Statement': []}"))));
    var arrow = new ConnectionId("route POST /items");
    assertThat(
            new Access(closed, ApiDrawing.catalog())
                .of(closed.connection(arrow).orElseThrow())
                .outcome())
        .isEqualTo(Outcome.DENIED);
    try (var run = ApiRun.virtual(closed, "{}")) {
      var failure = run.failed("{'Method': 'POST', 'Path': '/items', 'Body': '{}'}");
      assertThat(failure.status()).isEqualTo(500);
      assertThat(run.requests).isEmpty();
    }
  }

  @Test
  void aRoleWithoutPermissionGetsTheServicesRefusal() {
    var drawing = drawing("POST /items", "{'IntegrationAction': 'PutItem'}");
    var role = drawing.byLogicalId("ApiRole").orElseThrow();
    var closed =
        drawing.with(
            role.withProperties(
                role.properties().with("Policy", ApiDrawing.json("{'Statement': []}"))));
    try (var run = ApiRun.virtual(closed, "{}")) {
      var output = run.answered("{'Method': 'POST', 'Path': '/items', 'Body': '{}'}");
      assertThat(output.text("Body").orElseThrow()).contains("dynamodb:PutItem");
      assertThat(run.requests).isEmpty();
    }
  }
}
