package dev.diorama.cli;

import dev.diorama.catalog.Texts;
import dev.diorama.workspace.Studio;
import java.io.PrintWriter;
import java.util.Locale;

/// What all commands share: the studio, where to print, and the language.
///
/// @param version what `--version` prints
/// @param editor opens files in windows
/// @param exporter draws documents into files
public record Surroundings(
    Studio studio,
    PrintWriter out,
    PrintWriter err,
    Locale locale,
    String version,
    Editor editor,
    Exporter exporter) {

  /// The texts of engines, services and commands in the user's language.
  public Texts texts() {
    return studio.texts(locale, "dev.diorama.cli.messages");
  }
}
