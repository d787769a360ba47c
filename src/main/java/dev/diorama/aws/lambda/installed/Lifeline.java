package dev.diorama.aws.lambda.installed;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Ends a runtime's process if Diorama itself is killed and cannot do so: a small shell waits for
/// the end of its input, which the operating system closes with Diorama, and then kills whatever
/// has the port of the Runtime API in its environment: the process and all that it has started.
/// Without `/proc` it kills the process alone; without a POSIX shell nothing watches.
final class Lifeline implements AutoCloseable {
  private static final String SHELL = "/bin/sh";

  /// `$1` is the process, `$2` the mark in the environment of what it started.
  private static final String SCRIPT =
      """
      cat >/dev/null
      if [ ! -d /proc/self ]; then
        kill -9 "$1" 2>/dev/null
        exit
      fi
      for p in /proc/[0-9]*; do
        if grep -qzxF "$2" "$p/environ" 2>/dev/null; then kill -9 "${p#/proc/}" 2>/dev/null; fi
      done
      """;

  private final Optional<Process> watcher;

  private Lifeline(Optional<Process> watcher) {
    this.watcher = watcher;
  }

  /// Watches over a process.
  ///
  /// @param mark an environment variable with its value, which all that the process starts have too
  /// @throws IOException if the watcher cannot be started
  static Lifeline of(long pid, String mark) throws IOException {
    if (!new File(SHELL).canExecute()) {
      return new Lifeline(Optional.empty());
    }
    var builder =
        new ProcessBuilder(List.of(SHELL, "-c", SCRIPT, "diorama", Long.toString(pid), mark))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    return new Lifeline(Optional.of(builder.start()));
  }

  /// What happens when Diorama is gone.
  void closeInput() throws IOException {
    if (watcher.isPresent()) {
      watcher.get().getOutputStream().close();
    }
  }

  /// Nothing is to be watched any more.
  @Override
  public void close() {
    watcher.ifPresent(w -> {
      w.descendants().forEach(ProcessHandle::destroyForcibly);
      w.destroyForcibly();
    });
  }
}
