package dev.diorama.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnservedTest {
  private static String answer(Map<String, List<String>> headers, String body) {
    var request =
        new HttpRequest("POST", "/", "", headers, Value.of(body.getBytes(StandardCharsets.UTF_8)));
    var answer = Unserved.answer(request, Optional.of("some-service"));
    assertThat(answer.status()).isEqualTo(404);
    return new String(answer.body().bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aQueryClientGetsXmlThatNamesServiceAndOperation() {
    assertThat(
            answer(
                Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                "Action=ListThings&Version=2010-05-08"))
        .contains(
            "<Code>UnknownOperationException</Code>",
            "No service of this drawing understands the request to some-service: ListThings.");
  }

  @Test
  void aJsonClientGetsJson() {
    assertThat(answer(Map.of("x-amz-target", List.of("Api_2020.ListThings")), "{}"))
        .startsWith("{")
        .contains("understands the request to some-service: ListThings.");
  }
}
