package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Token buckets and quotas of methods, API keys and the account. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html`.
final class Throttles {
  private final RuntimeContext context;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();
  private final Map<String, Used> used = new LinkedHashMap<>();

  /// A token bucket: refilled steadily, never above its size.
  private static final class Bucket {
    double tokens;
    Instant filled;

    Bucket(double tokens, Instant filled) {
      this.tokens = tokens;
      this.filled = filled;
    }
  }

  private record Used(LocalDate period, long count) {}

  Throttles(RuntimeContext context) {
    this.context = context;
  }

  /// Why a request may not go on; empty if it may.
  Optional<Failure> check(Resource api, Integration route, ApiRequest request) {
    if (ApiKind.of(api) != ApiKind.REST) {
      return Optional.empty();
    }
    var plan = Optional.<Fields>empty();
    if (route.settings().flag("ApiKeyRequired")) {
      plan = plan(api, request.header("x-api-key"));
      if (plan.isEmpty()) {
        return Optional.of(ApiFailures.forbidden());
      }
      var row = plan.get();
      var name = api.id() + " " + row.text("ApiKey").orElse("");
      if (row.number("QuotaLimit").isPresent() && !count(name, row)) {
        return Optional.of(ApiFailures.quotaExceeded());
      }
      var rate = row.number("RateLimit");
      if (rate.isPresent()) {
        long burst = row.number("BurstLimit").orElse(rate.get());
        if (!take(name, (double) rate.get(), (double) burst)) {
          return Optional.of(ApiFailures.throttled());
        }
      }
    }
    var throttle = MethodSettings.of(api, route.key()).throttle();
    if (throttle.isPresent()) {
      var limits = throttle.get().stream().map(BigDecimal::doubleValue).toList();
      if (!take(
          api.id() + " " + ApiFacets.stage(api) + " " + route.connection(),
          limits.getFirst(),
          limits.getLast())) {
        return Optional.of(ApiFailures.throttled());
      }
    }
    return Optional.empty();
  }

  /// The usage plan that a key belongs to, as drawn on the API.
  private static Optional<Fields> plan(Resource api, Optional<String> key) {
    return api.properties().list("UsagePlans").stream()
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .filter(row -> key.isPresent() && row.text("ApiKey").equals(key))
        .findFirst();
  }

  private boolean count(String name, Fields plan) {
    var today = context.now().atZone(ZoneOffset.UTC).toLocalDate();
    var period =
        switch (plan.text("QuotaPeriod").orElse("DAY")) {
          case "WEEK" -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
          case "MONTH" -> today.withDayOfMonth(1);
          default -> today;
        };
    var before = used.get(name);
    long count = before != null && before.period().equals(period) ? before.count() : 0;
    if (count >= plan.number("QuotaLimit").orElse(Long.MAX_VALUE)) {
      return false;
    }
    used.put(name, new Used(period, count + 1));
    return true;
  }

  private boolean take(String name, double rate, double burst) {
    var now = context.now();
    var bucket = buckets.computeIfAbsent(name, n -> new Bucket(burst, now));
    var passed = Duration.between(bucket.filled, now);
    bucket.tokens = Math.min(burst, bucket.tokens + rate * passed.toNanos() / 1e9);
    bucket.filled = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
