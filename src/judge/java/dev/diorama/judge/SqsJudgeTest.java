package dev.diorama.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
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
}
