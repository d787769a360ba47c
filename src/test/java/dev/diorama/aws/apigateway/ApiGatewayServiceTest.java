package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.catalog.Facets.Route;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiGatewayServiceTest {

  private static List<Finding> findings(Rule rule, Architecture drawing) {
    var catalog = ApiDrawing.catalog();
    return rule.check(new RuleContext(drawing, catalog, new Access(drawing, catalog))).toList();
  }

  @Test
  void anApiWithoutAnIntegrationIsFound() {
    var rule = new ApiWithoutRoute();
    assertThat(findings(rule, ApiDrawing.drawing(ApiDrawing.REST))).hasSize(1);
    assertThat(findings(rule, ApiDrawing.drawing(ApiDrawing.HTTP))).hasSize(1);
    assertThat(findings(rule, ApiDrawing.drawing(ApiDrawing.REST, "GET /a"))).isEmpty();
    assertThat(findings(rule, ApiDrawing.drawing(ApiDrawing.REST, "GET a"))).hasSize(1);
  }

  /// The findings that stay after the first fix of the first one.
  private static List<Finding> afterFix(Rule rule, Architecture drawing) {
    var fix = findings(rule, drawing).getFirst().fixes().getFirst();
    var document = Document.EMPTY.with(drawing);
    return findings(rule, fix.transaction().apply(document).architecture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET photos", "photos", "FETCH /a", "GET", " "})
  void aRouteKeyThatIsNoneIsFoundAndFixed(String key) {
    var rule = new InvalidRouteKey();
    var drawing = ApiDrawing.drawing(ApiDrawing.HTTP, key);
    assertThat(findings(rule, drawing)).hasSize(1);
    assertThat(afterFix(rule, drawing)).isEmpty();
    assertThat(findings(rule, ApiDrawing.drawing(ApiDrawing.HTTP, "GET /a", "$default"))).isEmpty();
    assertThat(findings(rule, ApiDrawing.drawing("{'ProtocolType': 'WEBSOCKET'}", "send")))
        .isEmpty();
  }

  @Test
  void aRouteWithTwoIntegrationsIsFoundAndFixed() {
    var rule = new DuplicateRouteKey();
    var twice = ApiDrawing.drawing(ApiDrawing.REST, "GET /a", "get /a", "GET /b");
    assertThat(findings(rule, twice))
        .extracting(Finding::subject)
        .containsExactly(new Subject.OfConnection(new ConnectionId("route get /a")));
    assertThat(afterFix(rule, twice)).isEmpty();
    assertThat(findings(rule, ApiDrawing.drawing(ApiDrawing.REST, "GET /a", "POST /a"))).isEmpty();
  }

  @Test
  void routesAndUrlsAreToldByTheFacets() {
    var drawing = ApiDrawing.drawing(ApiDrawing.REST, "GET /photos/{id}", "ANY /{proxy+}");
    var api = drawing.resource(ApiDrawing.API).orElseThrow();
    var catalog = ApiDrawing.catalog();
    assertThat(catalog.facets(api).routes(api, drawing, catalog))
        .containsExactly(new Route("GET", "/photos/{id}"), new Route("ANY", "/{proxy+}"));
    assertThat(catalog.facets(api).urlPath(api).orElseThrow())
        .matches("/_aws/execute-api/[a-z0-9]{10}/prod");
    assertThat(catalog.facets(api).physicalId(api, drawing.environment()))
        .isEqualTo(ApiFacets.apiId(api));
  }

  @Test
  void anIntegrationNeedsTheFunctionsPermissionForItsRoute() {
    var drawing = ApiDrawing.drawing(ApiDrawing.REST, "GET /photos/{id}", "POST /orders");
    var api = drawing.resource(ApiDrawing.API).orElseThrow();
    var needs =
        ApiDrawing.catalog()
            .needs(
                drawing,
                drawing.connection(new ConnectionId("route GET /photos/{id}")).orElseThrow());
    var call = (Need.Call) needs.getFirst();
    assertThat(call.action()).isEqualTo("lambda:InvokeFunction");
    assertThat(call.caller())
        .isEqualTo(
            new Need.ServiceCaller(
                ApiDrawing.API,
                "apigateway.amazonaws.com",
                "arn:aws:execute-api:us-east-1:123456789012:"
                    + ApiFacets.apiId(api)
                    + "/prod/GET/photos/*"));
    var send =
        (Need.Call)
            ApiDrawing.catalog()
                .needs(
                    drawing,
                    drawing.connection(new ConnectionId("route POST /orders")).orElseThrow())
                .getFirst();
    assertThat(send.action()).isEqualTo("sqs:SendMessage");
    assertThat(send.caller()).isEqualTo(new Need.ResourceCaller(ApiDrawing.API));
    assertThat(send.via()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyTextIsThereInEachLanguage(String language) {
    var service = new ApiGatewayService();
    var texts = new Texts(Locale.forLanguageTag(language), List.of(service.messages()));
    var keys = new ArrayList<String>();
    for (var type : service.resourceTypes()) {
      keys.add("type." + type.name().value());
      keys.add("type." + type.name().value() + ".description");
      type.variants().forEach(v -> keys.add("type." + type.name().value() + "." + v.value()));
      type.properties().forEach(p -> keys.add("property." + type.name().value() + "." + p.path()));
    }
    for (var type : service.connectionTypes()) {
      keys.add("connection." + type.name().value());
      type.properties().forEach(p -> keys.add("property." + type.name().value() + "." + p.path()));
    }
    for (var rule : service.rules()) {
      keys.add("rule." + rule.info().id() + ".title");
      keys.add("rule." + rule.info().id() + ".description");
      keys.add("rule." + rule.info().id() + ".message");
    }
    keys.add("count.requests");
    assertThat(keys).allMatch(texts::has);
    assertThat(keys).allMatch(k -> !texts.text(Message.of(k, "Api")).isBlank());
    assertThat(texts.text("property.apigateway:Integration.RouteKey")).contains("/photos/{id}");
  }
}
