package dev.diorama.aws.lambda.installed;

import dev.diorama.aws.lambda.installed.InstalledRuntime.NotInstalled;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// A Java function that is there as source files: compiled when an environment starts, with the
/// compiler of the JDK in use and against the jars that stand beside the sources. Nothing of the
/// user's runs in the compiler: annotation processors are off.
final class JavaSources {
  private static final int MAX_FILES = 1_000;
  private static final int MAX_DIAGNOSTICS = 5;

  private JavaSources() {}

  /// Compiles the sources in a function's folder, if there are any.
  ///
  /// @param path the class path for them
  /// @param classes where to put the classes
  /// @return whether there were any
  /// @throws NotInstalled if they do not compile, or this Java has no compiler
  static boolean compile(Path code, List<String> path, Path classes) throws NotInstalled {
    try {
      List<Path> sources;
      try (Stream<Path> files = Files.walk(code)) {
        sources =
            files.filter(f -> f.toString().endsWith(".java")).sorted().limit(MAX_FILES).toList();
      }
      if (sources.isEmpty()) {
        return false;
      }
      var compiler = Optional.ofNullable(ToolProvider.getSystemJavaCompiler());
      if (compiler.isEmpty()) {
        throw new NotInstalled("installed.noCompiler");
      }
      compile(compiler.get(), sources, code, path, Files.createDirectories(classes));
      return true;
    } catch (IOException e) {
      throw new NotInstalled("installed.folder", String.valueOf(e.getMessage()));
    }
  }

  private static void compile(
      JavaCompiler compiler, List<Path> sources, Path code, List<String> path, Path classes)
      throws IOException, NotInstalled {
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var files =
        compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  new StringWriter(),
                  files,
                  problems,
                  List.of(
                      "-cp",
                      String.join(File.pathSeparator, path),
                      "-d",
                      classes.toString(),
                      "-proc:none",
                      "-g",
                      "-nowarn"),
                  List.of(),
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new NotInstalled("installed.notCompiled", told(problems, code));
      }
    }
  }

  private static String told(DiagnosticCollector<JavaFileObject> problems, Path code) {
    return problems.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .limit(MAX_DIAGNOSTICS)
        .map(d -> where(d, code) + d.getMessage(Locale.ROOT).replaceAll("\\s*\\n\\s*", ", "))
        .collect(Collectors.joining("; "));
  }

  private static String where(Diagnostic<? extends JavaFileObject> problem, Path code) {
    return Optional.ofNullable(problem.getSource())
        .map(s ->
            code.toAbsolutePath().relativize(Path.of(s.toUri()).toAbsolutePath())
                + ":"
                + problem.getLineNumber()
                + ": ")
        .orElse("");
  }
}
