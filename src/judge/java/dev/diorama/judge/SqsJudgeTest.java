package dev.diorama.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ElasticMQ judges Diorama's SQS: answers, statuses and error codes.
class SqsJudgeTest {

  @ParameterizedTest
  @ValueSource(strings = {"messages", "batches", "fifo", "redrive"})
  void diorama_answers_as_ElasticMQ_does(String script) {
    try (var court = new SqsCourt()) {
      assertThat(court.trial().disagreements(Call.script("sqs/" + script + ".calls"))).isEmpty();
    }
  }

  @ParameterizedTest(name = "-Ddiorama.judge.seed={0}")
  @MethodSource("dev.diorama.judge.Seeds#some")
  void diorama_answers_random_calls_as_ElasticMQ_does(long seed) {
    try (var court = new SqsCourt()) {
      assertThat(court.trial().disagreements(new RandomMessages(seed).calls(200)))
          .as("seed " + seed)
          .isEmpty();
    }
  }
}
