package dev.diorama.cli;

import dev.diorama.model.Message;
import dev.diorama.workspace.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama reach`: says whether packets arrive and replies come back, in a drawing or in snapshots
/// of an account.
@Command(
    name = "reach",
    description = {
      "Say which packets arrive, by which way, and what stops the others.",
      "In a drawing: FILE with --from and --to, or with --matrix.",
      "In a real account: --aws-describe with the folder of what `aws ec2 describe-…` printed."
    },
    mixinStandardHelpOptions = true)
final class ReachCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "the document")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--from", paramLabel = "ID", description = "who sends; internet for anybody")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "ID[:PORT]",
      description = "who is meant: a resource, an AWS service as s3, or a host")
  private Optional<String> to = Optional.empty();

  @Option(names = "--matrix", description = "all pairs")
  private boolean matrix;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private CheckCommand.Format format = CheckCommand.Format.text;

  @Option(
      names = "--aws-describe",
      paramLabel = "DIR",
      description = "a folder with Vpcs.json, Subnets.json, …")
  private Optional<Path> describe = Optional.empty();

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      description = "one question as JSON a line; - for the standard input")
  private Optional<String> cases = Optional.empty();

  ReachCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException {
    if (describe.isPresent()) {
      return ofAccount(describe.get());
    }
    if (file.isEmpty() || (!matrix && (from.isEmpty() || to.isEmpty()))) {
      throw new UsageException(Message.of("cli.reach.usage"));
    }
    var reach = new ReachDrawing(surroundings, file.get(), format);
    return matrix ? reach.matrix() : reach.path(from.get(), to.get());
  }

  private int ofAccount(Path folder) throws UsageException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(Message.of("cli.reach.noFolder", folder));
    }
    if (cases.isEmpty()) {
      return new ReachAccount(surroundings, folder, format).matrix();
    }
    try (var lines = lines(cases.get())) {
      return new ReachCases(surroundings, folder).answer(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(cases.get() + ": " + e.getMessage(), e);
    }
  }

  private static InputStream lines(String name) throws IOException {
    return name.equals("-") ? System.in : Files.newInputStream(Path.of(name));
  }
}
