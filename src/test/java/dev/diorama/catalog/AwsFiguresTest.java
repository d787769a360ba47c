package dev.diorama.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwsFiguresTest {
  private final AwsFigures figures = AwsFigures.published();

  @Test
  void everyFigureHasANumberAUnitAndAPageOfAws() {
    assertThat(figures.date()).isAfter("2025-01-01");
    assertThat(figures.all().values())
        .allSatisfy(f -> {
          assertThat(f.name()).matches("[a-z0-9.-]+");
          assertThat(f.page()).matches("(docs\\.)?(aws\\.)?(aws\\.)?amazon\\.com(/.*)?");
          assertThat(f.unit()).isIn("date", "count", "B", "KB", "MB", "ms", "s", "min", "h", "USD");
          if (!f.unit().equals("date")) {
            assertThat(f.number()).isPositive();
          }
        });
  }

  @Test
  void mostFiguresWereFoundOnTheirPageAndTheOthersSaySo() {
    assertThat(figures.figure("lambda.timeout.maximum").confirmed()).isTrue();
    assertThat(figures.figure("lambda.price.gb-second.arm64").confirmed()).isFalse();
    assertThat(figures.all().values()).filteredOn(f -> f.confirmed()).hasSizeGreaterThan(60);
  }

  @Test
  void timesAndSizesAreConverted() {
    assertThat(figures.duration("lambda.timeout.maximum")).isEqualTo(Duration.ofMinutes(15));
    assertThat(figures.bytes("apigateway.websocket.frame.maximum")).isEqualTo(32_768);
    assertThat(figures.dollars("lambda.price.request")).isEqualByComparingTo("0.0000002");
  }

  @Test
  void aFigureThatIsMissingOrInAnotherUnitIsSaidSo() {
    assertThatThrownBy(() -> figures.count("lambda.nothing"))
        .hasMessageContaining("lambda.nothing");
    assertThatThrownBy(() -> figures.count("lambda.timeout.maximum")).hasMessageContaining("in s");
  }
}
