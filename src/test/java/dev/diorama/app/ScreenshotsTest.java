package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.ui.Contrast;
import dev.diorama.ui.CssReports;
import dev.diorama.ui.DioramaUi;
import dev.diorama.ui.DioramaWindow;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.Settings;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.canvas.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes pictures of the window into `target/screenshots` for people to look at, and looks itself
/// for what is never right in any view: texts that have no words, texts of buttons and tabs that
/// are cut off, and controls that cover each other. JavaFX's screen without a display is 1000
/// pixels wide, so that this is the window at its narrowest.
@WindowTest
class ScreenshotsTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final ResourceId ROLE = new ResourceId("index-photo-role");
  private static final PropertyPath STATEMENT =
      PropertyPath.parse("Policies[0].PolicyDocument.Statement[1]");
  private static final Pattern RAW_KEY = Pattern.compile("<[A-Za-z][\\w.:-]*>");

  private final CssReports reports = CssReports.watch();

  @AfterEach
  void noStyleSheetWasComplainedAbout() {
    reports.close();
    assertThat(reports.lines()).isEmpty();
  }

  /// A window that shows a sample, in English and the light theme.
  private static final class Shown implements AutoCloseable {
    private final Stage stage;
    private final DioramaWindow window;

    Shown(Optional<String> sample) throws Exception {
      stage = OnFx.call(Stage::new);
      var settings = new Settings(Optional.empty(), false, Optional.of("en"), List.of());
      window =
          OnFx.call(
              () -> DioramaUi.open(Samples.STUDIO, sample.map(Samples::named), stage, settings));
      if (sample.isPresent()) {
        OnFx.awaitChecked(window);
      }
    }

    @Override
    public void close() {
      try {
        OnFx.run(window::close);
      } catch (Exception e) {
        throw new AssertionError("the window does not close", e);
      }
    }
  }

  /// The program waits for its window; it must hear of the end whatever else the window does then.
  @Test
  void whoOpenedTheWindowHearsOfItsEnd() throws Exception {
    var closed = new AtomicBoolean();
    try (var shown = new Shown(Optional.empty())) {
      OnFx.run(() -> assertThat(shown.stage.getOnHidden()).isNull());
      OnFx.run(() -> shown.stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, e -> closed.set(true)));
    }
    assertThat(closed).isTrue();
  }

  @Test
  void everyViewIsWhole() throws Exception {
    try (var shown = new Shown(Optional.of("photo-catalog"))) {
      var window = shown.window;
      var stage = shown.stage;
      takeAll(stage, "main");
      fire(stage, "#command-present");
      takeBoth(stage, "presentation");
      fire(stage, "#command-present");
      for (var pane : List.of("palette", "bottom")) {
        if (!OnFx.call(
            () -> ((ToggleButton) stage.getScene().lookup("#command-" + pane)).isSelected())) {
          fire(stage, "#command-" + pane);
        }
      }
      takeBoth(stage, "all-panes");

      OnFx.run(() ->
          window
              .document()
              .apply(
                  Transaction.of(
                      Message.of("ui.command.delete"),
                      new Edit.SetProperty(ROLE, STATEMENT, Optional.empty()))));
      OnFx.await(() -> findings(window) == 1);
      takeBoth(stage, "findings");

      OnFx.run(() -> window.canvas().select(Selection.of(ROLE)));
      takeBoth(stage, "role");
      OnFx.run(() -> window.canvas().select(Selection.of(new ConnectionId("write-entry"))));
      takeBoth(stage, "denied");
    }
  }

  @Test
  void anEmptyWindowIsWhole() throws Exception {
    try (var shown = new Shown(Optional.empty())) {
      takeBoth(shown.stage, "empty");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cached-api",
        "order-queue",
        "private-database",
        "private-endpoints",
        "rest-notes",
        "table-stream",
        "websocket-chat"
      })
  void everySampleIsWhole(String sample) throws Exception {
    try (var shown = new Shown(Optional.of(sample))) {
      OnFx.run(() -> take(shown.stage, sample + "-light-en"));
      toTheOtherLook(shown.stage);
      OnFx.run(() -> take(shown.stage, sample + "-dark-ja"));
    }
  }

  @Test
  void everyTypeOfResourceAndConnectionIsWholeInTheInspector() throws Exception {
    try (var shown = new Shown(Optional.of("private-database"))) {
      var drawing = shown.window.document().document().architecture();
      var seen = new HashSet<String>();
      for (var dark : List.of(false, true)) {
        for (var resource : drawing.resources().values()) {
          if (seen.add(resource.type().value() + dark)) {
            OnFx.run(() -> {
              shown.window.canvas().select(Selection.of(resource.id()));
              take(
                  shown.stage,
                  "inspector-"
                      + resource.type().value().replaceAll(".*::", "")
                      + (dark ? "-dark-ja" : "-light-en"));
            });
          }
        }
        toTheOtherLook(shown.stage);
      }
    }
  }

  @Test
  void everythingThatARunShowsIsWhole() throws Exception {
    try (var shown = new Shown(Optional.of("cached-api"))) {
      var stage = shown.stage;
      fire(stage, "#command-run");
      OnFx.await(() -> shown.window.running().isPresent());
      OnFx.run(() -> shown.window.canvas().select(Selection.of(new ResourceId("price-api"))));
      tab(stage, 1, 2);
      OnFx.await(() -> stage.getScene().lookup(".console-send") instanceof Button);
      OnFx.run(() -> ((Button) stage.getScene().lookup(".console-send")).fire());
      OnFx.await(() ->
          stage.getScene().lookup(".cost-meter") instanceof Button meter && meter.isVisible());
      takeBoth(stage, "test");
      tab(stage, 1, 1);
      OnFx.await(() -> stage.getScene().lookup(".diorama-event") != null);
      takeBoth(stage, "events");
      tab(stage, 0, 1);
      takeBoth(stage, "logs");
      dialogs(stage, "cost", () -> ((Button) stage.getScene().lookup(".cost-meter")).fire());
      dialogs(
          stage,
          "keys",
          () -> ((Button) stage.getScene().lookup(".status-bar .keys-button")).fire());
    }
  }

  @Test
  void everyOtherWindowIsWhole() throws Exception {
    try (var shown = new Shown(Optional.of("private-database"))) {
      var stage = shown.stage;
      dialogs(stage, "matrix", () -> item(stage, "command-item-reachability").fire());
      dialogs(stage, "compare", () -> item(stage, "command-item-compare").fire());
      dialogs(stage, "help", () -> ((Button) stage.getScene().lookup("#command-help")).fire());
      OnFx.run(() -> shown.window.canvas().select(Selection.of(new ResourceId("quote-order"))));
      dialogs(
          stage,
          "property-help",
          () -> ((Button) stage.getScene().lookup(".property .help-button")).fire());
      OnFx.run(() -> shown.window.open(Path.of("nowhere.diorama")));
      OnFx.await(() -> others(stage).size() == 1);
      OnFx.run(() -> {
        takeWindow(others(stage).getFirst(), "error-light-en");
        others(stage).getFirst().hide();
      });
    }
  }

  private static MenuItem item(Stage stage, String id) {
    return stage.getScene().getRoot().lookupAll(".menu-bar").stream()
        .flatMap(bar -> ((MenuBar) bar).getMenus().stream())
        .flatMap(menu -> menu.getItems().stream())
        .filter(item -> id.equals(item.getId()))
        .findFirst()
        .orElseThrow();
  }

  private static void tab(Stage stage, int pane, int index) throws Exception {
    OnFx.run(() -> {
      var panes =
          stage.getScene().getRoot().lookupAll(".tab-pane").stream()
              .map(TabPane.class::cast)
              .sorted(Comparator.comparingInt(p -> p.getTabs().size()))
              .toList();
      panes.get(pane).getSelectionModel().select(index);
    });
  }

  private static List<Window> others(Stage stage) {
    return Window.getWindows().stream()
        .filter(w -> !w.equals(stage) && w.isShowing() && !(w instanceof Tooltip))
        .toList();
  }

  /// Looks at a window that is opened from the main one, as [#takeBoth] looks.
  private static void dialogs(Stage stage, String name, Runnable open) throws Exception {
    dialog(stage, name + "-light-en", open);
    toTheOtherLook(stage);
    dialog(stage, name + "-dark-ja", open);
    toTheOtherLook(stage);
  }

  private static void dialog(Stage stage, String name, Runnable open) throws Exception {
    // It may wait for its answer.
    Platform.runLater(open);
    OnFx.await(() ->
        !others(stage).isEmpty()
            && others(stage).getFirst().getScene().getRoot().lookupAll(".progress-bar").stream()
                .noneMatch(Node::isVisible));
    OnFx.run(() -> takeWindow(others(stage).getFirst(), name));
    OnFx.run(() -> others(stage).forEach(Window::hide));
    OnFx.await(() -> others(stage).isEmpty());
  }

  /// Looks at the view in the light theme and English and in the dark theme and Japanese.
  private static void takeBoth(Stage stage, String view) throws Exception {
    OnFx.run(() -> take(stage, view + "-light-en"));
    toTheOtherLook(stage);
    OnFx.run(() -> take(stage, view + "-dark-ja"));
    toTheOtherLook(stage);
  }

  private static void toTheOtherLook(Stage stage) throws Exception {
    fire(stage, "#command-theme");
    fire(stage, "#command-language");
  }

  private static int findings(DioramaWindow window) {
    return window.document().check().findings().size();
  }

  /// Looks at the view in both themes and both languages; it is as before in the end.
  private static void takeAll(Stage stage, String view) throws Exception {
    for (var language : List.of("en", "ja")) {
      for (var theme : List.of("light", "dark")) {
        var name = String.join("-", view, theme, language);
        OnFx.run(() -> take(stage, name));
        fire(stage, "#command-theme");
      }
      fire(stage, "#command-language");
    }
  }

  private static void fire(Stage stage, String id) throws Exception {
    OnFx.run(() -> ((ButtonBase) stage.getScene().lookup(id)).fire());
  }

  private static void take(Stage stage, String name) throws Exception {
    var seen = takeWindow(stage, name);
    assertThat(seen).as(name).hasSizeGreaterThan(100);
    assertThat(overlaps((Parent) stage.getScene().lookup(".diorama-bar")))
        .as("controls that cover each other in " + name)
        .isEmpty();
  }

  private static List<Node> takeWindow(Window window, String name) throws Exception {
    var root = window.getScene().getRoot();
    root.applyCss();
    root.layout();
    Files.createDirectories(PICTURES);
    var picture = window.getScene().snapshot(null);
    var file = PICTURES.resolve(name.toLowerCase(Locale.ROOT) + ".png").toFile();
    assertThat(ImageIO.write(SwingFXUtils.fromFXImage(picture, null), "png", file)).isTrue();
    var seen = new ArrayList<Node>();
    collect(root, seen);
    assertThat(
            seen.stream()
                .flatMap(n -> texts(n).stream())
                .filter(t -> RAW_KEY.matcher(t).find())
                .distinct())
        .as("texts without words in " + name)
        .isEmpty();
    assertThat(seen.stream().flatMap(n -> cutOff(n).stream()))
        .as("buttons and tabs that are cut off in " + name)
        .isEmpty();
    assertThat(Contrast.tooFaint(root)).as("texts that are too faint in " + name).isEmpty();
    return seen;
  }

  private static void collect(Node node, List<Node> seen) {
    if (node.isVisible()) {
      seen.add(node);
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(child -> collect(child, seen));
      }
    }
  }

  /// What the node says to those who see and to those who hear.
  private static List<String> texts(Node node) {
    var shown =
        switch (node) {
          case Labeled labeled -> Optional.ofNullable(labeled.getText());
          case Text text -> Optional.ofNullable(text.getText());
          default -> Optional.<String>empty();
        };
    var result = new ArrayList<String>();
    shown.ifPresent(result::add);
    Optional.ofNullable(node.getAccessibleText()).ifPresent(result::add);
    return result;
  }

  private static Optional<String> cutOff(Node node) {
    boolean looked = node instanceof ButtonBase || node.getStyleClass().contains("tab-label");
    if (!looked || !(node instanceof Labeled labeled) || labeled.getText() == null) {
      return Optional.empty();
    }
    return labeled.getChildrenUnmodifiable().stream()
        .filter(Text.class::isInstance)
        .map(text -> ((Text) text).getText())
        .filter(text -> !text.equals(labeled.getText()))
        .filter(text -> text.endsWith(labeled.getEllipsisString()))
        .findFirst()
        .map(text -> labeled.getText() + " as " + text);
  }

  private static List<String> overlaps(Parent bar) {
    var result = new ArrayList<String>();
    var shown = bar.getChildrenUnmodifiable().stream().filter(Node::isVisible).toList();
    for (int i = 0; i < shown.size(); i++) {
      for (int j = i + 1; j < shown.size(); j++) {
        var a = shown.get(i).getLayoutBounds();
        var b = shown.get(j).getLayoutBounds();
        double left = shown.get(i).getLayoutX() + a.getMinX();
        double otherLeft = shown.get(j).getLayoutX() + b.getMinX();
        boolean empty = a.getWidth() < 1 || b.getWidth() < 1;
        if (!empty
            && left + a.getWidth() > otherLeft + 0.5
            && otherLeft + b.getWidth() > left + 0.5) {
          result.add(shown.get(i) + " and " + shown.get(j));
        }
      }
    }
    return result;
  }
}
