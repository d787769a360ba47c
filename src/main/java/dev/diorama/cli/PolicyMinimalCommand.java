package dev.diorama.cli;

import dev.diorama.access.Access;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama policy minimal FILE --role ID`: the smallest policy for a role, as JSON.
@Command(
    name = "minimal",
    description = "Write the smallest policy that allows what the drawing needs of a role.",
    mixinStandardHelpOptions = true)
final class PolicyMinimalCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "FILE", description = "the document")
  private Path file = Path.of("");

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ID",
      description = "the role's logical id")
  private String role = "";

  PolicyMinimalCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException {
    var drawing = DocumentFiles.read(file).architecture();
    var catalog = surroundings.studio().catalog();
    var minimal =
        new LeastPrivilege(catalog)
            .minimal(
                new Access(drawing, catalog),
                drawing,
                Roles.named(role, drawing, catalog),
                Set.of());
    surroundings.out().println(Json.writePretty(minimal.document()));
    if (!minimal.proved()) {
      surroundings
          .err()
          .println(surroundings.texts().text(Message.of("cli.policy.notProved", role)));
    }
    return minimal.proved() ? ExitCode.GOOD : ExitCode.FINDINGS;
  }
}
