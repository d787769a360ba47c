package dev.diorama.model;

import java.math.BigDecimal;
import java.util.stream.IntStream;

/// The whole numbers that a run has very many of, as HTTP's status codes, each once.
final class SmallNumbers {
  private static final Value.Numeric[] ALL =
      IntStream.range(0, 1_000)
          .mapToObj(i -> new Value.Numeric(BigDecimal.valueOf(i)))
          .toArray(Value.Numeric[]::new);

  private SmallNumbers() {}

  static boolean has(long number) {
    return number >= 0 && number < ALL.length;
  }

  static Value.Numeric of(long number) {
    return ALL[Math.toIntExact(number)];
  }
}
