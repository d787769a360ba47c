package dev.diorama.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/// A look of the whole program.
public enum Theme {
  /// Dark text on white.
  LIGHT(new PrimerLight().getUserAgentStylesheet(), "light.css"),
  /// Light text on near black.
  DARK(new PrimerDark().getUserAgentStylesheet(), "dark.css");

  private static final List<String> COMMON = List.of("diorama.css", "editors.css");

  private final String userAgentStylesheet;
  private final String ownStylesheet;

  Theme(String userAgentStylesheet, String ownStylesheet) {
    this.userAgentStylesheet = userAgentStylesheet;
    this.ownStylesheet = ownStylesheet;
  }

  /// The other theme.
  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /// The style sheets that belong on a scene or dialog pane, as URLs.
  public List<String> stylesheets() {
    return List.of(url(ownStylesheet), url(COMMON.get(0)), url(COMMON.get(1)));
  }

  /// Gives the program and `scene` this look.
  public void apply(Scene scene) {
    Application.setUserAgentStylesheet(userAgentStylesheet);
    scene.getStylesheets().setAll(stylesheets());
  }

  private static String url(String name) {
    return Objects.requireNonNull(Theme.class.getResource("/dev/diorama/ui/theme/" + name), name)
        .toExternalForm();
  }
}
