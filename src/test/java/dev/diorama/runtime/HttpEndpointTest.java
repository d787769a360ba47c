package dev.diorama.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private final HttpEndpoint endpoint = new HttpEndpoint(0);
  private final List<HttpRequest> received = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    endpoint.close();
  }

  private void answer(HttpResponse response) {
    endpoint.serve(request -> {
      received.add(request);
      return CompletableFuture.completedFuture(response);
    });
  }

  /// Sends bytes as they are, and reads to the end of the connection.
  private String raw(String request) throws Exception {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(endpoint.url()).getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      // The server leaves it to the client to end the connection.
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void pathAndQueryArriveAsTheyWereSent() throws Exception {
    answer(HttpResponse.of(200, "text/plain", new byte[] {'o', 'k'}));
    for (var target :
        List.of(
            "/a%20b/%2Fc//d/../e/./f?x=%20&y=a+b&x=%E3%81%82&z",
            "/",
            "/photos/it's(1)*~.jpg?list-type=2",
            "/a:b@c/$default?X-Amz-Credential=A%2F2026")) {
      var response =
          raw("GET " + target + " HTTP/1.1\r\nHost: b.localhost\r\nConnection: close\r\n\r\n");
      assertThat(response).as(target).startsWith("HTTP/1.1 200").endsWith("ok");
      var request = received.getLast();
      var query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
      assertThat(request.rawPath() + query).isEqualTo(target);
      assertThat(request.header("host")).contains("b.localhost");
    }
  }

  @Test
  void aBodyInTransferChunksOrAfterExpectContinueIsReadWhole() throws Exception {
    answer(HttpResponse.of(200, "text/plain", new byte[0]));
    raw(
        """
        PUT /k HTTP/1.1
        Host: h
        Transfer-Encoding: chunked
        Connection: close

        3
        abc
        2
        de
        0

        """
            .replace("\n", "\r\n"));
    assertThat(received.getLast().body())
        .isEqualTo(Value.of("abcde".getBytes(StandardCharsets.UTF_8)));
    var response =
        raw(
            "PUT /k HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                + "Connection: close\r\n\r\nhi");
    assertThat(response).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
    assertThat(received.getLast().body())
        .isEqualTo(Value.of("hi".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theAnswerToHeadSaysTheLengthThatTheServiceGives() throws Exception {
    answer(
        new HttpResponse(
            200,
            Map.of("Content-Length", List.of("12345"), "ETag", List.of("\"e\"")),
            Value.of(new byte[0])));
    var response = raw("HEAD /k HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertThat(response.toLowerCase(Locale.ROOT))
        .contains("content-length: 12345\r\n")
        .contains("etag: \"e\"")
        .endsWith("\r\n\r\n");
  }

  @Test
  void everyStatusAndHeaderIsWritten() throws Exception {
    for (int status : new int[] {204, 304, 404, 418, 503}) {
      answer(
          new HttpResponse(
              status, Map.of("Set-Cookie", List.of("a=1", "b=2")), Value.of(new byte[0])));
      var response = raw("DELETE /k HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertThat(response)
          .startsWith("HTTP/1.1 " + status)
          .containsIgnoringCase("Set-Cookie: a=1")
          .containsIgnoringCase("Set-Cookie: b=2");
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedWithoutReadingIt() throws Exception {
    answer(HttpResponse.of(200, "text/plain", new byte[0]));
    var response =
        raw("PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 67108865\r\nConnection: close\r\n\r\n");
    assertThat(response).startsWith("HTTP/1.1 413");
    try (var client = HttpClient.newHttpClient()) {
      var endless =
          java.net.http.HttpRequest.newBuilder(URI.create(endpoint.url() + "/k"))
              .PUT(BodyPublishers.ofInputStream(Zeros::new))
              .build();
      try {
        assertThat(client.send(endless, BodyHandlers.discarding()).statusCode()).isEqualTo(413);
      } catch (IOException e) {
        // The server may close the connection while the client still sends.
        assertThat(received).isEmpty();
      }
    }
    assertThat(received).isEmpty();
  }

  /// 65 MiB of zeros.
  private static final class Zeros extends InputStream {
    private int left = 65 << 20;

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = Math.min(length, left);
      Arrays.fill(into, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }

  @Test
  void beforeItServesItSaysThatItIsNotReady() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 503");
  }
}
