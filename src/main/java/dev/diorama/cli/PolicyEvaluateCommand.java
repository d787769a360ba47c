package dev.diorama.cli;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import dev.diorama.policy.DecisionJson;
import dev.diorama.policy.PolicyEngine;
import dev.diorama.policy.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `diorama policy evaluate [--cases FILE|-]`: one case a line in, one verdict a line out.
///
/// A line that cannot be read gives an `ERROR` verdict, and the next line is read. A malformed
/// statement is none: it is left out of the evaluation, stands in the trace as skipped, and the
/// verdict line says what is wrong under `diagnostics`. The moment of the request, if the context
/// has none, is now.
@Command(
    name = "evaluate",
    description = "Decide requests, given as JSON Lines, by the policies given with each.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every line has a verdict", "2:at least one line has the verdict ERROR"})
final class PolicyEvaluateCommand implements Callable<Integer> {
  private static final Pattern ID =
      Pattern.compile(
          "\\s*+\\{\\s*+\"id\"\\s*+:\\s*+(\"(?:[^\"\\\\]|\\\\.){0,200}+\"|-?[0-9]{1,18})");

  private final Surroundings surroundings;
  private final InputStream standardInput;
  private final InstantSource clock;
  private final PolicyEngine engine = new PolicyEngine();

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "the cases, one a line; - for standard input (default: ${DEFAULT-VALUE})")
  private String cases = "-";

  PolicyEvaluateCommand(Surroundings surroundings, InputStream standardInput, InstantSource clock) {
    this.surroundings = surroundings;
    this.standardInput = standardInput;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try {
      if (cases.equals("-")) {
        return evaluate(standardInput);
      }
      try (var in = Files.newInputStream(Path.of(cases))) {
        return evaluate(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(cases + ": " + e.getMessage(), e);
    }
  }

  private int evaluate(InputStream in) throws IOException {
    var lines = new LineReader(in);
    var out = surroundings.out();
    boolean sound = true;
    // Empty lines after the last case are no cases; one between cases is a broken one.
    var empty = new ArrayList<LineReader.Line>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      if (line.get() instanceof LineReader.Text t && t.text().isBlank()) {
        empty.add(line.get());
        continue;
      }
      empty.add(line.get());
      for (var next : empty) {
        var verdict = verdict(next);
        sound &= verdict.text("error").isEmpty();
        out.print(Json.write(verdict));
        out.print('\n');
      }
      empty.clear();
      if (!lines.isReady() && out.checkError()) {
        // Whoever read the verdicts is gone.
        break;
      }
    }
    return sound ? ExitCode.GOOD : ExitCode.USAGE;
  }

  private Fields verdict(LineReader.Line line) {
    return switch (line) {
      case LineReader.Text t -> verdict(t);
      case LineReader.NotUtf8 n -> error(id(n.readable()), n, Message.of("cli.policy.notUtf8"));
      case LineReader.TooLong l ->
          error(id(l.start()), l, Message.of("cli.policy.lineTooLong", LineReader.MAX_BYTES));
    };
  }

  private Fields verdict(LineReader.Text line) {
    Value json;
    try {
      json = Json.read(line.text());
    } catch (JsonException e) {
      return error(id(line.text()), line, Message.of("cli.policy.line", e.column(), e.text()));
    }
    if (!(json instanceof Fields fields)) {
      return error(Optional.empty(), line, Message.of("cli.policy.notAnObject"));
    }
    var id = fields.get("id");
    try {
      return verdict(id, PolicyCase.read(fields), line.text());
    } catch (UsageException e) {
      return error(id, line, e.text());
    }
  }

  private Fields verdict(Optional<Value> id, PolicyCase policyCase, String text) {
    var decision = engine.decide(now(policyCase.request()), policyCase.policies());
    var verdict =
        switch (decision) {
          case Allowed a -> begin(id, "ALLOW");
          case ImplicitlyDenied d ->
              begin(id, "IMPLICIT_DENY").with("blockedBy", d.blockedBy().name());
          case ExplicitlyDenied d ->
              begin(id, "EXPLICIT_DENY").with("blockedBy", d.blockedBy().name());
        };
    var diagnostics = diagnostics(policyCase, text);
    verdict = verdict.with("trace", DecisionJson.trace(decision));
    return diagnostics.isEmpty() ? verdict : verdict.with("diagnostics", new Items(diagnostics));
  }

  private Request now(Request request) {
    var context = request.context();
    if (context.get("aws:EpochTime").isPresent()) {
      return request;
    }
    return new Request(
        request.principal(),
        request.action(),
        request.resource(),
        request.resourceAccount(),
        context.withDefault(
            "aws:CurrentTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  /// Lines and columns count in the case's line, or in the policy's own text where it is given as a
  /// string.
  private List<Value> diagnostics(PolicyCase policyCase, String text) {
    var result = new ArrayList<Value>();
    for (var placed : policyCase.placed()) {
      for (var diagnostic : placed.policy().diagnostics()) {
        var at = placed.at();
        for (var segment : diagnostic.at().segments()) {
          at = at.then(segment);
        }
        var position =
            placed
                .own()
                .map(own -> Json.locate(own, diagnostic.at()))
                .orElse(Json.locate(text, at));
        result.add(
            Fields.EMPTY
                .with("at", at.toString())
                .with("line", position.line())
                .with("column", position.column())
                .with("reason", diagnostic.message().key())
                .with("text", surroundings.texts().text(diagnostic.message())));
      }
    }
    return result;
  }

  private Fields error(Optional<Value> id, LineReader.Line line, Message message) {
    return begin(id, "ERROR")
        .with("line", line.number())
        .with("error", surroundings.texts().text(message))
        .with("trace", Items.EMPTY);
  }

  private static Fields begin(Optional<Value> id, String verdict) {
    return Fields.EMPTY.with("id", id.orElse(Value.Null.NULL)).with("verdict", verdict);
  }

  /// The id of a line that is no JSON, if the line begins with it.
  private static Optional<Value> id(String broken) {
    var matcher = ID.matcher(broken);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(matcher.group(1)));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
