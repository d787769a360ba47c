package dev.diorama.cli;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Matrix;
import dev.diorama.reachability.MatrixDifference;
import dev.diorama.reachability.ReachabilityEngine;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `diorama diff OLD NEW`: says which pairs became reachable or unreachable, and through which
/// ports.
@Command(
    name = "diff",
    description = {
      "Say which pairs a change makes reachable or unreachable, and through which ports.",
      "OLD and NEW are documents, or folders of what `aws ec2 describe-…` printed."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "OLD", description = "before")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "after")
  private Path after = Path.of("");

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private CheckCommand.Format format = CheckCommand.Format.text;

  DiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// @return [ExitCode#FINDINGS] if anything changed
  @Override
  public Integer call() throws DocumentException {
    var names = new LinkedHashMap<ResourceId, String>();
    var old = matrix(before, names);
    var now = matrix(after, names);
    var changes = MatrixDifference.between(old, now);
    new MatrixPrinter(surroundings, format, id -> names.getOrDefault(id, id.value()))
        .print(changes);
    return changes.isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
  }

  /// @param names is filled with the drawing's names; ids are what both have in common
  private Matrix matrix(Path path, Map<ResourceId, String> names) throws DocumentException {
    if (Files.isDirectory(path)) {
      return ReachCases.open(surroundings, path).matrix();
    }
    var drawing = DocumentFiles.read(path).architecture();
    drawing.resources().values().forEach(r -> names.put(r.id(), r.logicalId()));
    return new ReachabilityEngine(drawing, surroundings.studio().catalog()).matrix();
  }
}
