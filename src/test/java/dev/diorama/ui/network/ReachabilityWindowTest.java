package dev.diorama.ui.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.AwsServices;
import dev.diorama.catalog.Texts;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.MatrixDifference.Change;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.FxIcons;
import dev.diorama.ui.canvas.SvgIcons;
import dev.diorama.ui.theme.Theme;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.OpenDocument;
import dev.diorama.workspace.Studio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WindowTest
class ReachabilityWindowTest {
  private static final Studio STUDIO = new Studio(AwsServices.all());

  /// A window on a document. Used on JavaFX's thread.
  private static final class Opened {
    private final Stage owner = new Stage();
    private final OpenDocument document;
    private final ReachabilityWindow window;
    private final Texts texts;
    private final List<List<ResourceId>> shown = new ArrayList<>();

    Opened(Document document, String language) {
      this.document = new OpenDocument(STUDIO, document, Optional.empty(), Platform::runLater);
      texts =
          STUDIO.texts(
              Locale.of(language),
              "dev.diorama.ui.network.messages",
              "dev.diorama.ui.verdict.messages");
      owner.setScene(new Scene(new StackPane(), 400, 300));
      owner.getScene().getStylesheets().setAll(Theme.LIGHT.stylesheets());
      owner.show();
      window =
          new ReachabilityWindow(
              owner,
              this.document,
              texts,
              new FxIcons(new SvgIcons()),
              new SvgIcons(),
              new ReachabilityWindow.Actions(shown::add, link -> {}));
      window.setLook(Theme.LIGHT.stylesheets(), CanvasColors.LIGHT);
    }

    Scene scene() {
      return Window.getWindows().stream()
          .filter(Stage.class::isInstance)
          .map(Stage.class::cast)
          .filter(s -> owner.equals(s.getOwner()))
          .findFirst()
          .orElseThrow()
          .getScene();
    }

    List<String> words() {
      var words = new ArrayList<String>();
      collect(scene().getRoot(), words);
      return words;
    }

    private static void collect(Node node, List<String> words) {
      if (node.isVisible()) {
        if (node instanceof Labeled l && l.getText() != null) {
          words.add(l.getText());
        }
        if (node instanceof Parent p) {
          p.getChildrenUnmodifiable().forEach(c -> collect(c, words));
        }
      }
    }

    Node matrix() {
      return scene().lookup("#reachability-matrix");
    }

    void key(KeyCode code) {
      matrix()
          .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    void close() {
      window.close();
      document.close();
      owner.close();
    }
  }

  private static Document sample() throws Exception {
    return DocumentFiles.read(Path.of("samples/private-database/private-database.diorama"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void keysMoveThroughTheMatrixAndEnterExplainsThePairOnTheCanvasToo(String language)
      throws Exception {
    var document = sample();
    var opened = OnFx.call(() -> new Opened(document, language));
    OnFx.run(opened.window::showPairs);
    OnFx.await(() -> opened.matrix().isVisible());
    OnFx.run(() -> {
      for (var code : List.of(KeyCode.DOWN, KeyCode.RIGHT, KeyCode.RIGHT)) {
        opened.key(code);
      }
      assertThat(opened.matrix().getAccessibleText())
          .contains("QuoteOrder")
          .contains("Orders")
          .contains("5432");
      opened.key(KeyCode.ENTER);
    });
    assertThat(opened.shown)
        .containsExactly(List.of(new ResourceId("quote-order"), new ResourceId("orders")));
    var title =
        OnFx.call(
            () -> opened.texts.text(Message.of("network.traced", "QuoteOrder", "Orders", 5432)));
    OnFx.await(() -> opened.words().contains(title));
    OnFx.run(opened::close);
  }

  @Test
  void aQuestionAboutAPartyShowsOnlyWhatAnswersItAndEscapeShowsAllAgain() throws Exception {
    var document = sample();
    var opened = OnFx.call(() -> new Opened(document, "en"));
    OnFx.run(opened.window::showPairs);
    OnFx.await(() -> opened.matrix().isVisible());
    OnFx.run(() -> {
      opened.key(KeyCode.DOWN);
      opened.key(KeyCode.R);
      assertThat(opened.words()).contains("What QuoteOrder can reach");
      opened.key(KeyCode.ESCAPE);
      assertThat(opened.words()).doesNotContain("What QuoteOrder can reach");
      ((TextField) opened.scene().lookup(".text-field")).setText("nobody");
      assertThat(opened.words()).contains("No pair fits.");
      opened.close();
    });
  }

  @Test
  void anEditSinceTheLastSaveIsToldByWhatItMakesUnreachable() throws Exception {
    var document = sample();
    var opened = OnFx.call(() -> new Opened(document, "en"));
    OnFx.run(opened.window::showChanges);
    OnFx.run(() ->
        opened.document.apply(
            Transaction.of(
                Message.of("test"),
                new Edit.SetProperty(
                    new ResourceId("database-group"),
                    PropertyPath.parse("SecurityGroupIngress"),
                    Optional.empty()))));
    OnFx.await(() -> !changes(opened).isEmpty());
    OnFx.run(() -> {
      var change = changes(opened).getFirst();
      assertThat(change.becameUnreachable()).isTrue();
      assertThat(change.lost().contains(5432)).isTrue();
      assertThat(opened.words())
          .contains("Became unreachable", "QuoteOrder → Orders", "Gone: 5432");
      opened.close();
    });
  }

  @SuppressWarnings("unchecked") // The list's items are what the view put into it.
  private static List<Change> changes(Opened opened) {
    return ((ListView<Change>) opened.scene().lookup("#reachability-changes")).getItems();
  }

  @Test
  void withNothingInAVpcItSaysWhatToDo() throws Exception {
    var opened = OnFx.call(() -> new Opened(Document.EMPTY, "en"));
    OnFx.run(opened.window::showPairs);
    OnFx.await(
        () -> opened.words().stream().anyMatch(w -> w.startsWith("Nothing stands in a VPC")));
    assertThat(OnFx.call(() -> opened.matrix().isVisible())).isFalse();
    OnFx.run(opened::close);
  }
}
