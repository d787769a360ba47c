package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What an API costs: REST APIs more for each request than HTTP APIs, and a cache by the hour.
final class ApiPrices {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private ApiPrices() {}

  /// The prices in US dollars, as short facts: of a million requests or messages, or of the cache
  /// where there is one.
  static SequencedMap<String, String> of(Resource api) {
    var result = new LinkedHashMap<String, String>();
    if (ApiCache.isOn(api)) {
      var size = api.properties().text("CacheClusterSize").orElse("0.5");
      result.put("CacheClusterSize", size + " GB, " + perHour(size).toPlainString() + " USD/h");
    } else {
      result.put(
          "USD/1M", perRequest(ApiKind.of(api)).multiply(MILLION).setScale(2).toPlainString());
    }
    return result;
  }

  /// The price of a request, of a message for WebSocket APIs.
  static BigDecimal perRequest(ApiKind kind) {
    return ApiFigures.ALL
        .figure(
            switch (kind) {
              case REST -> "apigateway.price.rest.request";
              case HTTP -> "apigateway.price.http.request";
              case WEBSOCKET -> "apigateway.price.websocket.message";
            })
        .number();
  }

  /// The price of a cache for an hour.
  static BigDecimal perHour(String size) {
    return ApiFigures.ALL.figure("apigateway.price.cache.hour." + size).number();
  }
}
