package dev.diorama.aws.lambda;

import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
  private final StringBuilder text = new StringBuilder();
  private final List<LogDelivery.Line> unsent = new ArrayList<>();
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

  void write(String line) {
    if (unsent.isEmpty()) {
      pending = function.context().after(DELAY, this::flush);
    }
    unsent.add(new LogDelivery.Line(function.context().now(), line));
    text.append(line).append('\n');
    if (text.length() > 4 * TAIL_CHARACTERS) {
      text.delete(0, text.length() - TAIL_CHARACTERS);
    }
  }

  /// Sends what was not sent yet.
  void flush() {
    if (unsent.isEmpty()) {
      return;
    }
    pending.cancel();
    function.logDelivery().deliver(stream, List.copyOf(unsent), because);
    unsent.clear();
  }

  /// The end of the log, for `LogResult`.
  String text() {
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
