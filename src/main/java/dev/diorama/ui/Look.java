package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.theme.Theme;
import dev.diorama.workspace.Studio;
import java.util.Locale;
import javafx.scene.Scene;

/// The window's theme and language, and what else it remembers.
final class Look {
  private final Studio studio;
  private Settings settings;
  private Theme theme;
  private Texts texts;

  Look(Studio studio, Settings settings) {
    this.studio = studio;
    this.settings = settings;
    this.theme = settings.dark() ? Theme.DARK : Theme.LIGHT;
    this.texts = studio.texts(settings.locale(), UiTexts.bundles());
  }

  Settings settings() {
    return settings;
  }

  Texts texts() {
    return texts;
  }

  /// The colours of drawings in this theme.
  CanvasColors colors() {
    return theme == Theme.DARK ? CanvasColors.DARK : CanvasColors.LIGHT;
  }

  void apply(Scene scene) {
    theme.apply(scene);
  }

  /// Changes between light and dark.
  void switchTheme(Scene scene) {
    theme = theme.other();
    theme.apply(scene);
    remember(settings.withDark(theme == Theme.DARK));
  }

  /// Changes between English and Japanese.
  void switchLanguage() {
    var next = texts.locale().equals(Locale.JAPANESE) ? Locale.ENGLISH : Locale.JAPANESE;
    texts = studio.texts(next, UiTexts.bundles());
    remember(settings.withLocale(next));
  }

  /// Keeps these settings, beside the interface's thread.
  void remember(Settings next) {
    settings = next;
    Thread.ofVirtual().name("diorama-settings").start(next::write);
  }
}
