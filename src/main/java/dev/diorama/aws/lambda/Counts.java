package dev.diorama.aws.lambda;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What a function's card shows. However much happens at one instant, it is shown once.
final class Counts {
  private static final Because OF_THE_RUN = new Because(InvocationId.RUN, OptionalLong.empty());

  /// Cards show whole numbers: millionths of a dollar.
  private static final int MICRO = 6;

  private final RuntimeContext context;
  private final ResourceId function;
  private long invocations;
  private long errors;
  private long throttles;
  private long environments;
  private long concurrency;
  private BigDecimal dollars = BigDecimal.ZERO;
  private OptionalLong iteratorAge = OptionalLong.empty();
  private boolean pending;

  Counts(RuntimeContext context, ResourceId function) {
    this.context = context;
    this.function = function;
  }

  void invoked() {
    invocations++;
  }

  void iteratorAge(Duration age) {
    iteratorAge = OptionalLong.of(age.toSeconds());
  }

  void throttled() {
    throttles++;
  }

  void billed(BigDecimal price, boolean functionError) {
    dollars = dollars.add(price);
    if (functionError) {
      errors++;
    }
  }

  /// Shows the counts, with how many environments stand and how many of them work.
  void show(long standing, long working) {
    environments = standing;
    concurrency = working;
    if (!pending) {
      pending = true;
      context.after(Duration.ZERO, this::record);
    }
  }

  private void record() {
    pending = false;
    SequencedMap<String, Long> counts = new LinkedHashMap<>();
    counts.put("invocations", invocations);
    counts.put("errors", errors);
    if (throttles > 0) {
      counts.put("throttles", throttles);
    }
    counts.put("environments", environments);
    counts.put("concurrency", concurrency);
    iteratorAge.ifPresent(age -> counts.put("iteratorAge", age));
    counts.put(
        "microdollars",
        dollars.movePointRight(MICRO).setScale(0, RoundingMode.HALF_UP).longValueExact());
    context.changed(OF_THE_RUN, function, counts);
  }
}
