package dev.diorama.aws.lambda.worker;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.DirectoryStream.Filter;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.io.FileSystem;

/// The files that the module loader of one execution environment sees: the function's own code
/// below `/var/task` and the built-in modules. Nothing of the machine is reachable through it;
/// paths are names only.
final class CodeFileSystem implements FileSystem {
  private static final String BUILTIN = "/opt/builtin/";
  private static final Path ROOT = Path.of("/var/task");

  private final Map<String, String> files;
  private final UnaryOperator<String> wrapper;
  private final ModuleKinds kinds;

  /// Decides what a file is.
  interface ModuleKinds {
    /// Whether Node.js takes the file for an ES module.
    boolean isModule(String path);

    /// The file that a bare specifier means, if there is one below `node_modules`.
    Optional<String> resolve(String specifier);

    /// What to add to the message that there is no such package; mostly nothing.
    String hint(String specifier);
  }

  /// @param files text by absolute path
  /// @param wrapper makes the ES module that stands for a CommonJS module, given by load path
  CodeFileSystem(Map<String, String> files, UnaryOperator<String> wrapper, ModuleKinds kinds) {
    this.files = files;
    this.wrapper = wrapper;
    this.kinds = kinds;
  }

  /// A path as the files are named, whatever the machine's separator is.
  private static String name(Path path) {
    var text = path.toString().replace('\\', '/');
    return text.replaceFirst("^[A-Za-z]:", "");
  }

  private Optional<String> text(Path path) {
    var name = name(toAbsolutePath(path).normalize());
    if (name.startsWith(BUILTIN)) {
      var module = name.substring(BUILTIN.length());
      return Builtins.has(module)
          ? Optional.of(wrapper.apply("builtin:" + module))
          : Optional.empty();
    }
    var text = files.get(name);
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(kinds.isModule(name) ? placed(text, name) : wrapper.apply(name));
  }

  /// A module's text with what it says of its own place (nodejs.org/api/esm.html#importmeta), which
  /// the engine does not know.
  private static String placed(String text, String name) {
    return text.contains("import.meta.")
        ? text.replace(
                "import.meta.dirname",
                Json.write(Value.of(name.substring(0, Math.max(1, name.lastIndexOf('/'))))))
            .replace("import.meta.filename", Json.write(Value.of(name)))
        : text;
  }

  private boolean exists(Path path) {
    var name = name(toAbsolutePath(path).normalize());
    return name.startsWith(BUILTIN)
        ? Builtins.has(name.substring(BUILTIN.length()))
        : files.containsKey(name);
  }

  @Override
  public Path parsePath(URI uri) {
    return switch (String.valueOf(uri.getScheme())) {
      case "node" -> {
        var name = uri.getSchemeSpecificPart();
        yield Builtins.has(name)
            ? Path.of(BUILTIN + name)
            : Path.of("/var/task/node_modules/node:" + name);
      }
      case "file" -> Path.of(uri.getPath());
      default -> throw new IllegalArgumentException("no module has the URL " + uri);
    };
  }

  @Override
  public Path parsePath(String path) {
    if (path.startsWith("/") || path.startsWith(".") || path.contains("\\")) {
      return Path.of(path);
    }
    return Builtins.has(path)
        ? Path.of(BUILTIN + path)
        : Path.of(kinds.resolve(path).orElse("/var/task/node_modules/" + path));
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    if (modes.contains(AccessMode.WRITE) || !exists(path)) {
      throw missing(path);
    }
  }

  /// The message is what the handler's author reads, in Node.js's words.
  private IOException missing(Path path) {
    var name = name(path);
    var modules = "/var/task/node_modules/";
    if (name.startsWith(modules)) {
      var specifier = name.substring(modules.length());
      return new IOException("Cannot find package '" + specifier + "'" + kinds.hint(specifier));
    }
    return new IOException("Cannot find module '" + name + "'");
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    var text = text(path).orElseThrow(() -> missing(path));
    return new ReadOnlyBytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return path.isAbsolute() ? path : ROOT.resolve(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    var absolute = toAbsolutePath(path).normalize();
    if (!exists(absolute)) {
      throw missing(absolute);
    }
    return absolute;
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    if (!exists(path)) {
      throw missing(path);
    }
    return Map.of("isRegularFile", true, "isDirectory", false, "isSymbolicLink", false);
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
    throw readOnly(dir);
  }

  @Override
  public void delete(Path path) throws IOException {
    throw readOnly(path);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(Path dir, Filter<? super Path> filter)
      throws IOException {
    throw readOnly(dir);
  }

  private static IOException readOnly(Path path) {
    return new IOException("EROFS: read-only file system, '" + name(path) + "'");
  }
}
