package dev.diorama.runtime;

import static dev.diorama.runtime.TestDrawing.ALICE;
import static dev.diorama.runtime.TestDrawing.SHUT_IN;
import static dev.diorama.runtime.TestDrawing.THE_BOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.wire.SdkSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A request over real HTTP whose packets do not arrive in the drawing.
class UnansweredRequestTest {

  @Test
  void itsConnectionEndsWithoutAnAnswerWhenTheCallerGivesUp() throws Exception {
    var start = Instant.parse("2026-05-01T12:00:00Z");
    var clock = new AtomicReference<>(start);
    try (var client = HttpClient.newHttpClient();
        var system =
            RunningSystem.live(
                TestDrawing.drawing(),
                TestDrawing.catalog(),
                context -> List.of(new BoxService(context)),
                new RunOptions(7, OptionalInt.of(0), Optional.empty()),
                clock::get)) {
      var blocked = new CompletableFuture<Boolean>();
      system
          .log()
          .onAppend(() -> {
            if (system.log().from(0).getLast() instanceof CallBlocked) {
              blocked.complete(true);
            }
          });
      var answer =
          client
              .sendAsync(request(system, start), BodyHandlers.ofString())
              .handle((a, e) -> e.getCause());
      assertThat(blocked.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(answer).isNotDone();

      clock.set(start.plus(Gate.CONNECT_TIMEOUT));
      // Somebody else's call makes the loop look at the clock.
      var other = system.submit(ALICE, "box:Get", THE_BOX, Fields.EMPTY).get(30, TimeUnit.SECONDS);
      assertThat(other).isInstanceOf(OperationResult.class);
      assertThat(answer.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  private static HttpRequest request(RunningSystem system, Instant at) throws Exception {
    var url = system.endpointUrl() + "/";
    var body = "{\"Box\":\"Box\"}".getBytes(StandardCharsets.UTF_8);
    var signed =
        new SdkSigner(BoxService.PREFIX, system.credentials(SHUT_IN), at)
            .sign("POST", url, Map.of("X-Amz-Target", "Box_2026.Get"), body);
    var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofByteArray(body));
    signed
        .headers()
        .forEach((name, values) -> {
          if (!name.equals("host") && !name.equals("content-length")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }
}
