package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.ui.DioramaUi;
import dev.diorama.ui.DioramaWindow;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.Settings;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.canvas.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole journey as a user makes it in the window: run, drop a picture, see it in the table;
/// take the permission away, see it found and denied; press the fix, and all is good.
@WindowTest
class PhotoCatalogJourneyTest {
  private static final ResourceId PHOTOS = new ResourceId("photos");
  private static final ResourceId CATALOG = new ResourceId("catalog");
  private static final ResourceId ROLE = new ResourceId("index-photo-role");
  private static final ConnectionId WRITE = new ConnectionId("write-entry");
  private static final ConnectionId PHOTO_CREATED = new ConnectionId("photo-created");
  private static final PropertyPath STATEMENT =
      PropertyPath.parse("Policies[0].PolicyDocument.Statement[1]");

  @TempDir Path folder;

  @Test
  void drawProveRun() throws Exception {
    var dotsSeen = new HashSet<Long>();
    var picture = Files.writeString(folder.resolve("cat.png"), "meow");
    var stage = OnFx.call(Stage::new);
    var settings = new Settings(Optional.empty(), false, Optional.of("en"), List.of());
    var window =
        OnFx.call(() ->
            DioramaUi.open(
                Samples.STUDIO, Optional.of(Samples.named("photo-catalog")), stage, settings));
    try {
      OnFx.awaitChecked(window);

      run(window, stage);
      drop(window, picture);
      OnFx.await(() -> {
        window.canvas().dots().forEach(dot -> dotsSeen.add(dot.event()));
        return succeeded(stage, "dynamodb:PutItem");
      });
      assertThat(OnFx.call(() -> calls(stage, PHOTO_CREATED))).containsAnyElementsOf(dotsSeen);
      OnFx.run(() -> window.canvas().select(Selection.of(CATALOG)));
      press(stage, "Scan the table");
      OnFx.await(() -> scanned(stage, "cat.png"));
      stop(window, stage);

      OnFx.run(() ->
          window
              .document()
              .apply(
                  Transaction.of(
                      Message.of("test"),
                      new Edit.SetProperty(ROLE, STATEMENT, Optional.empty()))));
      OnFx.await(() -> verdict(window) == Outcome.DENIED && findings(window).size() == 1);
      assertThat(OnFx.call(() -> findings(window)))
          .containsExactly("MissingPermissionForConnection");

      run(window, stage);
      drop(window, picture);
      OnFx.await(() -> denial(stage).isPresent());
      assertThat(OnFx.call(() -> denial(stage)).orElseThrow())
          .isEqualTo(
              "User: arn:aws:sts::123456789012:assumed-role/IndexPhotoRole/index-photo is not"
                  + " authorized to perform: dynamodb:PutItem on resource:"
                  + " arn:aws:dynamodb:us-east-1:123456789012:table/PhotoCatalog because no"
                  + " identity-based policy allows the dynamodb:PutItem action");
      stop(window, stage);

      press(stage, fix(window));
      OnFx.await(() -> verdict(window) == Outcome.WORKS && findings(window).isEmpty());
      run(window, stage);
      drop(window, picture);
      OnFx.await(() -> succeeded(stage, "dynamodb:PutItem"));
      stop(window, stage);
    } finally {
      OnFx.run(window::close);
    }
  }

  private static void run(DioramaWindow window, Stage stage) throws Exception {
    fire(stage, "#command-run");
    OnFx.await(() -> window.running().isPresent());
    select(stage, "Events");
    OnFx.await(() -> events(stage).stream().anyMatch(e -> e instanceof RuntimeEvent.RunStarted));
  }

  private static void select(Stage stage, String tabText) throws Exception {
    OnFx.run(() -> {
      for (var node : stage.getScene().getRoot().lookupAll(".tab-pane")) {
        if (node instanceof TabPane pane) {
          pane.getTabs().stream()
              .filter(t -> tabText.equals(t.getText()))
              .forEach(pane.getSelectionModel()::select);
        }
      }
    });
  }

  private static void stop(DioramaWindow window, Stage stage) throws Exception {
    fire(stage, "#command-stop");
    OnFx.await(() -> window.running().isEmpty());
    OnFx.await(
        () -> stage.getScene().lookup("#command-run") instanceof Button b && !b.isDisabled());
  }

  private static void fire(Stage stage, String id) throws Exception {
    OnFx.await(() -> stage.getScene().lookup(id) instanceof Button b && !b.isDisabled());
    OnFx.run(() -> ((Button) stage.getScene().lookup(id)).fire());
  }

  private static void press(Stage stage, String text) throws Exception {
    OnFx.await(() -> button(stage, text).isPresent());
    OnFx.run(() -> button(stage, text).orElseThrow().fire());
  }

  private static Optional<Button> button(Stage stage, String text) {
    for (Node node : stage.getScene().getRoot().lookupAll(".button")) {
      if (node instanceof Button b && text.equals(b.getText())) {
        return Optional.of(b);
      }
    }
    return Optional.empty();
  }

  private static void drop(DioramaWindow window, Path file) throws Exception {
    OnFx.run(() -> window.filesDropped(PHOTOS, List.of(file)));
  }

  /// What the event list shows.
  private static List<RuntimeEvent> events(Stage stage) {
    return stage.getScene().getRoot().lookupAll(".diorama-events .list-view").stream()
        .filter(ListView.class::isInstance)
        .flatMap(list -> ((ListView<?>) list).getItems().stream())
        .filter(RuntimeEvent.class::isInstance)
        .map(RuntimeEvent.class::cast)
        .toList();
  }

  /// The calls along a connection.
  private static List<Long> calls(Stage stage, ConnectionId connection) {
    return events(stage).stream()
        .filter(e ->
            e instanceof RuntimeEvent.CallStarted c
                && c.connection().equals(Optional.of(connection)))
        .map(e -> e.header().sequence())
        .toList();
  }

  private static Optional<Fields> answer(Stage stage, String operation) {
    var shown = events(stage);
    var calls =
        shown.stream()
            .filter(e -> e instanceof RuntimeEvent.CallStarted c && c.operation().equals(operation))
            .map(e -> e.header().sequence())
            .toList();
    return shown.stream()
        .filter(e -> e instanceof RuntimeEvent.CallSucceeded)
        .map(RuntimeEvent.CallSucceeded.class::cast)
        .filter(s -> calls.contains(s.call()))
        .map(RuntimeEvent.CallSucceeded::output)
        .findFirst();
  }

  private static boolean succeeded(Stage stage, String operation) {
    return answer(stage, operation).isPresent();
  }

  private static boolean scanned(Stage stage, String name) {
    return answer(stage, "dynamodb:Scan").stream()
        .flatMap(output -> output.list("Items").stream())
        .anyMatch(item ->
            PropertyPath.parse("name.S")
                .in(item instanceof Fields f ? f : Fields.EMPTY)
                .flatMap(Value::asText)
                .filter(name::equals)
                .isPresent());
  }

  private static Optional<String> denial(Stage stage) {
    return events(stage).stream()
        .filter(e -> e instanceof RuntimeEvent.CallDenied)
        .map(e -> ((RuntimeEvent.CallDenied) e).failure().message())
        .findFirst();
  }

  private static Outcome verdict(DioramaWindow window) {
    var verdict = window.document().check().verdicts().get(WRITE);
    return verdict == null ? Outcome.UNKNOWN : verdict.outcome();
  }

  /// The label of the only finding's fix.
  private static String fix(DioramaWindow window) throws Exception {
    return OnFx.call(() ->
        Samples.STUDIO
            .texts(Locale.ENGLISH)
            .text(window.document().check().findings().getFirst().fixes().getFirst().label()));
  }

  private static List<String> findings(DioramaWindow window) {
    return window.document().check().findings().stream().map(f -> f.rule().value()).toList();
  }
}
