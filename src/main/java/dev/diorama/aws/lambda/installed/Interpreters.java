package dev.diorama.aws.lambda.installed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Which languages this machine has an interpreter for, asked once each: a language that is
/// installed later is found by the next program start. Thread-safe.
public final class Interpreters implements Predicate<String> {
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  /// Nothing is asked yet.
  public Interpreters() {}

  /// Whether functions of a runtime could start here. The first question about a language starts
  /// its interpreter and so takes a moment. Java and `provided` runtimes need what stands in the
  /// function's folder, about which nothing is said here.
  ///
  /// @param runtime as `python3.13`
  @Override
  public boolean test(String runtime) {
    var language = runtime.replaceFirst("[0-9].*$", "");
    return switch (language) {
      case "python", "nodejs" ->
          known.computeIfAbsent(language, l -> InstalledRuntime.version(l).isPresent());
      default -> true;
    };
  }
}
