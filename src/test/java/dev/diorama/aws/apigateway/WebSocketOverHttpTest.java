package dev.diorama.aws.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.model.Architecture;
import dev.diorama.model.Value.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real WebSocket client against a live run.
class WebSocketOverHttpTest {
  private static final Architecture ECHO =
      ApiDrawing.routed(
          ApiDrawing.drawing(ApiDrawing.WEBSOCKET, "$connect", "$default"),
          "$default",
          "RouteResponseSelectionExpression",
          "$default");

  /// What a client sees, in order: texts, and `closed 1000`.
  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        seen.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      seen.add("pong");
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      seen.add("closed " + code);
      return null;
    }

    String next() throws InterruptedException {
      var next = seen.poll(20, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }
  }

  private static Fields answer(Fields event) {
    var body = event.text("body").orElse("");
    return TestFunction.returned(
        "{'statusCode': 200, 'body': '" + body.length() + (body.length() < 9 ? body : "") + "'}");
  }

  private static URI url(ApiRun run) {
    var api = ECHO.resource(ApiDrawing.API).orElseThrow();
    return URI.create(
        run.system.endpointUrl().replace("http:", "ws:")
            + new ApiFacets().urlPath(api).orElseThrow());
  }

  private interface Story {
    void tell(ApiRun run, WebSocket socket, Client client) throws Exception;
  }

  private static void live(Architecture drawing, Function<Fields, Fields> answer, Story story)
      throws Exception {
    try (var run = ApiRun.live(drawing, answer);
        var http = HttpClient.newHttpClient()) {
      var client = new Client();
      var socket = http.newWebSocketBuilder().buildAsync(url(run), client).join();
      try {
        story.tell(run, socket, client);
      } finally {
        // A client closes only after its sockets.
        socket.abort();
      }
    }
  }

  @Test
  void textsInSeveralFramesAreAnsweredAndPingsToo() throws Exception {
    live(
        ECHO,
        WebSocketOverHttpTest::answer,
        (run, socket, client) -> {
          socket.sendText("hello", true).join();
          assertThat(client.next()).isEqualTo("5hello");
          for (int i = 0; i < 4; i++) {
            socket.sendText("x".repeat(32 << 10), i == 3).join();
          }
          assertThat(client.next()).isEqualTo(String.valueOf(128 << 10));
          socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
          assertThat(client.next()).isEqualTo("pong");
          socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
          assertThat(client.next()).isEqualTo("closed 1000");
        });
  }

  @Test
  void aMessageThatIsTooLongEndsTheConnection() throws Exception {
    live(
        ECHO,
        WebSocketOverHttpTest::answer,
        (run, socket, client) -> {
          for (int i = 0; i < 5; i++) {
            socket.sendText("x".repeat(32 << 10), i == 4).join();
          }
          assertThat(client.next()).isEqualTo("closed 1009");
        });
  }

  /// The JDK's client never sends frames of this size, so this one writes its own.
  @Test
  void aFrameThatIsTooLongEndsTheConnection() throws Exception {
    try (var run = ApiRun.live(ECHO, WebSocketOverHttpTest::answer);
        var socket = new Socket(InetAddress.getLoopbackAddress(), url(run).getPort())) {
      socket.setSoTimeout(20_000);
      var out = new DataOutputStream(socket.getOutputStream());
      var in = new DataInputStream(socket.getInputStream());
      out.write(
          """
          GET %s HTTP/1.1
          Host: localhost
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """
              .formatted(url(run).getPath())
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readByte());
      }
      // The key and its answer are the example of RFC 6455, section 1.3.
      assertThat(head).contains("101 Switching", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      int length = (32 << 10) + 1;
      out.write(new byte[] {(byte) 0x81, (byte) (0x80 | 127)});
      out.writeLong(length);
      // Masked with zeros, the bytes stay as they are.
      out.writeInt(0);
      out.write("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
      assertThat(in.readByte()).isEqualTo((byte) 0x88);
      in.readByte();
      assertThat(in.readShort()).isEqualTo((short) 1009);
    }
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "500"})
  void aRefusedHandshakeHasItsStatus(int status) {
    assertThatThrownBy(() ->
            live(
                ECHO,
                event -> TestFunction.returned("{'statusCode': " + status + "}"),
                (run, socket, client) -> {}))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
  }

  @Test
  void theEndOfARunEndsItsConnections() throws Exception {
    var client = new Client();
    try (var http = HttpClient.newHttpClient()) {
      try (var run = ApiRun.live(ECHO, WebSocketOverHttpTest::answer)) {
        var _ = http.newWebSocketBuilder().buildAsync(url(run), client).join();
      }
      assertThat(client.next()).isIn("closed 1001", "closed 1006", "nothing");
    }
  }
}
