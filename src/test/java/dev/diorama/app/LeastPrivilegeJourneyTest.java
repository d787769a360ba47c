package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.ui.DioramaUi;
import dev.diorama.ui.DioramaWindow;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.Settings;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.canvas.Selection;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

/// A permission that is too wide is seen, shown by an example, and narrowed to what is needed.
@WindowTest
class LeastPrivilegeJourneyTest {
  private static final ResourceId ROLE = new ResourceId("index-photo-role");
  private static final PropertyPath ACTION =
      PropertyPath.parse("Policies[0].PolicyDocument.Statement[1].Action");

  @Test
  void aRoleIsMadeMinimalAndProvedToBe() throws Exception {
    var stage = OnFx.call(Stage::new);
    var settings = new Settings(Optional.empty(), false, Optional.of("en"), List.of());
    var window =
        OnFx.call(() ->
            DioramaUi.open(
                Samples.STUDIO, Optional.of(Samples.named("photo-catalog")), stage, settings));
    try {
      OnFx.awaitChecked(window);
      OnFx.run(() -> window.canvas().select(Selection.of(ROLE)));
      OnFx.await(() -> says(stage, "Proved:"));

      OnFx.run(() ->
          window
              .document()
              .apply(
                  Transaction.of(
                      Message.of("ui.edit.property", ACTION, "IndexPhotoRole"),
                      new Edit.SetProperty(ROLE, ACTION, Optional.of(Value.of("dynamodb:*"))))));
      OnFx.await(() -> says(stage, "The role allows more"));
      assertThat(OnFx.call(() -> says(stage, "For example dynamodb:"))).isTrue();

      OnFx.run(() -> button(stage.getScene().getRoot(), "Make minimal…").orElseThrow().fire());
      OnFx.await(() -> dialog(stage).isPresent());
      OnFx.run(() -> dialog(stage).orElseThrow().fire());
      OnFx.await(() -> says(stage, "Proved:"));
      OnFx.await(() -> window.document().check().findings().isEmpty());
      assertThat(OnFx.call(() -> works(window))).isTrue();
      OnFx.run(window.document()::undo);
      OnFx.await(() -> says(stage, "The role allows more"));
    } finally {
      OnFx.run(window::close);
    }
  }

  private static boolean works(DioramaWindow window) {
    return window.document().check().verdicts().values().stream()
        .allMatch(v -> v.needs().stream().allMatch(need -> need.works()));
  }

  private static boolean says(Stage stage, String words) {
    var place = stage.getScene().lookup("#privilege");
    return place != null
        && place.lookupAll(".label").stream()
            .anyMatch(n -> n instanceof Label l && l.getText().startsWith(words));
  }

  /// The button of the comparison that makes the change.
  private static Optional<Button> dialog(Stage stage) {
    return Window.getWindows().stream()
        .filter(w -> !w.equals(stage))
        .flatMap(w -> button(w.getScene().getRoot(), "Apply").stream())
        .findFirst();
  }

  private static Optional<Button> button(Node root, String text) {
    return root.lookupAll(".button").stream()
        .filter(n -> n instanceof Button b && text.equals(b.getText()))
        .map(Button.class::cast)
        .findFirst();
  }
}
