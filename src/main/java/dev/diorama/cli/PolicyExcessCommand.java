package dev.diorama.cli;

import dev.diorama.access.Access;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.access.RoleExcess;
import dev.diorama.access.RoleExcess.ExcessGrant;
import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama policy excess FILE --role ID`: what a role allows that the drawing does not need, or
/// the proof that it allows nothing more.
@Command(
    name = "excess",
    description =
        "Show what a role allows that the drawing does not need, or prove there is nothing.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:proved minimal", "1:the role allows more, or it is undecided"})
final class PolicyExcessCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "FILE", description = "the document")
  private Path file = Path.of("");

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ID",
      description = "the role's logical id")
  private String role = "";

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private PolicyFormat format = PolicyFormat.text;

  PolicyExcessCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException {
    var drawing = DocumentFiles.read(file).architecture();
    var catalog = surroundings.studio().catalog();
    var excess =
        new LeastPrivilege(catalog)
            .excess(
                new Access(drawing, catalog),
                drawing,
                Roles.named(role, drawing, catalog),
                Set.of());
    if (format == PolicyFormat.json) {
      surroundings.out().println(Json.writePretty(json(excess)));
    } else {
      print(excess);
    }
    return excess.isProvedMinimal() ? ExitCode.GOOD : ExitCode.FINDINGS;
  }

  private void print(RoleExcess excess) {
    var texts = surroundings.texts();
    var out = surroundings.out();
    for (var grant : excess.grants()) {
      out.println(
          texts.text(
              Message.of(
                  "cli.policy.excess.statement",
                  grant.statement() + 1,
                  grant.policyName(),
                  grant.sid().map(s -> " (" + s + ")").orElse(""))));
      out.println("    " + PolicyAnswers.actions(grant.actions(), texts));
      out.println("    " + PolicyAnswers.request(grant.witness(), texts));
    }
    excess.undecided().forEach(u -> out.println(PolicyAnswers.undecided(u, texts)));
    out.println(
        texts.text(
            excess.isProvedMinimal()
                ? Message.of("cli.policy.excess.proved", role, excess.needs().size())
                : Message.of("cli.policy.excess.summary", role, excess.grants().size())));
  }

  private Fields json(RoleExcess excess) {
    return Fields.EMPTY
        .with("role", role)
        .with("provedMinimal", Value.of(excess.isProvedMinimal()))
        .with(
            "excess",
            new Items(excess.grants().stream().<Value>map(PolicyExcessCommand::json).toList()))
        .with("undecided", PolicyAnswers.json(excess.undecided()));
  }

  private static Fields json(ExcessGrant grant) {
    var fields =
        Fields.EMPTY.with("policy", grant.policyName()).with("statement", grant.statement());
    return grant
        .sid()
        .map(s -> fields.with("sid", s))
        .orElse(fields)
        .with("actions", Value.texts(grant.actions()))
        .with("witness", PolicyAnswers.json(grant.witness()));
  }
}
