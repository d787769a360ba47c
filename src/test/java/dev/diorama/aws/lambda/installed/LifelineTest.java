package dev.diorama.aws.lambda.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a killed Diorama leaves behind: nothing.
class LifelineTest {
  private static final String NAME = "AWS_LAMBDA_RUNTIME_API";
  private static final String VALUE = "127.0.0.1:lifeline-test-" + ProcessHandle.current().pid();
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void look() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isDirectory(Path.of("/proc/self")));
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Process sleeper(String value) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-c", "sleep 600 & sleep 600");
    builder.environment().put(NAME, value);
    var process = builder.start();
    started.add(process);
    return process;
  }

  @Test
  void theEndOfItsInputEndsTheProcessAndWhatItStarted() throws Exception {
    var busy = sleeper(VALUE);
    var other = sleeper(VALUE + "-other");
    var children = busy.descendants().toList();
    try (var lifeline = Lifeline.of(busy.pid(), NAME + "=" + VALUE)) {
      lifeline.closeInput();
      assertThat(busy.waitFor()).isEqualTo(137);
      children.forEach(c -> c.onExit().join());
      assertThat(other.isAlive()).isTrue();
      other.descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aLifelineThatIsClosedLetsTheProcessLive() throws Exception {
    var busy = sleeper(VALUE);
    Lifeline.of(busy.pid(), NAME + "=" + VALUE).close();
    assertThat(busy.isAlive()).isTrue();
    busy.descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
