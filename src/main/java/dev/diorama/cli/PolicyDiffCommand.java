package dev.diorama.cli;

import dev.diorama.access.LeastPrivilege;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.Principal;
import dev.diorama.policy.difference.Difference;
import dev.diorama.policy.difference.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama policy diff OLD.json NEW.json`: what an edit of an identity-based policy newly allows,
/// and what it no longer allows.
@Command(
    name = "diff",
    description = "Show what a new version of an identity-based policy newly or no longer allows.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:both versions allow the same: proved", "1:they differ, or it is undecided"})
final class PolicyDiffCommand implements Callable<Integer> {
  /// A role in AWS's example account, for whom both policies are compared.
  private static final Setting SOMEBODY =
      new Setting(
          new Principal.RoleSession(
              "arn:aws:iam::123456789012:role/example", "AROAEXAMPLE", "session"),
          "123456789012",
          "us-east-1",
          List.of());

  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "OLD", description = "the policy document before")
  private Path older = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "the policy document after")
  private Path newer = Path.of("");

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private PolicyFormat format = PolicyFormat.text;

  PolicyDiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UsageException {
    var before = read(older);
    var after = read(newer);
    var engine = new LeastPrivilege(surroundings.studio().catalog());
    var added = engine.added(after, before, SOMEBODY);
    var removed = engine.added(before, after, SOMEBODY);
    if (format == PolicyFormat.json) {
      surroundings
          .out()
          .println(
              Json.writePretty(
                  Fields.EMPTY
                      .with("newlyAllowed", json(added))
                      .with("noLongerAllowed", json(removed))));
    } else {
      print("cli.policy.diff.added", added);
      print("cli.policy.diff.removed", removed);
    }
    return added.isEmpty() && removed.isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
  }

  private static Value read(Path file) throws UsageException {
    try {
      var document = Json.read(Files.readAllBytes(file));
      if (isResourceBased(document)) {
        throw new UsageException(Message.of("cli.policy.diff.resourceBased", file.toString()));
      }
      var diagnostics =
          Policy.compile(file.toString(), PolicyKind.IDENTITY, Optional.empty(), document)
              .diagnostics();
      if (!diagnostics.isEmpty()) {
        var first = diagnostics.getFirst();
        throw new UsageException(
            Message.of(
                "cli.policy.malformed", file.toString(), first.at().toString(), first.message()));
      }
      return document;
    } catch (JsonException e) {
      throw new UsageException(
          Message.of("cli.policy.notJson", file.toString(), e.line(), e.column(), e.text()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /// Bucket, queue and trust policies say themselves whom they let in, so that there is no one role
  /// for whom to compare them.
  private static boolean isResourceBased(Value document) {
    return document instanceof Fields fields
        && fields.list("Statement").stream()
            .anyMatch(s ->
                s instanceof Fields f
                    && (f.get("Principal").isPresent() || f.get("NotPrincipal").isPresent()));
  }

  private void print(String key, Difference difference) {
    var texts = surroundings.texts();
    var out = surroundings.out();
    if (difference.isEmpty()) {
      out.println(texts.text(key + ".nothing"));
      return;
    }
    out.println(texts.text(key));
    for (var witness : difference.witnesses()) {
      out.println("    " + PolicyAnswers.actions(witness.actions(), texts));
      out.println("        " + PolicyAnswers.request(witness.request(), texts));
    }
    difference.undecided().forEach(u -> out.println("    " + PolicyAnswers.undecided(u, texts)));
  }

  private static Fields json(Difference difference) {
    return Fields.EMPTY
        .with("provedEmpty", Value.of(difference.isEmpty()))
        .with(
            "witnesses",
            new Items(
                difference.witnesses().stream()
                    .<Value>map(w ->
                        Fields.EMPTY
                            .with("actions", Value.texts(w.actions()))
                            .with("witness", PolicyAnswers.json(w.request())))
                    .toList()))
        .with("undecided", PolicyAnswers.json(difference.undecided()));
  }
}
