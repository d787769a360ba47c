package dev.diorama.ui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.Bill;
import dev.diorama.runtime.RuntimeEvent.Billed;
import dev.diorama.runtime.RuntimeEvent.Header;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WindowTest
class LogViewTest {
  private static final Header HEADER =
      new Header(1, Instant.EPOCH, new InvocationId(1), OptionalLong.empty());

  private static RuntimeEvent line(String function, String text) {
    return new LogWritten(HEADER, new ResourceId(function), "/aws/lambda/" + function, text);
  }

  @Test
  void linesOfOneFunctionAndLinesWithAWordAreFound() throws Exception {
    OnFx.run(() -> {
      var view = new LogView(Benches.TEXTS);
      view.show(Architecture.EMPTY);
      view.take(List.of(line("Save", "saved"), line("Read", "not found"), line("Read", "found")));
      assertThat(view.lines()).hasSize(3);
      view.source().setValue("Read");
      assertThat(view.lines()).hasSize(2);
      view.filter().setText("NOT");
      assertThat(view.lines()).singleElement().returns("not found", LogWritten::line);
    });
  }

  @Test
  void onlyTheNewestLinesAreKept() throws Exception {
    OnFx.run(() -> {
      var view = new LogView(Benches.TEXTS);
      for (int i = 0; i < 60; i++) {
        view.take(java.util.Collections.nCopies(100, line("Save", "line " + i)));
      }
      assertThat(view.lines()).hasSize(5000);
      assertThat(view.lines().getLast().line()).isEqualTo("line 59");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T00:00:00.000Z\tid\tERROR\tInvoke Error\t{}",
        "[ERROR] KeyError: 'id'",
        "2026-01-01T00:00:00.000Z id Task timed out after 3.00 seconds"
      })
  void errorsAreKnown(String text) {
    assertThat(LogView.isProblem(text)).isTrue();
    assertThat(LogView.isProblem("2026-01-01T00:00:00.000Z\tid\tINFO\tNo error here")).isFalse();
  }

  @Test
  void theMeterAddsUpAllBillsExactly() throws Exception {
    OnFx.run(() -> {
      var meter = new CostMeter(Benches.TEXTS);
      assertThat(meter.node().isVisible()).isFalse();
      var bill =
          new Bill(128, OptionalLong.empty(), Optional.empty(), new BigDecimal("0.0000002021"));
      var ended =
          new InvocationEnded(
              HEADER,
              new ResourceId("Save"),
              "request",
              Optional.empty(),
              Duration.ofMillis(1),
              Duration.ofMillis(1),
              Optional.of(bill));
      var requests =
          new Billed(HEADER, new ResourceId("Api"), "frobnication", 3, new BigDecimal("0.000003"));
      meter.reset(id -> id.value().equals("Save") ? "Lambda function" : "API");
      meter.take(List.of(ended, requests, ended));
      assertThat(meter.sum()).isEqualByComparingTo("0.0000034042");
      assertThat(meter.node().getText()).isEqualTo("Cost $0.00000340");
      assertThat(meter.lines())
          .containsExactly(
              new CostSheet.Line("API", new BigDecimal("0.000003"), true),
              new CostSheet.Line("3 × frobnication", new BigDecimal("0.000003"), false),
              new CostSheet.Line("Lambda function", new BigDecimal("0.0000004042"), true),
              new CostSheet.Line("2 × invocation(s)", new BigDecimal("0.0000004042"), false));
      meter.reset(ResourceId::value);
      assertThat(meter.sum()).isZero();
    });
  }
}
