package dev.diorama.aws.lambda.installed;

import dev.diorama.model.Message;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Finds what a function's `Runtime` needs on this machine and says how to start it. AWS's own
/// runtimes are Linux images; here the machine's interpreter takes their place, with a small
/// runtime client of ours for Node.js and Python, and AWS's own for Java
/// (github.com/aws/aws-lambda-java-libs).
public final class InstalledRuntime {
  private static final long PATIENCE = 20;

  private InstalledRuntime() {}

  /// How to start a runtime.
  ///
  /// @param command the program with its arguments
  /// @param version what it says it is, as `Python 3.11.7`
  public record Launch(List<String> command, String version) {
    public Launch {
      command = List.copyOf(command);
    }
  }

  /// A runtime that cannot be started here; its text says why and what to do.
  public static final class NotInstalled extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Nobody writes this exception anywhere.
    private final Message text;

    NotInstalled(String key, Object... arguments) {
      super(Message.of(key, arguments).toString());
      text = Message.of(key, arguments);
    }

    /// The text for people, of the bundle of Lambda's texts.
    public Message text() {
      return text;
    }
  }

  /// How to start a runtime. Asks the interpreter for its version, so this may take a moment.
  ///
  /// @param runtime as `python3.13`
  /// @param handler as the function has it
  /// @param code the function's folder
  /// @param scratch a folder for files of ours
  /// @throws NotInstalled if something is missing
  public static Launch find(String runtime, String handler, Path code, Path scratch)
      throws NotInstalled {
    if (runtime.startsWith("python")) {
      return python(runtime, scratch);
    }
    if (runtime.startsWith("nodejs")) {
      return node(runtime, scratch);
    }
    if (runtime.startsWith("java")) {
      return java(runtime, handler, code, scratch);
    }
    if (runtime.startsWith("provided")) {
      var bootstrap = code.resolve("bootstrap");
      if (!Files.isExecutable(bootstrap)) {
        throw new NotInstalled("installed.bootstrap", runtime);
      }
      return new Launch(List.of(bootstrap.toString()), runtime);
    }
    throw new NotInstalled("installed.unknown", runtime);
  }

  /// The version of a language's interpreter on this machine that is new enough for us.
  ///
  /// @param language `python` or `nodejs`
  static Optional<String> version(String language) {
    return (language.equals("python") ? interpreter("python3") : nodeInterpreter())
        .map(Interpreter::version);
  }

  private record Interpreter(String program, String version) {}

  private static Optional<Interpreter> interpreter(String runtime) {
    for (var name : List.of(runtime, "python3", "python")) {
      var said = ask(name, "-c", "import sys; print(sys.executable, *sys.version_info[:3])");
      var parts = said.map(s -> s.strip().split(" ", -1)).orElse(new String[0]);
      if (parts.length == 4 && atLeast(parts[1] + "." + parts[2], 3, 9)) {
        return Optional.of(
            new Interpreter(parts[0], "Python " + parts[1] + "." + parts[2] + "." + parts[3]));
      }
    }
    return Optional.empty();
  }

  private static Launch python(String runtime, Path scratch) throws NotInstalled {
    var found = interpreter(runtime);
    if (found.isEmpty()) {
      throw new NotInstalled("installed.interpreter", runtime, "Python", "3.9");
    }
    var client = write(scratch, "python_bootstrap.py");
    return new Launch(
        List.of(found.get().program(), "-u", "-B", client.toString()), found.get().version());
  }

  private static Optional<Interpreter> nodeInterpreter() {
    var said = ask("node", "-p", "process.execPath + ' ' + process.versions.node");
    var parts = said.map(s -> s.strip().split(" ", -1)).orElse(new String[0]);
    return parts.length == 2 && atLeast(parts[1], 18, 0)
        ? Optional.of(new Interpreter(parts[0], "Node.js " + parts[1]))
        : Optional.empty();
  }

  private static Launch node(String runtime, Path scratch) throws NotInstalled {
    var found = nodeInterpreter();
    if (found.isEmpty()) {
      throw new NotInstalled("installed.interpreter", runtime, "Node.js", "18");
    }
    var client = write(scratch, "node_bootstrap.mjs");
    return new Launch(List.of(found.get().program(), client.toString()), found.get().version());
  }

  /// Jars, classes, or sources, which are compiled. AWS's runtime interface client must stand in
  /// the function's folder or in its `lib`, as a container image for Lambda has it.
  private static Launch java(String runtime, String handler, Path code, Path scratch)
      throws NotInstalled {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var path = new ArrayList<String>(List.of(code.toString()));
    boolean client = false;
    for (var folder : List.of(code, code.resolve("lib"))) {
      try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
        for (var jar : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
          path.add(jar.toString());
          client |= jar.getFileName().toString().contains("runtime-interface-client");
        }
      } catch (IOException e) {
        throw new NotInstalled("installed.folder", String.valueOf(e.getMessage()));
      }
    }
    if (!client) {
      throw new NotInstalled("installed.javaClient", runtime);
    }
    var classes = scratch.resolve("classes");
    if (JavaSources.compile(code, path, classes)) {
      path.addFirst(classes.toString());
    }
    return new Launch(
        List.of(
            java.toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            String.join(File.pathSeparator, path),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler),
        "Java " + System.getProperty("java.version"));
  }

  private static boolean atLeast(String version, int major, int minor) {
    var parts = version.split("\\.", -1);
    if (parts.length < 2 || !parts[0].matches("\\d+") || !parts[1].matches("\\d+")) {
      return false;
    }
    int x = Integer.parseInt(parts[0]);
    return x > major || (x == major && Integer.parseInt(parts[1]) >= minor);
  }

  private static Optional<String> ask(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Path write(Path scratch, String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            InstalledRuntime.class.getResourceAsStream(resource), resource + " is missing")) {
      var file = scratch.resolve(resource);
      Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
