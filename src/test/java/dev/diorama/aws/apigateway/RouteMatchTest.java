package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ConnectionId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases from `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html`.
class RouteMatchTest {

  private static List<Integration> routes(String... keys) {
    return List.of(keys).stream()
        .map(k ->
            new Integration(
                new ConnectionId(k),
                RouteKey.parse(k).orElseThrow(),
                ApiDrawing.FUNCTION,
                "2.0",
                dev.diorama.model.Value.Fields.EMPTY))
        .sorted((a, b) -> RouteKey.compare(a.key(), b.key()))
        .toList();
  }

  private static String matched(List<Integration> routes, String method, String path) {
    return RouteMatch.find(ApiKind.HTTP, routes, method, path)
        .map(m -> m.integration().key().toString())
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /pets/dog/1 | GET /pets/dog/1",
        "GET | /pets/dog/2 | GET /pets/dog/{id}",
        "GET | /pets/cat/1 | GET /pets/{proxy+}",
        "POST | /pets/5 | ANY /{proxy+}",
        "GET | /pets | ANY /{proxy+}",
        "POST | /test/5 | ANY /{proxy+}",
        "DELETE | / | $default",
        "GET | /pets/dog/1/ | GET /pets/{proxy+}",
        "GET | /pets/ | GET /pets/{proxy+}",
      })
  void theMostSpecificRouteTakesTheRequest(String method, String path, String expected) {
    var routes =
        routes(
            "$default",
            "ANY /{proxy+}",
            "GET /pets/{proxy+}",
            "GET /pets/dog/{id}",
            "GET /pets/dog/1");
    assertThat(matched(routes, method, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /a, ANY /a | GET | /a | GET /a",
        "ANY /a, GET /a | POST | /a | ANY /a",
        "GET /{x}/b, GET /a/{y} | GET | /a/b | GET /a/{y}",
        "GET /a | POST | /a | none",
        "GET /a | GET | /a/b | none",
        "GET /a | GET | /A | none",
        "GET /a/{x} | GET | /a/ | none",
        "GET / | GET | / | GET /",
        "$connect | GET | /$connect | none",
      })
  void methodsAndFixedSegmentsDecide(String keys, String method, String path, String expected) {
    assertThat(matched(routes(keys.split(", ")), method, path)).isEqualTo(expected);
  }

  /// `github.com/aws-powertools/powertools-lambda-python/issues/1552` and
  /// `github.com/storacha/w3infra/pull/166`
  @Test
  void aSlashAtTheEndMakesNoDifferenceToRestApisOnly() {
    var routes = routes("GET /a");
    assertThat(RouteMatch.find(ApiKind.REST, routes, "GET", "/a/")).isPresent();
    assertThat(RouteMatch.find(ApiKind.HTTP, routes, "GET", "/a/")).isEmpty();
  }

  @Test
  void parametersAreTakenFromThePath() {
    var match =
        RouteMatch.find(ApiKind.HTTP, routes("GET /a/{id}/{rest+}"), "GET", "/a/x%20y/b/c")
            .orElseThrow();
    assertThat(match.pathParameters()).isEqualTo(Map.of("id", "x%20y", "rest", "b/c"));
  }

  @ParameterizedTest
  @CsvSource({"GET photos", "FETCH /a", "GET", "GET /a b", "''"})
  void whatIsNoRouteKeyIsNotRead(String text) {
    assertThat(RouteKey.parse(text)).isEmpty();
  }
}
