package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The caches of REST API stages. Every answer of an integration is kept until its time is over or
/// the cache is full. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html`.
///
/// That page makes no difference between statuses, so that answers such as 429 are kept too. It
/// does not say which answer goes when the cache is full; here it is the one that was not used for
/// the longest time.
final class ApiCache {
  /// Larger answers pass by.
  static final long MAX_RESPONSE = ApiFigures.ALL.bytes("apigateway.cache.response.maximum");

  /// However large the drawn cache is, a run keeps no more than this of it.
  private static final long MAX_BYTES = 256L << 20;

  private final Map<String, Store> stores = new LinkedHashMap<>();

  /// What one stage keeps.
  private static final class Store {
    final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    long bytes;

    void remove(String key) {
      var gone = entries.remove(key);
      if (gone != null) {
        bytes -= gone.size();
      }
    }
  }

  private record Entry(ProxyResponse response, Instant until, int size) {}

  /// Whether the stage has a cache.
  static boolean isOn(Resource api) {
    return ApiKind.of(api) == ApiKind.REST && api.properties().flag("CacheClusterEnabled");
  }

  /// Each stage has a cache of its own.
  private static String name(Resource api) {
    return api.id() + " " + ApiFacets.stage(api);
  }

  /// The key of a request: its route, and the values of the parameters that the integration names.
  /// What is not named makes no difference, not even a path parameter.
  static String key(RouteMatch match, ApiRequest request) {
    var key = new StringBuilder(match.integration().connection().value());
    for (var parameter : match.integration().settings().texts("CacheKeyParameters")) {
      key.append('\n').append(parameter).append('=').append(value(parameter, match, request));
    }
    return key.toString();
  }

  private static String value(String parameter, RouteMatch match, ApiRequest request) {
    var parts = parameter.split("\\.", 4);
    if (parts.length < 4) {
      return "";
    }
    return switch (parts[2]) {
      case "path" -> match.pathParameters().getOrDefault(parts[3], "");
      case "querystring", "multivaluequerystring" ->
          String.join(",", request.query().getOrDefault(parts[3], List.of()));
      case "header", "multivalueheader" -> request.header(parts[3]).orElse("");
      default -> "";
    };
  }

  /// Whether the client wants no cached answer.
  static boolean wantsFresh(ApiRequest request) {
    return request
        .header("Cache-Control")
        .filter(h -> h.replace(" ", "").contains("max-age=0"))
        .isPresent();
  }

  /// The kept answer, if it is still good.
  Optional<ProxyResponse> get(Resource api, String key, Instant now) {
    var store = stores.get(name(api));
    var entry = store == null ? null : store.entries.get(key);
    if (store == null || entry == null) {
      return Optional.empty();
    }
    if (!entry.until().isAfter(now)) {
      store.remove(key);
      return Optional.empty();
    }
    return Optional.of(entry.response());
  }

  /// Forgets an answer.
  void invalidate(Resource api, String key) {
    var store = stores.get(name(api));
    if (store != null) {
      store.remove(key);
    }
  }

  /// Forgets all answers of a stage.
  void flush(Resource api) {
    stores.remove(name(api));
  }

  /// Keeps an answer, if it is not too large.
  ///
  /// @return whether it was
  boolean put(Resource api, String key, ProxyResponse response, Instant until) {
    int size = size(response.body());
    if (size > MAX_RESPONSE) {
      return false;
    }
    var store = stores.computeIfAbsent(name(api), name -> new Store());
    store.remove(key);
    store.entries.put(key, new Entry(response, until, size));
    store.bytes += size;
    while (store.bytes > capacity(api)) {
      store.remove(store.entries.firstEntry().getKey());
    }
    return true;
  }

  private static long capacity(Resource api) {
    var gigabytes = new BigDecimal(api.properties().text("CacheClusterSize").orElse("0.5"));
    return Math.min(MAX_BYTES, gigabytes.multiply(BigDecimal.valueOf(1L << 30)).longValue());
  }

  private static int size(Value body) {
    return body instanceof Value.Blob b
        ? b.length()
        : body.asText().orElse("").getBytes(StandardCharsets.UTF_8).length;
  }

  /// How many answers a stage keeps.
  long entries(Resource api) {
    var store = stores.get(name(api));
    return store == null ? 0 : store.entries.size();
  }
}
