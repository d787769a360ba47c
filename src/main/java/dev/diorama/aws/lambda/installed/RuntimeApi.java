package dev.diorama.aws.lambda.installed;

import dev.diorama.model.Value;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/// The Lambda Runtime API for one execution environment, on a loopback port of its own
/// (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). Thread-safe.
///
/// The extensions API and the telemetry API are not served.
final class RuntimeApi implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile(
          "/2018-06-01/runtime/(?:(init/error)|(invocation/next)|invocation/([^/]+)/(response|error))");

  private final ServerSocket server;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile String current = "";

  /// An event for the runtime.
  ///
  /// @param event as JSON text
  /// @param deadline in ms since 1970, on the run's time
  record Request(String id, String event, long deadline, String functionArn, String trace) {}

  /// What the runtime tells.
  sealed interface Report {}

  /// It asks for the next event: it is initialized, or done with the last one.
  record Ready() implements Report {}

  /// The handler's answer.
  record Response(Value.Blob payload) implements Report {}

  /// The handler, or the INIT phase, failed.
  ///
  /// @param type the header `Lambda-Runtime-Function-Error-Type`
  record Failure(Value.Blob payload, String type, boolean init) implements Report {}

  /// @throws IOException if no port can be opened
  RuntimeApi() throws IOException {
    server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("lambda-runtime-api").start(this::accept);
  }

  /// Host and port, as `AWS_LAMBDA_RUNTIME_API` has it.
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// What the runtime tells, in order.
  BlockingQueue<Report> reports() {
    return reports;
  }

  /// Hands an event to the runtime, which asks for it or will.
  void give(Request request) {
    current = request.id();
    requests.add(request);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().name("lambda-runtime-api-connection").start(() -> serve(socket));
      } catch (IOException e) {
        // Closed, and then the loop ends; a connection that failed is the runtime's own affair.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new BufferedInputStream(socket.getInputStream());
        var out = new BufferedOutputStream(socket.getOutputStream())) {
      for (var message = HttpMessage.read(in);
          message.isPresent();
          message = HttpMessage.read(in)) {
        answer(message.get(), out);
      }
    } catch (IOException e) {
      // The runtime has ended, or this run has.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private void answer(HttpMessage message, OutputStream out)
      throws IOException, InterruptedException {
    var path = PATH.matcher(message.path());
    if (!path.matches()) {
      HttpMessage.respond(out, "404 Not Found", Map.of(), new byte[0]);
    } else if (path.group(2) != null && message.method().equals("GET")) {
      reports.add(new Ready());
      next(out);
    } else if (!message.method().equals("POST")) {
      HttpMessage.respond(out, "405 Method Not Allowed", Map.of(), new byte[0]);
    } else if (path.group(1) != null) {
      reports.add(new Failure(message.body(), errorType(message), true));
      accepted(out);
    } else if (!path.group(3).equals(current)) {
      var error = "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}";
      HttpMessage.respond(out, "400 Bad Request", Map.of(), error.getBytes(StandardCharsets.UTF_8));
    } else {
      current = "";
      reports.add(
          path.group(4).equals("response")
              ? new Response(message.body())
              : new Failure(message.body(), errorType(message), false));
      accepted(out);
    }
  }

  private static String errorType(HttpMessage message) {
    return message.header("lambda-runtime-function-error-type").orElse("");
  }

  private static void accepted(OutputStream out) throws IOException {
    HttpMessage.respond(
        out,
        "202 Accepted",
        Map.of("Content-Type", "application/json"),
        "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
  }

  /// Waits for an event, as long as it takes.
  private void next(OutputStream out) throws IOException, InterruptedException {
    var request = requests.take();
    HttpMessage.respond(
        out,
        "200 OK",
        Map.of(
            "Content-Type",
            "application/json",
            "Lambda-Runtime-Aws-Request-Id",
            request.id(),
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(request.deadline()),
            "Lambda-Runtime-Invoked-Function-Arn",
            request.functionArn(),
            "Lambda-Runtime-Trace-Id",
            request.trace()),
        request.event().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      // Nothing can be done about a socket that does not close.
    }
  }
}
