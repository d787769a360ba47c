package dev.diorama.cli;

import dev.diorama.access.RoleExcess;
import dev.diorama.access.RoleExcess.ExcessGrant;
import dev.diorama.cli.RoleQuestion.Asked;
import dev.diorama.cli.RoleQuestion.Asked.Open;
import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.workspace.DocumentException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private RoleQuestion question = new RoleQuestion();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private PolicyFormat format = PolicyFormat.text;

  PolicyExcessCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException {
    var asked = question.read(surroundings);
    var excess = asked.excess();
    var open = asked.open(excess);
    if (format == PolicyFormat.json) {
      surroundings.out().println(Json.writePretty(json(asked, excess, open)));
    } else {
      print(asked, excess, open);
    }
    return excess.isProvedMinimal() ? ExitCode.GOOD : ExitCode.FINDINGS;
  }

  private void print(Asked asked, RoleExcess excess, List<Open> open) {
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
    for (var seen : excess.seen()) {
      out.println(texts.text(Message.of("cli.policy.seen", seen.action(), seen.resource())));
    }
    Asked.lines(open, texts).forEach(out::println);
    out.println(
        texts.text(
            excess.isProvedMinimal()
                ? Message.of(
                    "cli.policy.excess.proved",
                    asked.name(),
                    excess.needs().size() + excess.seen().size())
                : excess.grants().isEmpty()
                    ? Message.of("cli.policy.excess.undecided", asked.name())
                    : Message.of(
                        "cli.policy.excess.summary", asked.name(), excess.grants().size())));
  }

  private static Fields json(Asked asked, RoleExcess excess, List<Open> open) {
    return Fields.EMPTY
        .with("role", asked.name())
        .with("provedMinimal", Value.of(excess.isProvedMinimal()))
        .with(
            "excess",
            new Items(excess.grants().stream().<Value>map(PolicyExcessCommand::json).toList()))
        .with("undecided", PolicyAnswers.json(excess.undecided()))
        .with(
            "seen",
            new Items(
                excess.seen().stream()
                    .<Value>map(
                        n -> Fields.EMPTY.with("action", n.action()).with("resource", n.resource()))
                    .toList()))
        .with("openKeys", Asked.json(open));
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
