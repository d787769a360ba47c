package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html`
class ApiCacheTest {
  private static final String ON = "{'CacheClusterEnabled': true}";
  private static final String ANYBODY =
      "{'CacheClusterEnabled': true, 'RequireAuthorizationForCacheControl': false}";

  private static Architecture keyed(Architecture drawing, String route, String... keys) {
    var connection = drawing.connection(new ConnectionId("route " + route)).orElseThrow();
    return drawing.with(
        connection.withProperties(
            connection.properties().with("CacheKeyParameters", Value.texts(List.of(keys)))));
  }

  /// A run whose function answers with the number of its invocation.
  private static ApiRun counting(Architecture drawing) {
    var calls = new AtomicInteger();
    return ApiRun.virtual(
        drawing,
        event ->
            TestFunction.returned(
                "{'statusCode': 200, 'body': '" + calls.incrementAndGet() + "'}"));
  }

  private static String body(ApiRun run, String method, String path) {
    return run.answered("{'Method': '%s', 'Path': '%s'}".formatted(method, path))
        .text("Body")
        .orElseThrow();
  }

  @Test
  void anAnswerIsKeptForItsTime() {
    try (var run = counting(ApiDrawing.drawing(ON, "GET /a"))) {
      assertThat(run.answered("{'Path': '/a'}").text("Cache")).contains("miss");
      assertThat(run.answered("{'Path': '/a'}").text("Cache")).contains("hit");
      assertThat(body(run, "GET", "/a")).isEqualTo("1");
      run.system.advance(Duration.ofMinutes(5));
      assertThat(body(run, "GET", "/a")).isEqualTo("2");
      var counts =
          run.system.log().from(0).stream()
              .filter(RuntimeEvent.ResourceChanged.class::isInstance)
              .map(RuntimeEvent.ResourceChanged.class::cast)
              .toList()
              .getLast()
              .counts();
      assertThat(counts)
          .containsEntry("requests", 4L)
          .containsEntry("cacheHits", 2L)
          .containsEntry("cacheMisses", 2L)
          .containsEntry("cacheEntries", 1L);
    }
  }

  @Test
  void onlyGetIsCachedUnlessAMethodSaysSo() {
    var settings =
        "{'CacheClusterEnabled': true, 'MethodSettings': [{'ResourcePath': '/b', 'HttpMethod':"
            + " 'POST', 'CachingEnabled': true}, {'ResourcePath': '/c', 'HttpMethod': 'GET',"
            + " 'CachingEnabled': false}, {'ResourcePath': '/d', 'HttpMethod': 'GET',"
            + " 'CacheTtlInSeconds': 0}]}";
    try (var run =
        counting(
            ApiDrawing.drawing(settings, "GET /a", "POST /a", "POST /b", "GET /c", "GET /d"))) {
      assertThat(body(run, "GET", "/a")).isEqualTo(body(run, "GET", "/a"));
      assertThat(body(run, "POST", "/a")).isNotEqualTo(body(run, "POST", "/a"));
      assertThat(body(run, "POST", "/b")).isEqualTo(body(run, "POST", "/b"));
      assertThat(body(run, "GET", "/c")).isNotEqualTo(body(run, "GET", "/c"));
      assertThat(body(run, "GET", "/d")).isNotEqualTo(body(run, "GET", "/d"));
    }
  }

  /// Two requests share an answer unless they differ in a parameter of the key.
  @ParameterizedTest
  @CsvSource({
    "'', /photos/1, /photos/2, true",
    "method.request.path.id, /photos/1, /photos/2, false",
    "method.request.path.id, /photos/1, /photos/1, true",
    "method.request.querystring.size, /photos/1?size=1, /photos/1?size=2, false",
    "method.request.path.id, /photos/1?size=1, /photos/1?size=2, true"
  })
  void theKeyDecidesWhatIsTheSame(String key, String first, String second, boolean shared) {
    var drawing = ApiDrawing.drawing(ON, "GET /photos/{id}");
    try (var run = counting(key.isEmpty() ? drawing : keyed(drawing, "GET /photos/{id}", key))) {
      assertThat(asked(run, first).equals(asked(run, second))).isEqualTo(shared);
    }
  }

  private static String asked(ApiRun run, String target) {
    var parts = target.split("\\?", 2);
    return run.answered(
            "{'Path': '%s', 'Query': '%s'}".formatted(parts[0], parts.length > 1 ? parts[1] : ""))
        .text("Body")
        .orElseThrow();
  }

  @Test
  void whoMayInvalidateGetsAFreshAnswer() {
    var fresh = "{'Path': '/a', 'Headers': {'Cache-Control': 'max-age=0'}}";
    try (var run = counting(ApiDrawing.drawing(ANYBODY, "GET /a"))) {
      body(run, "GET", "/a");
      assertThat(run.answered(fresh).text("Body")).contains("2");
      assertThat(body(run, "GET", "/a")).isEqualTo("2");
    }
    try (var run = counting(ApiDrawing.drawing(ON, "GET /a"))) {
      body(run, "GET", "/a");
      var ignored = run.answered(fresh);
      assertThat(ignored.text("Body")).contains("1");
      assertThat(ignored.fields("Headers").text("Warning")).isPresent();
    }
    var strict =
        "{'CacheClusterEnabled': true, 'UnauthorizedCacheControlHeaderStrategy':"
            + " 'FAIL_WITH_403'}";
    try (var run = counting(ApiDrawing.drawing(strict, "GET /a"))) {
      body(run, "GET", "/a");
      assertThat(run.failed(fresh).status()).isEqualTo(403);
    }
  }

  @Test
  void whoMayNotInvalidateIsToldByTheCheckerAndServedFromTheCache() {
    var drawing =
        ApiDrawing.drawing(ON, "GET /a")
            .with(
                new Connection(
                    new ConnectionId("ask"),
                    new ConnectionTypeName(ApiConnections.INVOKE),
                    ApiDrawing.BROWSER,
                    ApiDrawing.API,
                    ApiDrawing.json("{'Path': '/a', 'InvalidateCache': true}")));
    var verdict =
        new Access(drawing, ApiDrawing.catalog())
            .of(drawing.connection(new ConnectionId("ask")).orElseThrow());
    assertThat(verdict.outcome()).isEqualTo(Outcome.WORKS);
    assertThat(verdict.needs())
        .singleElement()
        .satisfies(v -> {
          assertThat(((Need.Call) v.need()).action()).isEqualTo("execute-api:InvalidateCache");
          assertThat(v.denial()).isPresent();
        });
    try (var run = counting(drawing)) {
      body(run, "GET", "/a");
      var ignored = run.answered("{'Path': '/a', 'Headers': {'Cache-Control': 'max-age=0'}}");
      assertThat(ignored.text("Cache")).contains("hit");
      assertThat(run.system.log().from(0))
          .filteredOn(RuntimeEvent.CallSucceeded.class::isInstance)
          .map(e -> ((RuntimeEvent.CallSucceeded) e).verdicts())
          .anySatisfy(all -> assertThat(all).contains(verdict.needs().getFirst()));
    }
  }

  /// The request stands for a client whose role may invalidate, but nobody has proved to be it.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUnsignedRequestDoesNotInvalidateAsTheClientForWhichItStands(boolean signed) {
    var drawing = ApiDrawing.drawing(ON, "GET /a");
    var role = drawing.byLogicalId("ApiRole").orElseThrow();
    var browser = drawing.resource(ApiDrawing.BROWSER).orElseThrow();
    var allowed =
        drawing
            .with(
                role.withProperties(
                    role.properties()
                        .with(
                            "Policy",
                            ApiDrawing.json(
                                "{'Statement': [{'Effect': 'Allow', 'Action':"
                                    + " 'execute-api:InvalidateCache', 'Resource': '*'}]}"))))
            .with(
                browser.withProperties(
                    browser.properties().with("Role", ApiDrawing.credentials())));
    try (var run = counting(allowed)) {
      body(run, "GET", "/a");
      var answer =
          run.answered(
              "{'Path': '/a', 'Signed': %s, 'Headers': {'Cache-Control': 'max-age=0'}}"
                  .formatted(signed));
      assertThat(answer.text("Body")).contains(signed ? "2" : "1");
      assertThat(answer.fields("Headers").text("Warning").isPresent()).isNotEqualTo(signed);
    }
  }

  @Test
  void anAnswerOverOneMegabytePassesBy() {
    var large = "x".repeat((1 << 20) + 1);
    var calls = new AtomicInteger();
    try (var run =
        ApiRun.virtual(
            ApiDrawing.drawing(ON, "GET /a"),
            event -> {
              calls.incrementAndGet();
              return TestFunction.returned("{'statusCode': 200, 'body': '" + large + "'}");
            })) {
      body(run, "GET", "/a");
      body(run, "GET", "/a");
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void aKeyWithoutItsPathParameterIsFoundAndFixed() {
    var drawing = ApiDrawing.drawing(ON, "GET /photos/{id}", "GET /photos");
    var finding = findings(drawing).getFirst();
    assertThat(findings(drawing)).hasSize(1);
    var fixed = finding.fixes().getFirst().transaction().apply(Document.EMPTY.with(drawing));
    assertThat(findings(fixed.architecture())).isEmpty();
    assertThat(findings(ApiDrawing.drawing("{}", "GET /photos/{id}"))).isEmpty();
  }

  private static List<Finding> findings(Architecture drawing) {
    var catalog = ApiDrawing.catalog();
    return new CacheKeyWithoutPathParameter()
        .check(new RuleContext(drawing, catalog, new Access(drawing, catalog)))
        .toList();
  }

  @Test
  void errorsOfTheIntegrationAreKeptToo() {
    try (var run =
        ApiRun.virtual(ApiDrawing.drawing(ON, "GET /a"), "{'statusCode': 429, 'body': ''}")) {
      assertThat(run.answered("{'Path': '/a'}").number("StatusCode")).contains(429L);
      assertThat(run.answered("{'Path': '/a'}").number("StatusCode")).contains(429L);
      assertThat(run.events).hasSize(1);
    }
  }
}
