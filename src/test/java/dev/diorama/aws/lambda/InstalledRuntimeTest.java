package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Functions in this machine's own Python and Node.js. Skipped where they are not installed.
class InstalledRuntimeTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static boolean python;
  private static boolean node;

  @BeforeAll
  static void look() {
    python = starts("python3");
    node = starts("node");
  }

  private static boolean starts(String program) {
    try {
      var process = new ProcessBuilder(program, "--version").start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static LambdaWorld python(String code) {
    return python(code, 5);
  }

  private static LambdaWorld python(String code, int timeout) {
    assumeTrue(python, "no python3 on this machine");
    return LambdaWorld.of(
        LambdaWorld.drawing(
            LambdaWorld.function(code)
                .with("Runtime", "python3.13")
                .with("MemorySize", 512)
                .with("Timeout", timeout)));
  }

  private static LambdaWorld node(String code) {
    assumeTrue(node, "no node on this machine");
    return LambdaWorld.of(
        LambdaWorld.drawing(
            LambdaWorld.function(code)
                .with("MemorySize", 512)
                .with("Timeout", 5)
                .with("Diorama", Fields.EMPTY.with("Runtime", "installed"))));
  }

  @Test
  void aPythonHandlerRunsAndKeepsItsState() {
    try (var world =
        python(
            """
            import os
            count = 0
            def handler(event, context):
                global count
                count += 1
                print("hello", event["name"])
                return {"count": count, "name": context.function_name, "id": len(context.aws_request_id),
                        "region": os.environ["AWS_REGION"], "home": os.environ.get("HOME")}
            """)) {
      assertThat(LambdaWorld.payload(world.invoke("{\"name\":\"a\"}", SOON)))
          .isEqualTo(
              "{\"count\": 1, \"name\": \"Resize\", \"id\": 36, \"region\": \"us-east-1\","
                  + " \"home\": null}");
      assertThat(LambdaWorld.payload(world.invoke("{\"name\":\"b\"}", SOON)))
          .contains("\"count\": 2");
      assertThat(world.logged).contains("hello a", "hello b");
      assertThat(world.events(InvocationStarted.class))
          .extracting(InvocationStarted::coldStart)
          .containsExactly(true, false);
    }
  }

  @Test
  void aPythonErrorHasItsTypeMessageAndStack() {
    try (var world =
        python("def handler(event, context):\n    raise ValueError('no such photo')\n")) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .startsWith("{\"errorMessage\": \"no such photo\", \"errorType\": \"ValueError\", ")
          .contains("\"requestId\": \"", "\"stackTrace\": [", "in handler");
      // docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
      assertThat(world.logged)
          .anyMatch(l ->
              l.startsWith(
                  "[ERROR] ValueError: no such photo\rTraceback (most recent call last):\r"));
      // The environment is kept.
      world.invoke("{}", SOON);
      assertThat(world.events(InvocationStarted.class).getLast().coldStart()).isFalse();
    }
  }

  @Test
  void aModuleThatIsMissingFailsInTheInitPhase() {
    try (var world = python("import nowhere_to_be_found\n")) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .contains(
              "\"errorType\": \"Runtime.ImportModuleError\"",
              "Unable to import module 'index': No module named 'nowhere_to_be_found'",
              "\"stackTrace\": []");
    }
  }

  @Test
  void whatPythonCannotWriteAsJsonIsAMarshalError() {
    try (var world =
        python(
            """
            import decimal
            def handler(event, context):
                return decimal.Decimal(event) if event else "caf\u00e9"
            """)) {
      assertThat(LambdaWorld.payload(world.invoke("1", SOON)))
          .contains(
              "\"errorType\": \"Runtime.MarshalError\"",
              "Unable to marshal response: Object of type Decimal is not JSON serializable");
      // docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
      assertThat(LambdaWorld.payload(world.invoke("0", SOON))).isEqualTo("\"café\"");
    }
  }

  /// docs.aws.amazon.com/lambda/latest/dg/python-logging.html
  @Test
  void pythonsLoggingHasLevelTimeAndRequest() {
    try (var world =
        python(
            """
            import logging
            logging.getLogger().setLevel("INFO")
            def handler(event, context):
                logging.getLogger().info("order %s", 7)
                return context.aws_request_id
            """)) {
      var id = LambdaWorld.payload(world.invoke("{}", SOON)).replace("\"", "");
      assertThat(world.logged)
          .anyMatch(l ->
              l.matches(
                  "\\[INFO]\t\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t"
                      + id
                      + "\torder 7"));
    }
  }

  @Test
  void anExitIsARuntimeExitError() {
    try (var world = python("import os\ndef handler(event, context):\n    os._exit(3)\n")) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .contains("Runtime.ExitError", "exit status 3");
    }
  }

  @Test
  void whatUsesMoreMemoryThanItHasIsKilled() {
    try (var world =
        python(
            "def handler(event, context):\n    x = [bytearray(1 << 20) for _ in range(3000)]\n")) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .contains("Runtime.ExitError", "signal: killed");
    }
  }

  @Test
  void theMemoryOfItsChildrenCountsToo() {
    try (var world =
        python(
            """
            import subprocess, sys
            def handler(event, context):
                subprocess.run([sys.executable, "-c", "x = [bytearray(1 << 20) for _ in range(3000)]; import time; time.sleep(60)"])
            """)) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .contains("Runtime.ExitError", "signal: killed");
    }
  }

  @Test
  void anEndlessLoopTimesOutAndItsChildrenEndWithIt() throws IOException {
    var marker = Files.createTempFile("diorama", ".pid");
    try (var world =
        python(
            """
            import subprocess, sys
            def handler(event, context):
                child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
                open("%s", "w").write(str(child.pid))
                while True: pass
            """
                .formatted(marker),
            1)) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .contains("Task timed out after 1.00 seconds");
      long child = Long.parseLong(Files.readString(marker));
      assertThat(ProcessHandle.of(child).filter(InstalledRuntimeTest::works)).isEmpty();
    } finally {
      Files.delete(marker);
    }
  }

  /// A process that has ended may wait for its parent to notice.
  private static boolean works(ProcessHandle process) {
    try {
      return !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
          .contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void nothingIsLeftRunningAfterTheRun() {
    long before = children();
    var world = python("def handler(event, context):\n    return 1\n");
    world.invoke("{}", SOON);
    assertThat(children()).isGreaterThan(before);
    world.close();
    assertThat(children()).isEqualTo(before);
  }

  private static long children() {
    return ProcessHandle.current()
        .descendants()
        .filter(InstalledRuntimeTest::works)
        .filter(p -> p.info().command().filter(c -> c.contains("python")).isPresent())
        .count();
  }

  @Test
  void anInstalledNodeRunsTheSameHandlers() {
    try (var world =
        node(
            "let n = 0; exports.handler = async (event, context) => { console.log('hi');"
                + " return [++n, event.a, context.functionName]; };")) {
      assertThat(LambdaWorld.payload(world.invoke("{\"a\":1}", SOON)))
          .isEqualTo("[1,1,\"Resize\"]");
      assertThat(LambdaWorld.payload(world.invoke("{\"a\":2}", SOON)))
          .isEqualTo("[2,2,\"Resize\"]");
      assertThat(world.logged).anyMatch(l -> l.endsWith("INFO\thi"));
      assertThat(world.events(InvocationEnded.class)).allMatch(e -> e.bill().isPresent());
    }
  }

  /// In virtual time nothing listens at the gate: whatever the version of Node.js, nothing leaves.
  @Test
  void anInstalledNodeReachesNoHostPastTheGate() {
    try (var world =
        node(
            """
            const https = require('https');
            const { get } = require('http');
            const wrong = (e) => String(e.cause?.code ?? e.code);
            const asked = (get, url) => new Promise((done) => get(url, (r) => done(r.statusCode)).on('error', (e) => done(wrong(e))));
            exports.handler = async () => [
              await fetch('https://api.example.com/x').then((r) => r.status, wrong),
              await asked(https.get, 'https://api.example.com/x'),
              await asked(get, 'http://api.example.com/x')];
            """)) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .matches("\\[(\"(ENOTFOUND|ECONNREFUSED)\",?){3}]");
    }
  }

  @Test
  void aRuntimeThatIsNotThereSaysWhatToDo() {
    var function =
        LambdaWorld.function("class A {}").with("Runtime", "java21").with("CodeUri", "nowhere");
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function))) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .contains("aws-lambda-java-runtime-interface-client");
    }
  }
}
