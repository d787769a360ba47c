package dev.diorama.ui;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the editor remembers from one start to the next: theme, language and recent files. It is a
/// comfort: where it cannot be read or written the editor works without.
///
/// @param file where it is kept; empty: nowhere
/// @param dark whether the dark theme was chosen
/// @param language `en` or `ja`; empty until the user chooses, then the system's language counts
/// @param recent the files opened or saved last, newest first
/// @param view what else the window remembers of its own, as an object of the file
public record Settings(
    Optional<Path> file, boolean dark, Optional<String> language, List<Path> recent, Fields view) {
  private static final int RECENT = 8;

  /// Settings that are kept nowhere.
  public static final Settings NONE =
      new Settings(Optional.empty(), false, Optional.empty(), List.of());

  public Settings {
    recent = List.copyOf(recent);
  }

  /// Settings of a window that remembers nothing else.
  public Settings(Optional<Path> file, boolean dark, Optional<String> language, List<Path> recent) {
    this(file, dark, language, recent, Fields.EMPTY);
  }

  /// Reads the settings; the ones at first if there are none yet.
  public static Settings read(Path file) {
    var none = new Settings(Optional.of(file), false, Optional.empty(), List.of());
    if (!Files.isRegularFile(file)) {
      return none;
    }
    try {
      if (!(Json.read(Files.readAllBytes(file)) instanceof Fields fields)) {
        return none;
      }
      var recent = new ArrayList<Path>();
      for (var text : fields.texts("recentFiles")) {
        recent.add(Path.of(text));
      }
      return new Settings(
          Optional.of(file),
          fields.text("theme").filter("dark"::equals).isPresent(),
          fields.text("language"),
          recent,
          fields.get("window").orElse(Fields.EMPTY) instanceof Fields view ? view : Fields.EMPTY);
    } catch (IOException | JsonException | InvalidPathException e) {
      // As if there were none yet; the next change writes them anew.
      return none;
    }
  }

  /// Where settings are kept on this system: below the user's configuration folder.
  public static Path defaultFile() {
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var home = Path.of(System.getProperty("user.home", "."));
    var folder =
        system.contains("win")
            ? environment("APPDATA").orElse(home)
            : system.contains("mac")
                ? home.resolve("Library").resolve("Application Support")
                : environment("XDG_CONFIG_HOME").orElse(home.resolve(".config"));
    return folder.resolve("diorama").resolve("settings.json");
  }

  private static Optional<Path> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(v -> !v.isBlank()).map(Path::of);
  }

  /// The language to begin with.
  public Locale locale() {
    var code = language.orElse(Locale.getDefault().getLanguage());
    return code.equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
  }

  /// These settings with `opened` as the newest recent file.
  public Settings withRecent(Path opened) {
    var absolute = opened.toAbsolutePath().normalize();
    var next = new ArrayList<>(recent);
    next.remove(absolute);
    next.addFirst(absolute);
    return new Settings(file, dark, language, next.subList(0, Math.min(RECENT, next.size())), view);
  }

  /// These settings with another theme.
  public Settings withDark(boolean newDark) {
    return new Settings(file, newDark, language, recent, view);
  }

  /// These settings with another language.
  public Settings withLocale(Locale locale) {
    return new Settings(file, dark, Optional.of(locale.getLanguage()), recent, view);
  }

  /// The panes as they were left; empty while nobody has changed them.
  Optional<PaneLayout> panes() {
    return PaneLayout.read(view);
  }

  /// These settings with other panes.
  Settings withPanes(PaneLayout panes) {
    return new Settings(file, dark, language, recent, view.with("panes", panes.write()));
  }

  /// Writes the settings.
  public void write() {
    if (file.isEmpty()) {
      return;
    }
    var fields =
        Fields.EMPTY
            .with("theme", dark ? "dark" : "light")
            .with("recentFiles", Value.texts(recent.stream().map(Path::toString).toList()));
    if (language.isPresent()) {
      fields = fields.with("language", language.get());
    }
    if (!view.equals(Fields.EMPTY)) {
      fields = fields.with("window", view);
    }
    try {
      Files.createDirectories(file.get().toAbsolutePath().getParent());
      Files.writeString(file.get(), Json.writePretty(fields) + "\n");
    } catch (IOException e) {
      // The choice holds for this session; there is nothing for the user to do.
    }
  }
}
