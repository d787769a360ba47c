package dev.diorama.cli;

import dev.diorama.model.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that the user named to be written.
final class OutputFile {
  private OutputFile() {}

  /// Opens `file`, in place of what it held. Commands open before they begin to work, so that a
  /// misspelt name is said at once and not after a long run.
  ///
  /// @param document the drawing that the command reads, which is never written over
  /// @throws UsageException if it cannot be written; the text says why
  static OutputStream open(Path file, Path document) throws UsageException {
    var folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UsageException(Message.of("cli.output.folder", file));
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UsageException(Message.of("cli.output.noFolder", file, folder));
    }
    try {
      if (Files.exists(file) && Files.isSameFile(file, document)) {
        throw new UsageException(Message.of("cli.output.document", file));
      }
      return new BufferedOutputStream(Files.newOutputStream(file));
    } catch (AccessDeniedException e) {
      throw new UsageException(Message.of("cli.output.denied", file));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /// What to say when writing `file` failed half-way, as on a full disk.
  static UsageException failed(Path file, IOException cause) {
    return new UsageException(
        Message.of("cli.output.failed", file, String.valueOf(cause.getMessage())));
  }
}
