package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.util.List;
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
          objects without end | const all = []; for (let i = 0; ; i++) all.push({ i, text: 'x' + i }) | Runtime.ExitError | signal: killed
          """)
  void theInvocationEndsAsOnAwsAndTheNextOneWorks(
      String what, String code, String type, String message) {
    var handler =
        "let n = 0; export const handler = async (e) => { if (e.ok) return 'fine'; "
            + code.strip()
            + "; };";
    try (var world = LambdaWorld.running(handler)) {
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
