package dev.diorama.app;

import dev.diorama.cli.CommandLineInterface;
import dev.diorama.cli.ExitCode;
import dev.diorama.cli.Exporter;
import dev.diorama.cli.Surroundings;
import dev.diorama.model.Message;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.Studio;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// What `diorama FILE` does where no window can be opened: checks the drawing, runs its scenario on
/// virtual time, prints the trace and draws the picture.
final class WithoutDisplay {
  private final Studio studio;
  private final Locale locale;
  private final Exporter pictures;
  private final PrintWriter out;
  private final PrintWriter err;

  WithoutDisplay(
      Studio studio, Locale locale, Exporter pictures, PrintWriter out, PrintWriter err) {
    this.studio = studio;
    this.locale = locale;
    this.pictures = pictures;
    this.out = out;
    this.err = err;
  }

  /// Does it all; answers the worst exit code of the steps.
  int open(Optional<Path> file) {
    var texts = studio.texts(locale, "dev.diorama.cli.messages");
    if (file.isEmpty()) {
      err.println(texts.text("cli.noDisplay.noFile"));
      return ExitCode.USAGE;
    }
    try {
      DocumentFiles.read(file.get());
    } catch (DocumentException e) {
      err.println(texts.text(e.text()));
      return ExitCode.USAGE;
    }
    out.println(texts.text("cli.noDisplay"));
    var name = file.get().toString();
    var picture =
        Path.of(
            System.getProperty("diorama.pictures", "."),
            file.get().getFileName().toString().replaceFirst("\\.diorama$", "") + ".png");
    int worst = command("check", name);
    worst = Math.max(worst, command("run", name, "--virtual"));
    worst = Math.max(worst, command("export", name, "--to", "png", "-o", picture.toString()));
    if (worst < ExitCode.USAGE) {
      out.println(texts.text(Message.of("cli.noDisplay.picture", picture)));
    }
    return worst;
  }

  private int command(String... arguments) {
    return CommandLineInterface.run(
        new Surroundings(studio, out, err, locale, "", file -> ExitCode.USAGE, pictures),
        arguments);
  }
}
