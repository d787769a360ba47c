package dev.diorama.ui;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What JavaFX reports about style sheets from now until this is closed: parse errors, and colours
/// that are looked up and not found. JavaFX logs them, and the log goes to the standard error
/// stream.
public final class CssReports implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  private CssReports() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  /// Begins to watch.
  public static CssReports watch() {
    return new CssReports();
  }

  /// The lines so far that are about style sheets.
  public List<String> lines() {
    return written
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("javafx.css") || line.contains(".css"))
        .toList();
  }

  @Override
  public void close() {
    System.setErr(before);
    var others = written.toString(StandardCharsets.UTF_8);
    // Whatever else was said belongs where it would have gone.
    before.print(others);
    before.flush();
  }
}
