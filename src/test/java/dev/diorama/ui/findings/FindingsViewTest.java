package dev.diorama.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.rule.Subject;
import dev.diorama.ui.Examples;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import dev.diorama.workspace.OpenDocument;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;

@WindowTest
class FindingsViewTest {
  private final LinkedBlockingQueue<Runnable> words = new LinkedBlockingQueue<>();

  /// Waits for the checker's two next words, the verdicts and the findings, and lets the document
  /// hear them.
  private void hear() throws InterruptedException {
    words.take().run();
    words.take().run();
  }

  private record View(OpenDocument document, FindingsView findings, Examples.Recorded actions) {}

  private View view() throws InterruptedException {
    var document = Examples.open(words::add);
    hear();
    var actions = new Examples.Recorded(document);
    var findings = new FindingsView(document, Examples.TEXTS, Examples.ICONS, actions);
    document.onCheck(findings::refresh);
    var scene = new Scene(findings.node(), 600, 300);
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return new View(document, findings, actions);
  }

  @Test
  void theFixSilencesTheFindingInOneStep() throws Exception {
    OnFx.run(() -> {
      var view = view();
      assertThat(view.findings().countProperty().get()).isEqualTo(1);
      ((Button) view.findings().node().lookup(".fix-button")).fire();
      hear();
      assertThat(view.findings().countProperty().get()).isZero();
      assertThat(view.findings().node().lookup(".fix-button")).isNull();
      view.document().undo();
      hear();
      assertThat(view.findings().countProperty().get()).isEqualTo(1);
      assertThat(view.document().undoLabel()).isEmpty();
    });
  }

  @Test
  void aFilterHidesASeverity() throws Exception {
    OnFx.run(() -> {
      var view = view();
      view.findings().node().lookupAll(".toggle-button").stream()
          .map(ToggleButton.class::cast)
          .filter(t -> t.getText().startsWith("Warning"))
          .forEach(ToggleButton::fire);
      assertThat(view.findings().node().lookup(".finding")).isNull();
      assertThat(view.findings().countProperty().get()).isEqualTo(1);
    });
  }

  @Test
  void aClickRevealsTheSubjectAndALinkOpensItsSource() throws Exception {
    OnFx.run(() -> {
      var view = view();
      var card = view.findings().node().lookup(".finding");
      card.fireEvent(
          new javafx.scene.input.KeyEvent(
              javafx.scene.input.KeyEvent.KEY_PRESSED,
              "",
              "",
              javafx.scene.input.KeyCode.ENTER,
              false,
              false,
              false,
              false));
      assertThat(view.actions().revealed).containsExactly(new Subject.OfResource(Examples.BOX));
      card.lookupAll(".hyperlink").stream()
          .map(Hyperlink.class::cast)
          .filter(l -> l.getText().equals("Documentation"))
          .forEach(Hyperlink::fire);
      assertThat(view.actions().opened).containsExactly("https://example.org/box");
    });
  }
}
