package dev.diorama.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.rule.Subject;
import dev.diorama.ui.canvas.Selection;
import dev.diorama.ui.theme.Theme;
import dev.diorama.workspace.DocumentFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WindowTest
class DioramaWindowTest {
  @TempDir Path folder;

  private record Opened(Stage stage, DioramaWindow window) {

    static Opened empty(Settings settings) {
      var stage = new Stage();
      return new Opened(stage, DioramaUi.open(Examples.STUDIO, Optional.empty(), stage, settings));
    }

    Button button(Command command) {
      return (Button)
          stage.getScene().lookup("#command-" + command.name().toLowerCase(java.util.Locale.ROOT));
    }

    ToggleButton toggle(Command command) {
      return (ToggleButton)
          stage.getScene().lookup("#command-" + command.name().toLowerCase(java.util.Locale.ROOT));
    }

    List<Node> all() {
      var nodes = new ArrayList<Node>();
      collect(stage.getScene().getRoot(), nodes);
      return nodes;
    }

    private static void collect(Node node, List<Node> nodes) {
      nodes.add(node);
      if (node instanceof Parent p) {
        p.getChildrenUnmodifiable().forEach(c -> collect(c, nodes));
      }
    }
  }

  private static Settings english() {
    return new Settings(Optional.empty(), false, Optional.of("en"), List.of());
  }

  /// Opens the example document from a file and waits until the window shows it.
  private Opened openFile() throws Exception {
    var file = folder.resolve("boxes.diorama");
    DocumentFiles.write(Examples.document(), file);
    var shown = new CountDownLatch(1);
    var opened =
        OnFx.call(() -> {
          var o = Opened.empty(english());
          o.stage()
              .titleProperty()
              .addListener((p, before, now) -> {
                if (now.startsWith("boxes")) {
                  shown.countDown();
                }
              });
          o.window().open(file);
          return o;
        });
    shown.await();
    return opened;
  }

  @Test
  void anOpenedFileIsShownAndAnEditMarksTheTitle() throws Exception {
    var opened = openFile();
    OnFx.run(() -> {
      assertThat(opened.stage().getTitle()).isEqualTo("boxes.diorama – Diorama");
      assertThat(opened.button(Command.UNDO).isDisabled()).isTrue();
      opened
          .window()
          .document()
          .apply(
              Transaction.of(
                  Message.of("ui.edit.rename", "Chest"),
                  new Edit.SetProperty(
                      Examples.BOX, PropertyPath.of("Name"), Optional.of(Value.of("chest")))));
      assertThat(opened.stage().getTitle()).isEqualTo("• boxes.diorama – Diorama");
      assertThat(opened.button(Command.UNDO).getAccessibleText())
          .startsWith("Undo: Rename to Chest");
      opened.button(Command.UNDO).fire();
      assertThat(opened.stage().getTitle()).isEqualTo("boxes.diorama – Diorama");
      opened.window().close();
    });
  }

  @Test
  void theLanguageChangesAtOnceAndTheSelectionStays() throws Exception {
    var opened = openFile();
    OnFx.run(() -> {
      opened.window().canvas().select(Selection.of(Examples.BOX));
      opened.button(Command.LANGUAGE).fire();
      assertThat(opened.window().canvas().selectionProperty().get().onlyResource())
          .contains(Examples.BOX);
      assertThat(
              opened.all().stream()
                  .filter(Labeled.class::isInstance)
                  .map(n -> ((Labeled) n).getText()))
          .contains("実行", "論理 ID", "箱")
          .doesNotContain("Run", "Logical ID", "Box ");
      opened.window().close();
    });
  }

  @Test
  void everyControlHasANameThatIsRead() throws Exception {
    var opened = openFile();
    OnFx.run(() -> {
      opened.window().canvas().select(Selection.of(Examples.BOX));
      opened.stage().getScene().getRoot().applyCss();
      opened.stage().getScene().getRoot().layout();
      var nameless =
          opened.all().stream()
              .filter(n ->
                  n instanceof ButtonBase
                      || n instanceof TextInputControl
                      || n instanceof ComboBoxBase<?>)
              .filter(n -> !n.getStyleClass().contains("arrow-button"))
              .filter(n -> n.getAccessibleText() == null || n.getAccessibleText().isBlank())
              .filter(
                  n -> !(n instanceof Labeled l) || l.getText() == null || l.getText().isBlank())
              .toList();
      assertThat(nameless).isEmpty();
      opened.window().close();
    });
  }

  @Test
  void neitherThemeBringsAWarningFromCss() throws Exception {
    try (var reports = CssReports.watch()) {
      var opened = openFile();
      OnFx.run(() -> {
        for (int i = 0; i < Theme.values().length; i++) {
          for (var selection :
              List.of(Selection.EMPTY, Selection.of(Examples.BOX), Selection.of(Examples.FILL))) {
            opened.window().canvas().select(selection);
            opened.stage().getScene().getRoot().applyCss();
            opened.stage().getScene().getRoot().layout();
          }
          opened.button(Command.THEME).fire();
        }
        opened.window().close();
      });
      assertThat(reports.lines()).isEmpty();
    }
  }

  @Test
  void presentingShowsOnlyTheDrawingUntilEscape() throws Exception {
    var opened = openFile();
    OnFx.run(() -> {
      var scene = opened.stage().getScene();
      opened.toggle(Command.PRESENT).fire();
      assertThat(scene.lookup(".palette-scroll")).isNull();
      assertThat(scene.lookup(".tab-pane")).isNull();
      assertThat(opened.toggle(Command.PRESENT).isSelected()).isTrue();
      assertThat(scene.getRoot().getStyleClass()).contains("presentation");
      opened
          .window()
          .canvas()
          .fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
      assertThat(scene.lookup(".tab-pane")).isNotNull();
      assertThat(scene.getRoot().getStyleClass()).doesNotContain("presentation");
      assertThat(opened.toggle(Command.PRESENT).isSelected()).isFalse();
      opened.window().close();
    });
  }

  @Test
  void aPaneThatIsPutAwayStaysSoInAnotherLanguageAndIsRemembered() throws Exception {
    var file = folder.resolve("settings.json");
    var opened =
        OnFx.call(() ->
            Opened.empty(new Settings(Optional.of(file), false, Optional.of("en"), List.of())));
    OnFx.run(() -> {
      var palette = opened.toggle(Command.PALETTE);
      assertThat(palette.isSelected()).isTrue();
      palette.fire();
      assertThat(opened.stage().getScene().lookup(".palette-scroll")).isNull();
      opened.button(Command.LANGUAGE).fire();
      assertThat(opened.stage().getScene().lookup(".palette-scroll")).isNull();
      assertThat(opened.toggle(Command.PALETTE).isSelected()).isFalse();
    });
    OnFx.await(() ->
        Settings.read(file).panes().filter(p -> !p.shows(PaneLayout.Pane.PALETTE)).isPresent());
    OnFx.run(() -> opened.window().close());
  }

  @Test
  void everyButtonOfTheToolBarSaysItsNameAndKeysInBothLanguages() throws Exception {
    var opened = openFile();
    OnFx.run(() -> {
      for (int i = 0; i < 2; i++) {
        var names = new ArrayList<String>();
        for (var command : Command.values()) {
          if (opened
                  .stage()
                  .getScene()
                  .lookup("#command-" + command.name().toLowerCase(java.util.Locale.ROOT))
              instanceof ButtonBase button) {
            var name = button.getAccessibleText();
            assertThat(button.getTooltip().getText()).as(command.name()).isEqualTo(name);
            assertThat(button.isFocusTraversable()).as(command.name()).isTrue();
            command
                .shortcut()
                .ifPresent(keys -> assertThat(name).contains("(" + keys.getDisplayText() + ")"));
            names.add(name);
          }
        }
        assertThat(names).hasSizeGreaterThan(15).doesNotHaveDuplicates();
        opened.button(Command.LANGUAGE).fire();
      }
      opened.window().close();
    });
  }

  @Test
  void inAFreshWindowReturnDoesNotBeginANewDrawing() throws Exception {
    OnFx.run(() -> {
      var opened = Opened.empty(english());
      assertThat(opened.stage().getScene().getFocusOwner()).isSameAs(opened.window().canvas());
      opened.button(Command.LANGUAGE).fire();
      assertThat(opened.stage().getScene().getFocusOwner()).isSameAs(opened.window().canvas());
      opened.window().close();
    });
  }

  @Test
  void settingsComeBackAsTheyWereWritten() {
    var file = folder.resolve("settings.json");
    var settings =
        Settings.read(file)
            .withDark(true)
            .withLocale(java.util.Locale.JAPANESE)
            .withRecent(folder.resolve("a.diorama"))
            .withRecent(folder.resolve("b.diorama"))
            .withRecent(folder.resolve("a.diorama"));
    settings.write();
    assertThat(Settings.read(file)).isEqualTo(settings);
    assertThat(settings.recent())
        .containsExactly(
            folder.resolve("a.diorama").toAbsolutePath(),
            folder.resolve("b.diorama").toAbsolutePath());
  }

  @Test
  void removingWhatIsSelectedIsOneStep() {
    var document = Examples.document();
    var selection = Selections.all(document.architecture());
    var after = Selections.removal(selection, document.architecture()).apply(document);
    assertThat(after.architecture().resources()).isEmpty();
    assertThat(Selections.subjects(selection))
        .containsExactly(
            new Subject.OfResource(Examples.BOX),
            new Subject.OfResource(Examples.CRATE),
            new Subject.OfConnection(Examples.FILL));
  }

  @Test
  void aRunShowsWhereItIsServedUntilItIsStopped() throws Exception {
    var opened = openFile();
    var started = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    OnFx.run(() -> {
      opened
          .button(Command.STOP)
          .visibleProperty()
          .addListener((o, before, now) -> started.countDown());
      opened.stage().setOnHidden(e -> closed.countDown());
      opened.window().run();
    });
    started.await();
    OnFx.run(() -> {
      var url = opened.window().running().orElseThrow().endpointUrl();
      assertThat(
              opened.all().stream()
                  .filter(Labeled.class::isInstance)
                  .map(n -> ((Labeled) n).getText()))
          .contains(url);
      opened.window().stop();
      assertThat(opened.window().running()).isEmpty();
      opened.window().close();
    });
    closed.await();
  }
}
