package dev.diorama.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `diorama [FILE]`: opens the editor.
@Command(
    name = "diorama",
    description = "Draw an AWS serverless architecture, prove it, and run it.",
    mixinStandardHelpOptions = true,
    versionProvider = DioramaCommand.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:good",
      "1:findings, or an expectation that failed",
      "2:wrong usage, or input that cannot be read",
      "3:internal error"
    })
final class DioramaCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "the document to open")
  private Optional<Path> file = Optional.empty();

  DioramaCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return surroundings.editor().open(file);
  }

  /// Answers `--version`.
  static final class Version implements IVersionProvider {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public String[] getVersion() {
      return spec.root().userObject() instanceof DioramaCommand c
          ? new String[] {"Diorama " + c.surroundings.version()}
          : new String[0];
    }
  }
}
