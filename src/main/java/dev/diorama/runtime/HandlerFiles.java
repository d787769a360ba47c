package dev.diorama.runtime;

import dev.diorama.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Reads handler code that stands beside the document. A document is somebody else's file: it may
/// name any folder, and the folder may hold links, so that everything is checked where it really
/// is.
final class HandlerFiles {
  private static final int MAX_FILES = 1_000;
  private static final long MAX_BYTES = 50L << 20;

  private final Optional<Path> home;

  /// Files below `home`, the document's own folder.
  HandlerFiles(Optional<Path> home) {
    this.home = home;
  }

  /// The text files below `folder` by relative path, in order; other files are left out.
  ///
  /// @throws UncheckedIOException if a file cannot be read, or there are more than 1,000 files or
  ///   50 MiB
  SequencedMap<String, String> below(String folder) {
    var found = new TreeMap<String, String>();
    try {
      var root = inside(folder);
      if (root.isPresent()) {
        read(root.get(), found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /// Where a folder really is; empty if there is none inside the document's own.
  ///
  /// @throws UncheckedIOException if that cannot be found out
  Optional<Path> folder(String folder) {
    try {
      return inside(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Path> inside(String folder) throws IOException {
    if (home.isEmpty() || !Files.isDirectory(home.get())) {
      return Optional.empty();
    }
    var base = home.get().toRealPath();
    try {
      var path = base.resolve(folder);
      if (!Files.isDirectory(path)) {
        return Optional.empty();
      }
      var real = path.toRealPath();
      return real.startsWith(base) ? Optional.of(real) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static void read(Path root, Map<String, String> found) throws IOException {
    int count = 0;
    long bytes = 0;
    try (var walk = Files.walk(root)) {
      for (var file : (Iterable<Path>) walk::iterator) {
        if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root)) {
          continue;
        }
        count++;
        bytes += Files.size(file);
        if (count > MAX_FILES || bytes > MAX_BYTES) {
          throw new IOException(
              "more than " + MAX_FILES + " files or " + MAX_BYTES + " bytes in " + root);
        }
        Value.of(Files.readAllBytes(file))
            .text()
            .ifPresent(t -> found.put(root.relativize(file).toString().replace('\\', '/'), t));
      }
    }
  }
}
