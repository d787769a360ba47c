package dev.diorama.app;

import dev.diorama.aws.AwsServices;
import dev.diorama.model.Document;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The samples that ship with Diorama, as tests use them.
final class Samples {
  static final Studio STUDIO = new Studio(AwsServices.all());

  private Samples() {}

  static List<Path> all() {
    try (var files = Files.walk(Path.of("samples"))) {
      return files.filter(f -> f.toString().endsWith(".diorama")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path named(String name) {
    return Path.of("samples", name, name + ".diorama");
  }

  static Document read(Path file) {
    try {
      return DocumentFiles.read(file);
    } catch (DocumentException e) {
      throw new IllegalStateException(file + ": " + e.text(), e);
    }
  }

  static RunningSystem virtually(Document document, Path file, long seed) {
    return STUDIO.runVirtually(
        document.architecture(),
        new RunOptions(seed, OptionalInt.empty(), Optional.of(folder(file))));
  }

  static RunningSystem live(Document document, Path file) {
    return STUDIO.runLive(
        document.architecture(), new RunOptions(1, OptionalInt.of(0), Optional.of(folder(file))));
  }

  private static Path folder(Path file) {
    var parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of("") : parent;
  }
}
