package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mapping templates, non-proxy integrations and request validation of REST APIs.
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html`
class MappedIntegrationTest {
  private static final String BODY =
      "{\"name\": \"tea\", \"price\": 5, \"tags\": [\"hot\", \"green\"], \"a\": {\"b\": [{\"c\":"
          + " 1}, {\"c\": 2}]}}";

  static Stream<Arguments> templates() {
    return Stream.of(
        Arguments.of("$input.body", BODY),
        Arguments.of("$input.json('$.name')", "\"tea\""),
        Arguments.of("$input.json('$.tags')", "[\"hot\",\"green\"]"),
        Arguments.of("$input.json('$.a.b[*].c')", "[1,2]"),
        Arguments.of("$input.json('$.a.b[1].c')", "2"),
        Arguments.of("$input.json(\"$['name']\")", "\"tea\""),
        Arguments.of("$input.path('$.name')", "tea"),
        Arguments.of("$input.path('$').price", "5"),
        Arguments.of("$input.path('$.tags').size()", "2"),
        Arguments.of(
            "#foreach($t in $input.path('$.tags'))$t#if($foreach.hasNext),#end#end", "hot,green"),
        Arguments.of("$input.params('id')", "7"),
        Arguments.of("$input.params('page')", "2"),
        Arguments.of("$input.params().header.get('X-Who')", "me"),
        Arguments.of("#set($x = $input.path('$.price') + 1)$x", "6"),
        Arguments.of("$context.stage $stageVariables.table", "prod Prices"),
        Arguments.of("$util.escapeJavaScript('a\"b')", "a\\\"b"),
        Arguments.of("$util.urlEncode('a b') $util.urlDecode('a+b')", "a+b a b"),
        Arguments.of("$util.base64Encode('hi') $util.base64Decode('aGk=')", "aGk= hi"),
        Arguments.of("$util.parseJson('{\"k\": 1}').k", "1"));
  }

  private static String rendered(String template) {
    var input =
        new TemplateInput(
            BODY,
            Map.of(
                "path",
                Map.of("id", "7"),
                "querystring",
                Map.of("page", "2"),
                "header",
                Map.of("X-Who", "me")));
    var context = new TemplateOverrides(ApiDrawing.json("{'stage': 'prod'}")).context();
    return MappingTemplate.render(template, input, context, ApiDrawing.json("{'table': 'Prices'}"))
            instanceof MappingTemplate.Text t
        ? t.text()
        : "(fails)";
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aTemplateSaysWhatAwsDocuments(String template, String expected) {
    assertThat(rendered(template)).isEqualTo(expected);
  }

  /// What a template must not reach stays as it is written, and endless ones end.
  @Test
  void aTemplateReachesNothingElse() {
    assertThat(rendered("$input.class.forName('java.lang.Runtime')")).contains("$input.class");
    assertThat(rendered("$input.getClass().getClassLoader()")).contains("$input.getClass()");
    assertThat(rendered("#include('/etc/passwd')")).doesNotContain("root:");
    assertThat(rendered("#parse('/etc/passwd')")).doesNotContain("root:");
    assertThat(rendered("#foreach($i in [1..100000])x#end")).hasSize(1000);
    assertThat(rendered("#if(")).isEqualTo("(fails)");
    assertThat(rendered("x".repeat(MappingTemplate.MAX_TEMPLATE + 1))).isEqualTo("(fails)");
  }

  /// Loops in loops, texts that double, numbers that grow, regular expressions without end, lists
  /// in themselves: each ends soon, and with a reason.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#foreach($a in [1..999])#foreach($b in [1..999])#foreach($c in [1..999])#end#end#end",
        "#set($s = 'xxxxxxxxxx')#foreach($i in [1..60])#set($s = $s + $s)#end",
        "#set($s = 'xxxxxxxxxx')#foreach($i in [1..60])#set($s = \"$s$s\")#end",
        "#set($s = 'xxxxxxxxxx')#foreach($i in [1..60])#set($s = $s.concat($s))#end",
        "#set($s = 'xxxxxxxxxx')#foreach($i in [1..60])#set($s = $s.replace('x', $s))#end",
        "#set($n = 99999999)#foreach($i in [1..60])#set($n = $n * $n)#end",
        "#set($l = [1, 2])#foreach($i in [1..60])#set($x = $l.addAll($l))#end",
        "#set($s ="
            + " 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x')",
        "#set($a = [])#set($b = [$a])#set($x = $a.add($b))$a"
      })
  void aTemplateThatUsesTooMuchEndsWithAReason(String template) {
    var rendered = rendered(template);
    assertThat(rendered).isEqualTo("(fails)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#macro(m)#m()#m()#end#m()",
        "#set($x = '#evaluate($x)#evaluate($x)')#evaluate($x)",
        "$input.body.repeat(2000000000)",
        "#set($n = 9)$n.pow(999999999)"
      })
  void whatATemplateMustNotDoStaysAsItIsWritten(String template) {
    assertThat(rendered(template)).hasSizeLessThan(1_000);
  }

  @Test
  void aTemplateThatLoopsTooOftenIsA500AndTheLogSaysWhy() {
    var settings =
        Fields.EMPTY
            .with("Type", "AWS")
            .with("RequestTemplate", "#foreach($a in [1..999])#foreach($b in [1..999])$b#end#end");
    try (var run = ApiRun.virtual(route("GET /a", settings), "{}")) {
      var failure = run.failed("{'Path': '/a'}");
      assertThat(failure.status()).isEqualTo(500);
      assertThat(failure.message()).isEqualTo("Internal server error");
      assertThat(run.events).isEmpty();
      assertThat(run.system.log().from(0))
          .filteredOn(RuntimeEvent.LogWritten.class::isInstance)
          .map(e -> ((RuntimeEvent.LogWritten) e).line())
          .containsExactly(
              "Execution failed due to configuration error: The template loops too often.");
    }
  }

  @Test
  void aTemplateOverridesHeadersAndStatus() {
    var settings =
        Fields.EMPTY
            .with("Type", "AWS")
            .with(
                "IntegrationResponses",
                Value.list(
                    Fields.EMPTY.with(
                        "ResponseTemplate",
                        "#set($context.responseOverride.status = 418)"
                            + "#set($context.responseOverride.header.XKind = 'pot')tea")));
    try (var run = ApiRun.virtual(route("GET /a", settings), "{}")) {
      var output = run.answered("{'Path': '/a', 'Body': '{}'}");
      assertThat(output.number("StatusCode")).contains(418L);
      assertThat(output.fields("Headers").text("XKind")).contains("pot");
      assertThat(output.text("Body")).contains("tea");
    }
  }

  private static Architecture route(String key, Fields settings) {
    var drawing = ApiDrawing.drawing(withRole(), key);
    var route = drawing.connection(new ConnectionId("route " + key)).orElseThrow();
    var all = route.properties();
    for (var e : settings.values().entrySet()) {
      all = all.with(e.getKey(), e.getValue());
    }
    return drawing.with(route.withProperties(all));
  }

  private static String withRole() {
    return "{'Credentials': {'Ref': 'ApiRole'}, 'StageVariables': {'table': 'Prices'}}";
  }

  @Test
  void aFunctionGetsWhatTheTemplateMakesAndItsErrorsChooseTheResponse() {
    var settings =
        Fields.EMPTY
            .with("Type", "AWS")
            .with(
                "RequestTemplate",
                "{\"id\": \"$input.params('id')\", \"stage\": \"$context.stage\"}")
            .with(
                "IntegrationResponses",
                Value.list(
                    ApiDrawing.json("{'StatusCode': 201}")
                        .with("ResponseTemplate", "{\"got\": $input.json('$.ok')}"),
                    ApiDrawing.json("{'StatusCode': 404, 'SelectionPattern': '.*not found.*'}")
                        .with("ResponseTemplate", "{\"why\": $input.json('$.errorMessage')}")));
    var drawing = route("GET /a/{id}", settings);
    try (var run = ApiRun.virtual(drawing, "{'ok': [1]}")) {
      var output = run.answered("{'Path': '/a/7'}");
      assertThat(run.events).containsExactly(ApiDrawing.json("{'id': '7', 'stage': 'prod'}"));
      assertThat(output.number("StatusCode")).contains(201L);
      assertThat(output.text("Body")).contains("{\"got\": [1]}");
    }
    var failed =
        TestFunction.returned("{'errorMessage': 'a not found', 'errorType': 'Error'}")
            .with("FunctionError", "Unhandled");
    try (var run = ApiRun.virtual(drawing, failed)) {
      var output = run.answered("{'Path': '/a/7'}");
      assertThat(output.number("StatusCode")).contains(404L);
      assertThat(output.text("Body")).contains("{\"why\": \"a not found\"}");
    }
  }

  @Test
  void aServiceIsCalledWithWhatTheTemplateMakes() {
    var settings =
        Fields.EMPTY
            .with("Type", "AWS")
            .with("IntegrationAction", "SendMessage")
            .with("RequestTemplate", "{\"MessageBody\": $input.json('$.text')}")
            .with(
                "IntegrationResponses",
                Value.list(
                    Fields.EMPTY.with("ResponseTemplate", "{\"id\": $input.json('$.MessageId')}")));
    try (var run = ApiRun.virtual(route("POST /orders", settings), "{}")) {
      var output =
          run.call(
              "Invoke",
              ApiDrawing.json("{'Method': 'POST', 'Path': '/orders', 'Body': {'text': 'hi'}}"));
      assertThat(output.toString()).contains("m-1");
      assertThat(run.messages.getFirst().text("MessageBody")).contains("hi");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'price': 5} | page=1 | 200",
        "{'price': 'five'} | page=1 | Invalid request body",
        "{} | page=1 | Invalid request body",
        "no json | page=1 | Invalid request body",
        "{'price': 5} | other=1 | Missing required request parameters: [page]",
        "{'price': 5} | page= | Missing required request parameters: [page]"
      })
  void aRequestIsValidatedBeforeTheIntegration(String body, String query, String expected) {
    var settings =
        Fields.EMPTY
            .with("RequestParameters", Value.texts(List.of("method.request.querystring.page")))
            .with(
                "RequestModel",
                ApiDrawing.json(
                    "{'$schema': 'http://json-schema.org/draft-04/schema#', 'type': 'object',"
                        + " 'required': ['price'], 'properties': {'price': {'type': 'number'}}}"));
    try (var run = ApiRun.virtual(route("POST /a", settings), "{'statusCode': 200}")) {
      var input =
          ApiDrawing.json("{'Method': 'POST', 'Path': '/a'}")
              .with("Query", query)
              .with("Body", body.replace('\'', '"'));
      if (expected.equals("200")) {
        assertThat(run.call("Invoke", input).toString()).contains("Success");
      } else {
        assertThat(run.call("Invoke", input).toString()).contains(expected).contains("400");
        assertThat(run.events).isEmpty();
      }
    }
  }

  /// A model belongs to a content type:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html`.
  @Test
  void aBodyOfAnotherContentTypeIsNotHeldAgainstTheModel() {
    var settings =
        Fields.EMPTY.with(
            "RequestModel", ApiDrawing.json("{'type': 'object', 'required': ['price']}"));
    try (var run = ApiRun.virtual(route("POST /a", settings), "{'statusCode': 200}")) {
      run.answered(
          "{'Method': 'POST', 'Path': '/a', 'Body': 'a=b', 'Headers': {'Content-Type':"
              + " 'application/x-www-form-urlencoded'}}");
      assertThat(
              run.failed(
                      "{'Method': 'POST', 'Path': '/a', 'Body': '{}', 'Headers': {'Content-Type':"
                          + " 'application/json; charset=utf-8'}}")
                  .message())
          .isEqualTo("Invalid request body");
    }
  }
}
