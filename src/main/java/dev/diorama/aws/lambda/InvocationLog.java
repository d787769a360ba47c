package dev.diorama.aws.lambda;

import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What one invocation writes to its log, in Lambda's text format
/// (docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html). Lines go to CloudWatch Logs when the
/// invocation ends, or a second after they were written if it takes longer.
final class InvocationLog {
  private static final Duration DELAY = Duration.ofSeconds(1);

  /// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: the last 4 KB of the log.
  private static final int TAIL_CHARACTERS = 4096;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final FunctionEngine function;
  private final String stream;
  private final Because because;
  private final Deque<Written> tail = new ArrayDeque<>();
  private final List<Written> unsent = new ArrayList<>();
  private int tailCharacters;
  private Cancellable pending = () -> {};

  InvocationLog(FunctionEngine function, String stream, Because because) {
    this.function = function;
    this.stream = stream;
    this.because = because;
  }

  /// A time as log lines have it.
  static String time(Instant at) {
    return TIME.format(at);
  }

  /// A line that is written out when somebody reads it.
  ///
  /// @param characters how long it is at the least, with its end
  private record Written(Instant at, Supplier<String> line, int characters) {}

  void write(String line) {
    write(new Written(function.context().now(), () -> line, line.length() + 1));
  }

  /// Writes one of Lambda's own lines, which nobody may ever read.
  void write(Supplier<String> line) {
    write(new Written(function.context().now(), line, 1));
  }

  private void write(Written line) {
    if (function.logDelivery().takes(stream)) {
      if (unsent.isEmpty()) {
        pending = function.context().after(DELAY, this::flush);
      }
      unsent.add(line);
    }
    tail.addLast(line);
    tailCharacters += line.characters();
    while (tailCharacters - tail.getFirst().characters() > TAIL_CHARACTERS) {
      tailCharacters -= tail.removeFirst().characters();
    }
  }

  /// Sends what was not sent yet.
  void flush() {
    if (unsent.isEmpty()) {
      return;
    }
    pending.cancel();
    var lines = unsent.stream().map(w -> new LogDelivery.Line(w.at(), w.line().get())).toList();
    unsent.clear();
    function.logDelivery().deliver(stream, lines, because);
  }

  /// The end of the log, for `LogResult`.
  String text() {
    var text = new StringBuilder();
    tail.forEach(w -> text.append(w.line().get()).append('\n'));
    return text.substring(Math.max(0, text.length() - TAIL_CHARACTERS));
  }

  /// The REPORT line (docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html). The most memory
  /// used stands there only where it is known.
  static String report(
      String requestId, Duration duration, Duration billed, RuntimeEvent.Bill bill) {
    var line =
        new StringBuilder("REPORT RequestId: ")
            .append(requestId)
            .append("\tDuration: ")
            .append(duration.toMillis())
            .append(".00 ms\tBilled Duration: ")
            .append(billed.toMillis())
            .append(" ms\tMemory Size: ")
            .append(bill.memoryMegabytes())
            .append(" MB");
    bill.memoryUsed()
        .ifPresent(used -> line.append("\tMax Memory Used: ").append(used).append(" MB"));
    bill.init()
        .ifPresent(
            init -> line.append("\tInit Duration: ").append(init.toMillis()).append(".00 ms"));
    return line.toString();
  }
}
