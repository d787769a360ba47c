package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/// Meters what API Gateway charges for: requests, messages, minutes of connections, hours of
/// caches. Prices and increments are those of `aws.amazon.com/api-gateway/pricing/`, without the
/// free tier.
final class ApiMeter {
  /// Requests that fail to authenticate or to be authorized, that have no valid API key or that are
  /// throttled are not charged:
  /// `repost.aws/questions/QUY2x146iORPmsJHpff8u0eA/will-i-get-charged-for-these-invalid-api-key-quota-exceeded-or-throttled-request-errors`.
  private static final Set<String> FREE =
      Set.of(
          "UnauthorizedException",
          "AccessDeniedException",
          "ForbiddenException",
          "MissingAuthenticationTokenException",
          "TooManyRequestsException",
          "LimitExceededException");

  private static final long REQUEST_BYTES = ApiFigures.ALL.bytes("apigateway.price.http.metered");
  private static final long MESSAGE_BYTES =
      ApiFigures.ALL.bytes("apigateway.price.websocket.metered");
  private static final BigDecimal CONNECTION_MINUTE =
      ApiFigures.ALL.figure("apigateway.price.websocket.connection-minute").number();
  private static final Duration HOUR = Duration.ofHours(1);

  private final RuntimeContext context;

  ApiMeter(RuntimeContext context) {
    this.context = context;
  }

  /// A request to a REST or HTTP API was answered. HTTP APIs count each 512 KB of it; the page does
  /// not say whether of the request or of its answer, here it is the larger one.
  void request(Resource api, ApiRequest request, OperationResult result, Because because) {
    if (result instanceof Failure f && FREE.contains(f.code())) {
      return;
    }
    var kind = ApiKind.of(api);
    long size =
        Math.max(
            request.body().length(),
            result instanceof Success s ? size(s.output().get("Body").orElse(Value.of(""))) : 0);
    long quantity = kind == ApiKind.HTTP ? increments(size, REQUEST_BYTES) : 1;
    bill(api, "request", quantity, ApiPrices.perRequest(kind), because);
  }

  /// A message went over a connection, in either direction.
  void message(Resource api, Value message, Because because) {
    bill(
        api,
        "message",
        increments(size(message), MESSAGE_BYTES),
        ApiPrices.perRequest(ApiKind.WEBSOCKET),
        because);
  }

  /// A connection has ended. Minutes are charged as they begin.
  void connection(Resource api, Duration open, Because because) {
    bill(
        api,
        "connectionMinute",
        increments(open.toMillis(), Duration.ofMinutes(1).toMillis()),
        CONNECTION_MINUTE,
        because);
  }

  /// Charges a stage's cache from now on, hour by hour, used or not.
  void cache(Resource stage) {
    bill(
        stage,
        "cacheHour",
        1,
        ApiPrices.perHour(stage.properties().text("CacheClusterSize").orElse("0.5")),
        new Because(InvocationId.RUN, OptionalLong.empty()));
    context.after(HOUR, () -> cache(stage));
  }

  private void bill(Resource api, String item, long quantity, BigDecimal price, Because because) {
    var dollars = price.multiply(BigDecimal.valueOf(quantity));
    context.record(
        because, header -> new RuntimeEvent.Billed(header, api.id(), item, quantity, dollars));
  }

  /// How many increments a size has, at least one.
  private static long increments(long size, long increment) {
    return Math.max(1, Math.ceilDiv(size, increment));
  }

  private static long size(Value body) {
    return body instanceof Value.Blob b
        ? b.length()
        : body.asText().orElse("").getBytes(StandardCharsets.UTF_8).length;
  }
}
