package dev.diorama.cli;

import java.nio.file.Path;
import java.util.Optional;

/// Opens the editor; the command line does not know windows.
@FunctionalInterface
public interface Editor {
  /// Opens the editor on a file, or on a new document, and returns when it is closed.
  ///
  /// @return the exit code
  int open(Optional<Path> file);
}
