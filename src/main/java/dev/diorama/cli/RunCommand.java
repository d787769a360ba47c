package dev.diorama.cli;

import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.Scenario;
import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.ScenarioOutcome;
import dev.diorama.workspace.ScenarioRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama run FILE`: plays a scenario and prints what happened.
@Command(
    name = "run",
    description = "Run a drawing's scenario and check its expectations.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "FILE", description = "the document to run")
  private Path file = Path.of("");

  @Option(names = "--scenario", paramLabel = "NAME", description = "which one (default: the first)")
  private Optional<String> scenario = Optional.empty();

  @Option(names = "--virtual", description = "on virtual time: at once, the same every time")
  private boolean virtual;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what all randomness comes from (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--trace",
      paramLabel = "OUT.jsonl",
      description = "write every event to this file, one JSON object a line")
  private Optional<Path> trace = Optional.empty();

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException, InterruptedException {
    // While the file is read.
    surroundings.studio().prepare();
    var document = DocumentFiles.read(file);
    var chosen = choose(document);
    var options = new RunOptions(seed, OptionalInt.empty(), DocumentFiles.folder(file));
    try (var traceFile =
            trace.isPresent()
                ? OutputFile.open(trace.get(), file)
                : OutputStream.nullOutputStream();
        var system = start(document, options)) {
      var outcome =
          virtual
              ? ScenarioRunner.playVirtually(system, chosen)
              : ScenarioRunner.playLive(system, chosen);
      report(document, system, outcome);
      if (trace.isPresent()) {
        writeTrace(system, traceFile);
      }
      return outcome.held() ? ExitCode.GOOD : ExitCode.FINDINGS;
    } catch (IOException e) {
      throw OutputFile.failed(trace.orElse(file), e);
    }
  }

  private RunningSystem start(Document document, RunOptions options) {
    return virtual
        ? surroundings.studio().runVirtually(document.architecture(), options)
        : surroundings.studio().runLive(document.architecture(), options);
  }

  private Scenario choose(Document document) throws UsageException {
    if (document.scenarios().isEmpty()) {
      throw new UsageException(Message.of("cli.run.noScenario", file));
    }
    if (scenario.isEmpty()) {
      return document.scenarios().getFirst();
    }
    return document
        .scenario(scenario.get())
        .orElseThrow(() ->
            new UsageException(
                Message.of(
                    "cli.run.unknownScenario",
                    scenario.get(),
                    String.join(
                        ", ", document.scenarios().stream().map(Scenario::name).toList()))));
  }

  private void report(Document document, RunningSystem system, ScenarioOutcome outcome) {
    var out = surroundings.out();
    var texts = surroundings.texts();
    var lines = new EventText(document.architecture(), texts);
    var events = system.log().from(0);
    events.forEach(e -> out.println(lines.line(e)));
    for (var step : outcome.steps()) {
      step.failure()
          .ifPresent(failure ->
              surroundings
                  .err()
                  .println(texts.text(Message.of("cli.run.failed", step.step() + 1, failure))));
    }
    var held = outcome.steps().stream().filter(s -> s.failure().isEmpty()).count();
    out.println(
        texts.text(Message.of("cli.run.summary", held, outcome.steps().size(), events.size())));
  }

  private static void writeTrace(RunningSystem system, OutputStream to) throws IOException {
    for (var event : system.log().from(0)) {
      to.write((EventJson.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
