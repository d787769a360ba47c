package dev.diorama.app;

import dev.diorama.aws.AwsServices;
import dev.diorama.cli.CommandLineInterface;
import dev.diorama.cli.Editor;
import dev.diorama.cli.Surroundings;
import dev.diorama.workspace.Studio;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Starts Diorama. Does not extend JavaFX's `Application`, so that it can find out first whether
/// there is a display.
public final class Main {
  private Main() {}

  /// Runs the command line given by `arguments` and exits with its code.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    // Pictures are drawn with AWT, which asks an X server that may be gone if it is not told.
    System.setProperty("java.awt.headless", "true");
    // Otherwise two threads may be the first to log, and the logger would report that.
    LoggerFactory.getILoggerFactory();
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var studio = new Studio(AwsServices.all());
    var locale = Locale.getDefault();
    var pictures = new Pictures(studio);
    Editor withoutDisplay =
        file -> new WithoutDisplay(studio, locale, pictures, out, err).open(file);
    boolean display = Display.answers(System.getenv(), System.getProperty("os.name", ""));
    var surroundings =
        new Surroundings(
            studio,
            out,
            err,
            locale,
            version(),
            display ? file -> Window.open(studio, file, err, withoutDisplay) : withoutDisplay,
            pictures);
    return CommandLineInterface.run(surroundings, arguments);
  }

  /// The version from the jar's manifest; a checkout that was never packaged has none.
  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}
