package dev.diorama.cli;

import java.nio.file.Path;

/// Says what an account's snapshot holds when no cases are given.
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
    network.interfaces().forEach(id -> surroundings.out().println(format + " " + id));
    return ExitCode.GOOD;
  }
}
