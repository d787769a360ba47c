package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Verdict;
import dev.diorama.model.Document;
import dev.diorama.model.Scenario;
import dev.diorama.rule.Severity;
import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.workspace.ScenarioRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  static Stream<Path> samples() {
    return Samples.all().stream();
  }

  @Test
  void thereAreAtLeastFourSamples() {
    assertThat(Samples.all()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyExpectationHolds(Path file) {
    var document = Samples.read(file);
    assertThat(document.scenarios()).isNotEmpty();
    for (var scenario : document.scenarios()) {
      try (var system = Samples.virtually(document, file, 7)) {
        var outcome = ScenarioRunner.playVirtually(system, scenario);
        assertThat(outcome.steps())
            .as(() -> trace(system.log().from(0)))
            .allSatisfy(step -> assertThat(step.failure()).isEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void twoRunsWithOneSeedWriteTheSameTrace(Path file) {
    var document = Samples.read(file);
    var scenario = document.scenarios().getFirst();
    assertThat(run(document, file, scenario)).isEqualTo(run(document, file, scenario));
  }

  private static List<String> run(Document document, Path file, Scenario scenario) {
    try (var system = Samples.virtually(document, file, 7)) {
      ScenarioRunner.playVirtually(system, scenario);
      return system.log().from(0).stream().map(EventJson::line).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theCheckerHasNothingToSayAgainstASample(Path file) {
    var check = Samples.STUDIO.check(Samples.read(file).architecture());
    var texts = Samples.STUDIO.texts(Locale.ENGLISH);
    assertThat(check.findings().stream().filter(f -> f.severity() != Severity.INFO))
        .extracting(f -> f.rule() + " " + f.subject() + " " + texts.text(f.message()))
        .isEmpty();
    assertThat(check.verdicts().values())
        .allSatisfy(v -> assertThat(v.outcome()).isEqualTo(Verdict.Outcome.WORKS));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everythingInASampleIsKnownAndPlaced(Path file) {
    var document = Samples.read(file);
    var catalog = Samples.STUDIO.catalog();
    var unknown = new ArrayList<String>();
    for (var resource : document.architecture().resources().values()) {
      if (catalog.type(resource.type()).isEmpty()
          || document.layout().of(resource.id()).isEmpty()) {
        unknown.add(resource.logicalId());
      }
    }
    for (var connection : document.architecture().connections().values()) {
      var source = document.architecture().resource(connection.source()).orElseThrow();
      var target = document.architecture().resource(connection.target()).orElseThrow();
      if (catalog.between(source, target).stream()
          .noneMatch(t -> t.name().equals(connection.type()))) {
        unknown.add(connection.id() + " " + connection.type());
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static String trace(List<RuntimeEvent> events) {
    return String.join("\n", events.stream().map(EventJson::line).toList());
  }
}
