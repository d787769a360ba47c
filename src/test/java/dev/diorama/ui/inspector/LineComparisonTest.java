package dev.diorama.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.ui.inspector.LineComparison.Row;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineComparisonTest {
  @Test
  void whatIsTheSameStandsBesideItselfAndWhatChangedBesideWhatReplacesIt() throws Exception {
    var comparison =
        LineComparison.of(
            Json.read("{\"a\": 1, \"b\": 2, \"c\": 3}"), Json.read("{\"a\": 1, \"c\": 4}"));
    assertThat(comparison.rows().stream().filter(r -> !r.changed()).map(Row::before))
        .contains("{", "}")
        .anyMatch(line -> line.contains("\"a\""));
    assertThat(
            comparison.rows().stream()
                .filter(Row::changed)
                .map(r -> r.before().strip() + "|" + r.after().strip())
                .collect(Collectors.toList()))
        .containsExactly("\"b\": 2,|\"c\": 4", "\"c\": 3|");
  }

  @Test
  void equalValuesHaveNoChange() throws Exception {
    var value = Json.read("{\"Statement\": []}");
    assertThat(LineComparison.of(value, value).rows()).noneMatch(Row::changed);
  }
}
