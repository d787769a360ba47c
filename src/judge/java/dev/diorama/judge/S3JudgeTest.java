package dev.diorama.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S3Proxy judges Diorama's S3: answers, statuses and error codes.
class S3JudgeTest {

  @ParameterizedTest
  @ValueSource(strings = {"objects", "lists", "conditions", "copies", "multipart"})
  void diorama_answers_as_S3Proxy_does(String script) {
    try (var court = new S3Court()) {
      assertThat(court.trial().disagreements(Call.script("s3/" + script + ".calls"))).isEmpty();
    }
  }

  @ParameterizedTest(name = "-Ddiorama.judge.seed={0}")
  @MethodSource("dev.diorama.judge.Seeds#some")
  void diorama_answers_random_calls_as_S3Proxy_does(long seed) {
    try (var court = new S3Court()) {
      assertThat(court.trial().disagreements(new RandomObjects(seed).calls(200)))
          .as("seed " + seed)
          .isEmpty();
    }
  }
}
