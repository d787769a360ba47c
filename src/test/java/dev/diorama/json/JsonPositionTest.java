package dev.diorama.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.PropertyPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPositionTest {
  private static final String POLICY =
      """
      {
        "Version": "2012-10-17",
        "Statement": [
          { "Effect": "Allow", "Action": "s3:GetObject" },
          { "Effect": "Deny",
            "Action": [ "s3:PutObject", 5 ] }
        ]
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "Version, 2, 14",
    "Statement, 3, 16",
    "Statement[0].Action, 4, 36",
    "Statement[1].Action[1], 6, 35",
    "Statement[1].Action[0], 6, 19"
  })
  void findsWhereAValueBegins(String path, int line, int column) {
    assertThat(JsonPosition.of(POLICY, PropertyPath.parse(path)))
        .contains(new JsonPosition(line, column));
  }

  @Test
  void whatIsAbsentIsLookedForAroundIt() {
    assertThat(JsonPosition.of(POLICY, PropertyPath.parse("Statement[1].Resource")))
        .contains(new JsonPosition(5, 5));
  }

  @Test
  void aSingleValueCountsAsAListOfOne() {
    assertThat(
            JsonPosition.of(
                "{\"Statement\": {\"Effect\": 1}}", PropertyPath.parse("Statement[0].Effect")))
        .contains(new JsonPosition(1, 26));
  }

  @Test
  void whatIsNoJsonHasNoPositions() {
    assertThat(JsonPosition.of("{\"a\": ", PropertyPath.parse("a.b"))).isEmpty();
    assertThat(JsonPosition.of("", PropertyPath.parse("a"))).isEmpty();
  }
}
