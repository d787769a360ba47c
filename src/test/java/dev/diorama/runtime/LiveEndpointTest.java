package dev.diorama.runtime;

import static dev.diorama.runtime.TestDrawing.ALICE;
import static dev.diorama.runtime.TestDrawing.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Credentials;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.RunStopped;
import dev.diorama.runtime.wire.SdkSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A live run, called over real HTTP on a free port of the loopback address.
class LiveEndpointTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private RunningSystem system;

  @BeforeEach
  void start() {
    system = start(TestDrawing.drawing());
  }

  private static RunningSystem start(Architecture drawing) {
    return RunningSystem.live(
        drawing,
        TestDrawing.catalog(),
        context -> List.of(new BoxService(context)),
        new RunOptions(7, OptionalInt.of(0), Optional.empty()));
  }

  @AfterEach
  void stop() {
    system.close();
    client.close();
  }

  private HttpResponse<String> signed(
      Credentials credentials,
      Instant at,
      Map<String, String> headers,
      String operation,
      String body)
      throws Exception {
    var all = new LinkedHashMap<>(headers);
    all.put("X-Amz-Target", "Box_2026." + operation);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var signed =
        new SdkSigner(BoxService.PREFIX, credentials, at)
            .sign("POST", system.endpointUrl() + "/", all, bytes);
    var request =
        HttpRequest.newBuilder(URI.create(system.endpointUrl() + "/"))
            .POST(BodyPublishers.ofByteArray(bytes));
    signed
        .headers()
        .forEach((name, values) -> {
          if (!name.equals("host") && !name.equals("content-length")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> signed(Credentials credentials, String operation, String body)
      throws Exception {
    return signed(credentials, Instant.now(), Map.of(), operation, body);
  }

  private HttpResponse<String> unsigned(String operation, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(system.endpointUrl() + "/"))
            .header("X-Amz-Target", "Box_2026." + operation)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static Fields json(HttpResponse<String> response) throws JsonException {
    return (Fields) Json.read(response.body());
  }

  private CallStarted lastCall() {
    return system.log().from(0).stream()
        .filter(CallStarted.class::isInstance)
        .map(CallStarted.class::cast)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  @Test
  void aSignedRequestIsACallOfTheOneWhoSigned() throws Exception {
    var put = signed(system.credentials(ALICE), "Put", "{\"Box\":\"Box\",\"Thing\":\"あ\"}");
    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(put.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(lastCall().caller()).isEqualTo(ALICE);
    assertThat(lastCall().connection()).contains(TestDrawing.ARROW);
    var get = signed(system.credentials(ALICE), "Get", "{\"Box\":\"Box\"}");
    assertThat(json(get)).isEqualTo(Fields.EMPTY.with("Thing", "あ"));
  }

  @Test
  void aDeniedRequestGetsAwssAnswer() throws Exception {
    var response = signed(system.credentials(ALICE), "Put", "{\"Box\":\"OtherBox\"}");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).text("__type"))
        .contains("com.amazon.coral.service#AccessDeniedException");
    assertThat(json(response).text("message").orElseThrow()).contains("is not authorized");
    assertThat(system.log().from(0)).anyMatch(CallDenied.class::isInstance);
  }

  @Test
  void anUnknownKeyIsAnUnrecognizedClient() throws Exception {
    var unknown = new Credentials("AKIAUNKNOWNUNKNOWN00", "x".repeat(40), "");
    var response = signed(unknown, "Put", "{\"Box\":\"Box\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).text("__type").orElseThrow())
        .endsWith("#UnrecognizedClientException");
    assertThat(json(response).text("message"))
        .contains("The security token included in the request is invalid.");
  }

  @Test
  void aWrongSecretKeyIsAnInvalidSignature() throws Exception {
    var real = system.credentials(ALICE);
    var wrong = new Credentials(real.accessKeyId(), "x".repeat(40), real.sessionToken());
    var response = signed(wrong, "Put", "{\"Box\":\"Box\"}");
    assertThat(json(response).text("__type").orElseThrow()).endsWith("#InvalidSignatureException");
    assertThat(json(response).text("message").orElseThrow())
        .startsWith("The request signature we calculated does not match");
  }

  @Test
  void aSkewedClockIsAnInvalidSignatureThatSaysSo() throws Exception {
    var old = Instant.now().minus(Duration.ofMinutes(16));
    var response = signed(system.credentials(ALICE), old, Map.of(), "Put", "{\"Box\":\"Box\"}");
    assertThat(json(response).text("__type").orElseThrow()).endsWith("#InvalidSignatureException");
    assertThat(json(response).text("message").orElseThrow()).startsWith("Signature expired: ");
  }

  @Test
  void anUnsignedRequestMayDoWhatEverybodyMay() throws Exception {
    assertThat(unsigned("Knock", "{\"Box\":\"Box\"}").statusCode()).isEqualTo(200);
    assertThat(lastCall().caller()).isEqualTo(ALICE);
  }

  @Test
  void anUnsignedRequestDoesNotBorrowPermissions() throws Exception {
    var response = unsigned("Put", "{\"Box\":\"Box\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).text("__type").orElseThrow())
        .endsWith("#MissingAuthenticationTokenException");
  }

  @Test
  void aRequestThatNobodyUnderstandsIsNotFound() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(system.endpointUrl() + "/x?y"));
    assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(404);
  }

  @Test
  void anUnreadableBodyIsASerializationException() throws Exception {
    var response = signed(system.credentials(ALICE), "Put", "{");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).text("__type").orElseThrow()).endsWith("#SerializationException");
  }

  @Test
  void theTraceHeaderOfASignedRequestTiesItToItsCause() throws Exception {
    signed(system.credentials(ALICE), "Knock", "{\"Box\":\"Box\"}");
    var cause = lastCall().header();
    var because = new Because(cause.invocation(), OptionalLong.of(cause.sequence()));
    var headers = Map.of(TraceHeader.NAME, TraceHeader.of(because));
    signed(system.credentials(ALICE), Instant.now(), headers, "Knock", "{\"Box\":\"Box\"}");
    assertThat(lastCall().header().invocation()).isEqualTo(cause.invocation());
    assertThat(lastCall().header().cause()).isEqualTo(because.cause());
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() throws Exception {
    var threads = new ArrayList<Thread>();
    var answered = new CountDownLatch(200);
    for (int t = 0; t < 4; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 50; i++) {
                  try {
                    if (unsigned("Knock", "{\"Box\":\"Box\"}").statusCode() == 200) {
                      answered.countDown();
                    }
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(answered.getCount()).isZero();
  }

  @Test
  void closingAnswersRequestsThatStillWait() throws Exception {
    var arrived = new CountDownLatch(1);
    system.log().onAppend(arrived::countDown);
    var before = system.log().size();
    var waiting =
        client.sendAsync(
            HttpRequest.newBuilder(URI.create(system.endpointUrl() + "/"))
                .header("X-Amz-Target", "Box_2026.Knock")
                .POST(BodyPublishers.ofString("{\"Box\":\"Box\"}"))
                .build(),
            BodyHandlers.ofString());
    arrived.await();
    system.close();
    assertThat(system.log().size()).isGreaterThan(before);
    assertThat(system.log().from(0).getLast()).isInstanceOf(RunStopped.class);
    waiting.handle((response, error) -> true).get();
    assertThatThrownBy(() -> unsigned("Knock", "{}")).isInstanceOf(IOException.class);
  }

  @Test
  void aPortInUseIsSaidClearly() throws Exception {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThatThrownBy(() ->
              RunningSystem.live(
                  TestDrawing.drawing(),
                  TestDrawing.catalog(),
                  context -> List.of(new BoxService(context)),
                  new RunOptions(7, OptionalInt.of(socket.getLocalPort()), Optional.empty())))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("port " + socket.getLocalPort());
    }
  }

  @Test
  void theEndpointListensOnTheLoopbackAddress() {
    assertThat(system.endpointUrl()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
    assertThat(system.credentials(STRANGER).accessKeyId()).startsWith("AKIA");
  }
}
