package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diorama.aws.lambda.installed.Interpreters;
import dev.diorama.runtime.RuntimeEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What handlers do to themselves ends as on AWS, other functions go on, and nothing is left
/// running after the run.
class ContainmentTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an endless loop | for (;;) {} | Sandbox.Timedout | Task timed out after 3.00 seconds
          an endless loop of promises | for (;;) await null | Sandbox.Timedout | Task timed out after 3.00 seconds
          a handler that never resolves | await new Promise(() => setTimeout(() => {}, 1e6)) | Sandbox.Timedout | Task timed out after 3.00 seconds
          deep recursion | const f = () => f() + 1; return f() | RangeError | Maximum call stack size exceeded
          an exit | process.exit(3) | Runtime.ExitError | exit status 3
          a gigabyte in pieces | const all = []; for (let i = 0; i < 1024; i++) all.push(new Uint8Array(1 << 20)); return all.length | Runtime.ExitError | signal: killed
          four gigabytes in two | return [new Uint8Array(2e9), new Uint8Array(2e9)].length | Runtime.ExitError | signal: killed
          """)
  void theInvocationEndsAsOnAwsAndTheNextOneWorks(
      String what, String code, String type, String message) {
    var handler =
        "let n = 0; export const handler = async (e) => { if (e.ok) return 'fine'; "
            + code.strip()
            + "; };";
    // Gigabytes take their time on a busy machine.
    var function =
        LambdaWorld.function(handler).with("Timeout", message.equals("signal: killed") ? 9 : 3);
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function))) {
      var payload = LambdaWorld.payload(world.invoke("{}", SOON));
      assertThat(payload).contains(type, message);
      if (message.equals("signal: killed")) {
        assertThat(world.logged.getLast())
            .contains(
                "Memory Size: 128 MB\tMax Memory Used: 128 MB",
                "Status: error\tError Type: Runtime.OutOfMemory");
        assertThat(world.events(RuntimeEvent.InvocationEnded.class).getLast().bill())
            .hasValueSatisfying(b -> assertThat(b.memoryUsed()).hasValue(128));
      }
      if (type.equals("Sandbox.Timedout")) {
        assertThat(world.logged.getLast()).endsWith("Status: timeout");
      }
      assertThat(LambdaWorld.payload(world.invoke("{\"ok\":true}", SOON))).isEqualTo("\"fine\"");
    }
    assertThat(leftovers()).isEmpty();
  }

  /// A real fork bomb would be stopped at 1,024 processes; this one tries 100, each in a session of
  /// its own, so that it is no relative of the runtime's any more.
  @Test
  void aForkBombInAChildEndsWithItsInvocationOrWithTheRun() throws Exception {
    assumeTrue(PYTHON, "no python3 on this machine");
    var mark = "diorama-fork-" + ProcessHandle.current().pid();
    var code =
        """
        import subprocess, sys
        def handler(event, context):
            for i in range(event["children"]):
                subprocess.Popen(["/bin/sh", "-c", "sleep 600; : %s"], start_new_session=True)
            if event.get("hang"):
                while True: pass
            return event["children"]
        """
            .formatted(mark);
    for (var event : List.of("{\"children\":100,\"hang\":true}", "{\"children\":20}")) {
      try (var world =
          LambdaWorld.of(
              LambdaWorld.drawing(
                  LambdaWorld.function(code)
                      .with("Runtime", "python3.13")
                      .with("MemorySize", 512)
                      .with("Timeout", 4)))) {
        var payload = LambdaWorld.payload(world.invoke(event, SOON));
        if (event.contains("hang")) {
          assertThat(payload).contains("Task timed out after 4.00 seconds");
          assertThat(running(mark)).isZero();
        } else {
          assertThat(payload).isEqualTo("20");
          // A shell that is about to start its command counts twice.
          assertThat(running(mark)).isBetween(20L, 40L);
        }
      }
      assertThat(running(mark)).isZero();
    }
    assertThat(leftovers()).isEmpty();
  }

  private static final boolean PYTHON = new Interpreters().test("python3.13");

  /// How many living processes have the mark in their command.
  private static long running(String mark) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(p -> p.getFileName().toString().matches("\\d+"))
          .filter(p -> {
            try {
              return Files.readString(p.resolve("cmdline")).contains(mark + "\0")
                  && !Files.readString(p.resolve("stat")).contains(") Z ");
            } catch (IOException e) {
              // It has just ended.
              return false;
            }
          })
          .count();
    }
  }

  /// What this program has started and still runs, except the workers that wait for the next run.
  static List<ProcessHandle> leftovers() {
    // Of a process with a long class path nobody can read more than its program.
    var java = ProcessHandle.current().info().command();
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(p -> !p.info().command().equals(java))
        .toList();
  }
}
