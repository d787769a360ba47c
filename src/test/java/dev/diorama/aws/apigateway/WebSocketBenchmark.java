package dev.diorama.aws.apigateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/// How much memory open WebSocket connections take. The clients are bare sockets in the same
/// process, so that the figure is that of the server and of what a socket needs anyway.
///
/// Run with the number of connections, by default 10,000.
final class WebSocketBenchmark {
  private static final int MEGABYTE = 1 << 20;

  private WebSocketBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    var drawing =
        ApiDrawing.routed(
            ApiDrawing.drawing(ApiDrawing.WEBSOCKET, "$connect", "$default"),
            "$default",
            "RouteResponseSelectionExpression",
            "$default");
    try (var run =
        ApiRun.live(
            drawing, event -> TestFunction.returned("{'statusCode': 200, 'body': 'pong'}"))) {
      var api = drawing.resource(ApiDrawing.API).orElseThrow();
      var url = URI.create(run.system.endpointUrl() + new ApiFacets().urlPath(api).orElseThrow());
      open(url).close();
      long before = used();
      long resident = resident();
      long start = System.nanoTime();
      var sockets = new ArrayList<SocketChannel>();
      for (int i = 0; i < count; i++) {
        sockets.add(open(url));
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "%,d connections in %,d ms: heap %,d MB more, resident %,d MB (%,d MB more)%n",
          count,
          took.toMillis(),
          (used() - before) / MEGABYTE,
          resident() / MEGABYTE,
          (resident() - resident) / MEGABYTE);
      start = System.nanoTime();
      for (var socket : sockets) {
        send(socket);
      }
      for (var socket : sockets) {
        receive(socket);
      }
      took = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "one message and its answer on each: %,d ms, resident %,d MB%n",
          took.toMillis(), resident() / MEGABYTE);
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static SocketChannel open(URI url) throws IOException {
    var socket =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
    var head =
        """
        GET %s HTTP/1.1
        Host: localhost
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .formatted(url.getPath())
            .replace("\n", "\r\n");
    socket.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    var answer = ByteBuffer.allocate(1024);
    socket.read(answer);
    if (answer.get(9) != '1' || answer.get(11) != '1') {
      throw new IOException(new String(answer.array(), StandardCharsets.US_ASCII));
    }
    return socket;
  }

  /// The text `ping`, masked with zeros.
  private static void send(SocketChannel socket) throws IOException {
    socket.write(
        ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x84, 0, 0, 0, 0, 'p', 'i', 'n', 'g'}));
  }

  private static void receive(SocketChannel socket) throws IOException {
    var answer = ByteBuffer.allocate(6);
    while (answer.hasRemaining()) {
      if (socket.read(answer) < 0) {
        throw new IOException("the connection has ended");
      }
    }
  }

  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// Linux only; 0 elsewhere.
  private static long resident() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(l -> l.startsWith("VmRSS:"))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10)
          .sum();
    }
  }
}
