package dev.diorama.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AWS's DynamoDB Local judges Diorama's DynamoDB: answers, error codes and error texts.
class DynamoDbJudgeTest {
  private static DynamoDbCourt court;

  @BeforeAll
  static void open() {
    court = new DynamoDbCourt();
  }

  @AfterAll
  static void close() {
    court.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"items", "conditions", "updates", "queries", "numbers", "batches", "indexes"})
  void diorama_answers_as_DynamoDB_Local_does(String script) {
    court.empty();
    assertThat(court.trial().disagreements(Call.script("dynamodb/" + script + ".calls"))).isEmpty();
  }

  @ParameterizedTest(name = "-Ddiorama.judge.seed={0}")
  @MethodSource("dev.diorama.judge.Seeds#some")
  void diorama_answers_random_calls_as_DynamoDB_Local_does(long seed) {
    court.empty();
    assertThat(court.trial().disagreements(new RandomItems(seed).calls(300)))
        .as("seed " + seed)
        .isEmpty();
  }

  @ParameterizedTest(name = "-Ddiorama.judge.seed={0}")
  @MethodSource("dev.diorama.judge.Seeds#some")
  void diorama_keeps_random_indexes_as_DynamoDB_Local_does(long seed) {
    court.empty();
    assertThat(court.trialOfContents().disagreements(new RandomLetters(seed).calls(200)))
        .as("seed " + seed)
        .isEmpty();
  }
}
