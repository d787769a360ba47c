package dev.diorama.aws.lambda;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What invocations of one function cost: a price for each request and for each GB-second, and for
/// ephemeral storage above what is included (aws.amazon.com/lambda/pricing/). Exact, without
/// rounding. Used from the event loop only.
final class Price {
  private static final BigDecimal THOUSANDTH = new BigDecimal("0.001");

  /// So many prices are kept: most invocations of a function take about as long as others.
  private static final int MOST_KNOWN = 1_000;

  private final BigDecimal millisecond;
  private final BigDecimal provisionedMillisecond;
  private final Map<Billed, BigDecimal> known = new HashMap<>();

  private record Billed(long milliseconds, boolean provisioned) {}

  Price(FunctionSettings settings) {
    var gigabytes = gigabytes(settings.memoryMegabytes());
    var storage =
        gigabytes(Math.max(0, settings.storageMegabytes() - LambdaFigures.MIN_STORAGE))
            .multiply(LambdaFigures.STORAGE_GB_SECOND);
    var onDemand = settings.arm() ? LambdaFigures.ARM_GB_SECOND : LambdaFigures.GB_SECOND;
    millisecond = gigabytes.multiply(onDemand).add(storage).multiply(THOUSANDTH);
    provisionedMillisecond =
        gigabytes.multiply(LambdaFigures.PROVISIONED_GB_SECOND).add(storage).multiply(THOUSANDTH);
  }

  /// A 1,024th has ten decimal places, so that this is exact.
  private static BigDecimal gigabytes(long megabytes) {
    return BigDecimal.valueOf(megabytes).divide(BigDecimal.valueOf(1024));
  }

  /// The price of one invocation in US dollars.
  ///
  /// @param billed rounded up to whole milliseconds
  BigDecimal of(Duration billed, boolean provisioned) {
    var key = new Billed(billed.toMillis(), provisioned);
    var before = known.get(key);
    if (before != null) {
      return before;
    }
    var price =
        LambdaFigures.REQUEST.add(
            (provisioned ? provisionedMillisecond : millisecond)
                .multiply(BigDecimal.valueOf(key.milliseconds())));
    if (known.size() < MOST_KNOWN) {
      known.put(key, price);
    }
    return price;
  }
}
