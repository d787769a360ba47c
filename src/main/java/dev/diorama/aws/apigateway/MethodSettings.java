package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a REST API's stage says about one method, and about all methods where it says nothing. See
/// `docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html`.
record MethodSettings(Fields own, Fields all) {
  private static final long DEFAULT_SECONDS =
      ApiFigures.ALL.duration("apigateway.cache.ttl.default").toSeconds();

  /// The settings of a route.
  static MethodSettings of(Resource api, RouteKey route) {
    var own = Fields.EMPTY;
    var all = Fields.EMPTY;
    for (var row : api.properties().list("MethodSettings")) {
      if (row instanceof Fields setting) {
        var path = setting.text("ResourcePath").orElse("/*").replace("~1", "/");
        var method = setting.text("HttpMethod").orElse("*");
        if (path.endsWith("/*") && method.equals("*")) {
          all = setting;
        } else if (path.replaceFirst("^//", "/").equals(route.path())
            && (method.equals("*") || method.equals(route.method()))) {
          own = setting;
        }
      }
    }
    return new MethodSettings(own, all);
  }

  private Optional<Value> get(String name) {
    return own.get(name).or(() -> all.get(name));
  }

  /// Whether answers of the method are cached: of GET where a setting does not say otherwise for
  /// this very method
  /// (`docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html`).
  boolean caches(String method) {
    var mine = own.get("CachingEnabled").map(v -> v.equals(Value.of(true)));
    return mine.orElseGet(() ->
        method.equals("GET")
            && all.get("CachingEnabled").map(v -> v.equals(Value.of(true))).orElse(true));
  }

  /// How long an answer is kept.
  Duration timeToLive() {
    return Duration.ofSeconds(
        get("CacheTtlInSeconds").flatMap(Value::asLong).orElse(DEFAULT_SECONDS));
  }

  /// The throttle of the method: requests a second and the burst; empty if none is set.
  Optional<List<BigDecimal>> throttle() {
    var rate = get("ThrottlingRateLimit").flatMap(MethodSettings::number);
    var burst = get("ThrottlingBurstLimit").flatMap(MethodSettings::number);
    return rate.isEmpty() && burst.isEmpty()
        ? Optional.empty()
        : Optional.of(List.of(rate.or(() -> burst).get(), burst.or(() -> rate).get()));
  }

  private static Optional<BigDecimal> number(Value value) {
    return value instanceof Value.Numeric n ? Optional.of(n.value()) : Optional.empty();
  }
}
