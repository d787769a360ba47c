package dev.diorama.aws.apigateway;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// How much memory open WebSocket connections take. The clients run in a process of their own, so
/// that the figure is that of the server alone.
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
      clients(url, 1, (in, out) -> await(in, "open"));
      long before = used();
      long resident = resident();
      long start = System.nanoTime();
      clients(
          url,
          count,
          (in, out) -> {
            await(in, "open");
            System.out.printf(
                "%,d connections in %,d ms: heap %,d MB more (%,d MB in all), resident %,d MB"
                    + " (%,d MB more)%n",
                count,
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                (used() - before) / MEGABYTE,
                used() / MEGABYTE,
                resident() / MEGABYTE,
                (resident() - resident) / MEGABYTE);
            long sent = System.nanoTime();
            out.newLine();
            out.flush();
            await(in, "answered");
            System.out.printf(
                "one message and its answer on each: %,d ms, heap %,d MB in all, resident %,d MB%n",
                Duration.ofNanos(System.nanoTime() - sent).toMillis(),
                used() / MEGABYTE,
                resident() / MEGABYTE);
          });
    }
  }

  /// What to do with clients while they run.
  @FunctionalInterface
  private interface Conversation {
    void hold(BufferedReader in, BufferedWriter out) throws IOException;
  }

  private static void clients(URI url, int count, Conversation conversation) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WebSocketClients.class.getName(),
                url.toString(),
                Integer.toString(count))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.inputReader();
        var out = process.outputWriter()) {
      conversation.hold(in, out);
    } finally {
      process.destroy();
    }
  }

  private static void await(BufferedReader in, String line) throws IOException {
    if (!line.equals(in.readLine())) {
      throw new IOException("the clients have ended");
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
