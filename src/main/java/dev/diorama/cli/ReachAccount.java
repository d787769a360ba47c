package dev.diorama.cli;

import dev.diorama.model.ResourceId;
import java.nio.file.Path;

/// All pairs of an account's network interfaces, when no cases are given.
final class ReachAccount {
  private final Surroundings surroundings;
  private final Path folder;
  private final CheckCommand.Format format;

  ReachAccount(Surroundings surroundings, Path folder, CheckCommand.Format format) {
    this.surroundings = surroundings;
    this.folder = folder;
    this.format = format;
  }

  int matrix() {
    var network = ReachCases.open(surroundings, folder);
    new MatrixPrinter(surroundings, format, ResourceId::value).print(network.matrix());
    return ExitCode.GOOD;
  }
}
