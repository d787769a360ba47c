package dev.diorama.cli;

import dev.diorama.json.Json;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import dev.diorama.workspace.Check;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama check FILE`: says what is wrong with a drawing.
@Command(
    name = "check",
    description = "Check a drawing: permissions, network paths and configuration.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  /// How findings are printed.
  enum Format {
    /// For people.
    text,
    /// For programs.
    json
  }

  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "FILE", description = "the document to check")
  private Path file = Path.of("");

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.text;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException {
    var document = DocumentFiles.read(file);
    var check = surroundings.studio().check(document.architecture(), DocumentFiles.folder(file));
    if (format == Format.json) {
      surroundings.out().println(Json.writePretty(json(check)));
    } else {
      printText(check);
    }
    return check.findings().stream().anyMatch(f -> f.severity() != Severity.INFO)
        ? ExitCode.FINDINGS
        : ExitCode.GOOD;
  }

  private void printText(Check check) {
    var texts = surroundings.texts();
    var out = surroundings.out();
    check.findings().stream()
        .sorted(Comparator.comparing(Finding::severity))
        .forEach(f -> {
          out.printf(
              "%s %s: %s [%s]%n",
              texts.text("cli.severity." + f.severity()),
              subject(check, f),
              texts.text(f.message()),
              f.rule());
          f.fixes().forEach(x -> out.printf("    → %s%n", texts.text(x.label())));
        });
    openKeys(check)
        .forEach((id, keys) ->
            out.println(
                texts.text(
                    Message.of(
                        "cli.check.openKeys",
                        Names.connection(check.drawing(), id),
                        String.join(", ", keys)))));
    out.println(
        texts.text(
            Message.of(
                "cli.check.summary",
                check.drawing().resources().size(),
                check.verdicts().values().stream().filter(v -> v.firstFailure().isEmpty()).count(),
                check.verdicts().size(),
                check.findings().size())));
  }

  /// The connections of which the verdict depends on condition keys that nobody knows, with these.
  private static SequencedMap<ConnectionId, SequencedSet<String>> openKeys(Check check) {
    var result = new LinkedHashMap<ConnectionId, SequencedSet<String>>();
    for (var id : check.drawing().connections().keySet()) {
      var keys = new TreeSet<String>();
      Optional.ofNullable(check.verdicts().get(id))
          .ifPresent(v -> v.needs().forEach(need -> keys.addAll(need.openKeys())));
      if (!keys.isEmpty()) {
        result.put(id, keys);
      }
    }
    return result;
  }

  private static String subject(Check check, Finding finding) {
    return switch (finding.subject()) {
      case Subject.OfResource r ->
          check.drawing().resource(r.id()).map(x -> x.logicalId()).orElse(r.id().value());
      case Subject.OfConnection c -> Names.connection(check.drawing(), c.id());
    };
  }

  private Fields json(Check check) {
    var findings = check.findings().stream().<Value>map(f -> json(check, f)).toList();
    var connections = Fields.EMPTY;
    for (var id : check.drawing().connections().keySet()) {
      var verdict = check.verdicts().get(id);
      if (verdict != null) {
        connections =
            connections.with(id.value(), verdict.outcome().name().toLowerCase(Locale.ROOT));
      }
    }
    var open = Fields.EMPTY;
    for (var entry : openKeys(check).entrySet()) {
      open = open.with(entry.getKey().value(), Value.texts(List.copyOf(entry.getValue())));
    }
    return Fields.EMPTY
        .with("file", file.toString())
        .with("findings", new Items(findings))
        .with("connections", connections)
        .with("openKeys", open);
  }

  private Fields json(Check check, Finding finding) {
    var texts = surroundings.texts();
    var subject =
        switch (finding.subject()) {
          case Subject.OfResource r -> Fields.EMPTY.with("resource", r.id().value());
          case Subject.OfConnection c -> Fields.EMPTY.with("connection", c.id().value());
        };
    return Fields.EMPTY
        .with("rule", finding.rule().value())
        .with("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .with("subject", subject.with("name", subject(check, finding)))
        .with("property", finding.at().toString())
        .with("message", texts.text(finding.message()))
        .with("source", source(finding))
        .with(
            "fixes",
            Value.texts(finding.fixes().stream().map(x -> texts.text(x.label())).toList()));
  }

  private String source(Finding finding) {
    return surroundings.studio().rules().stream()
        .map(Rule::info)
        .filter(i -> i.id().equals(finding.rule()))
        .map(i -> i.source())
        .findFirst()
        .orElse("");
  }
}
