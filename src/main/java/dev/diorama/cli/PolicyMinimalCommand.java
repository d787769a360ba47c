package dev.diorama.cli;

import dev.diorama.cli.RoleQuestion.Asked;
import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.workspace.DocumentException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `diorama policy minimal FILE --role ID`: the smallest policy for a role, as JSON. What it rests
/// on that nobody knows goes to standard error.
@Command(
    name = "minimal",
    description = "Write the smallest policy that allows what the drawing needs of a role.",
    mixinStandardHelpOptions = true)
final class PolicyMinimalCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private RoleQuestion question = new RoleQuestion();

  PolicyMinimalCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException {
    var asked = question.read(surroundings);
    var minimal = asked.leastPrivilege().minimal(asked.access(), asked.drawing(), asked.role());
    var texts = surroundings.texts();
    surroundings.out().println(Json.writePretty(minimal.document()));
    Asked.lines(asked.open(asked.excess()), texts).forEach(surroundings.err()::println);
    if (!minimal.proved()) {
      surroundings.err().println(texts.text(Message.of("cli.policy.notProved", asked.name())));
    }
    return minimal.proved() ? ExitCode.GOOD : ExitCode.FINDINGS;
  }
}
