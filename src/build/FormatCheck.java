import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Checks the format of all sources with google-java-format on the JDK that the build selected.
///
/// Spotless runs inside Maven's own JVM, and google-java-format reads only what that JVM's compiler
/// can read. Where `mvn` itself starts on a JDK older than 21, this runs in its place.
final class FormatCheck {
  private FormatCheck() {}

  public static void main(String[] roots) throws Exception {
    var formatter = new Formatter();
    var wrong = new ArrayList<Path>();
    int count = 0;
    for (var root : roots) {
      try (var files = Files.walk(Path.of(root))) {
        for (var file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          count++;
          var source = Files.readString(file);
          if (!formatter.formatSourceAndFixImports(source).equals(source)) {
            wrong.add(file);
          }
        }
      }
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(f -> System.err.println("not formatted: " + f));
      System.err.println(
          "Run google-java-format on these files, or mvn spotless:apply on JDK 21+.");
      System.exit(1);
    }
    System.out.println(count + " files are formatted.");
  }
}
