package dev.diorama.cli;

import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama export FILE --to png|svg -o OUT`: draws a document into a picture.
@Command(
    name = "export",
    description = "Draw a document into a picture.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "FILE", description = "the document to draw")
  private Path file = Path.of("");

  @Option(names = "--to", required = true, description = "${COMPLETION-CANDIDATES}")
  private Exporter.Format format = Exporter.Format.png;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "the file to write")
  private Path output = Path.of("");

  @Option(names = "--dark", description = "in the dark theme's colours")
  private boolean dark;

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws DocumentException, UsageException {
    var document = DocumentFiles.read(file);
    try (var out = OutputFile.open(output, file)) {
      out.write(surroundings.exporter().draw(document, surroundings.texts(), format, dark));
    } catch (IOException e) {
      throw OutputFile.failed(output, e);
    }
    return ExitCode.GOOD;
  }
}
