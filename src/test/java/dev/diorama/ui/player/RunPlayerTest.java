package dev.diorama.ui.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Bounds;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.Drawings;
import dev.diorama.ui.canvas.FxIcons;
import dev.diorama.ui.canvas.Polyline;
import dev.diorama.ui.canvas.SvgIcons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;

@WindowTest
class RunPlayerTest {

  private static Texts texts() {
    return new Texts(
        Locale.ENGLISH,
        List.of(
            "dev.diorama.ui.canvas.messages",
            "dev.diorama.ui.player.messages",
            "dev.diorama.policy.messages",
            "dev.diorama.reachability.messages",
            "dev.diorama.ui.verdict.messages",
            "dev.diorama.ui.canvas.sample"));
  }

  private static List<String> words(List<Node> nodes) {
    var result = new ArrayList<String>();
    for (var node : nodes) {
      switch (node) {
        case TextInputControl t -> result.add(t.getText());
        case Labeled l -> result.add(l.getText());
        case Parent p -> result.addAll(words(p.getChildrenUnmodifiable()));
        default -> {
          // Icons have no words.
        }
      }
    }
    return result;
  }

  private static DiagramCanvas canvas() {
    var canvas = new DiagramCanvas(Drawings.open(Drawings.photos()), texts(), new SvgIcons());
    canvas.resize(1200, 700);
    return canvas;
  }

  private static RunPlayer player(DiagramCanvas canvas) {
    return new RunPlayer(canvas, Drawings.photos().architecture(), texts(), false);
  }

  private static void play(RunPlayer player) {
    for (int i = 0; i < 2000; i++) {
      player.advance(0.05);
    }
  }

  @Test
  void allEventsAreShownInTheListAndTheElapsedTimeIsTheRunsOwn() throws Exception {
    OnFx.run(() -> {
      var canvas = canvas();
      try (var player = player(canvas)) {
        var list = new EventListView(texts(), new SvgIcons(), _ -> {});
        list.setPlayer(Optional.of(player));
        player.offer(Events.upload(false).all());
        assertThat(player.shown()).hasSize(1);
        play(player);
        assertThat(list.events()).hasSize(10);
        assertThat(player.elapsedProperty().get().toMillis()).isEqualTo(63);
      }
    });
  }

  @Test
  void theListCanShowRefusalsOnly() throws Exception {
    OnFx.run(() -> {
      try (var player = player(canvas())) {
        var list = new EventListView(texts(), new SvgIcons(), _ -> {});
        list.setPlayer(Optional.of(player));
        player.speedProperty().set(RunPlayer.INSTANT);
        player.offer(Events.upload(true).all());
        list.refusedOnly().setSelected(true);
        list.refusedOnly().getOnAction().handle(new javafx.event.ActionEvent());
        assertThat(list.events()).hasSize(1);
        list.select(1);
        assertThat(list.events()).hasSize(9);
      }
    });
  }

  @Test
  void theDetailOfARefusalTellsErrorDecisionAndEachElement() throws Exception {
    OnFx.run(() -> {
      var words = new EventText(texts(), Drawings.photos().architecture());
      var log = Events.upload(true).all();
      log.forEach(words::note);
      var detail = new EventDetail(texts(), new FxIcons(new SvgIcons()), _ -> {});
      detail.show(Optional.of(log.get(6)), Optional.of(words));
      var said = String.join("\n", words(detail.parts()));
      assertThat(said)
          .contains("Denied · dynamodb:PutItem")
          .contains("AccessDeniedException (HTTP 400)")
          .contains("\"cat.jpg\"")
          .contains("WritePhotos, statement 1 (Write)")
          .contains("does not match — Action: expected dynamodb:GetItem; actual dynamodb:PutItem")
          .contains("aws:SourceVpc: expected vpc-1; absent from the request")
          .doesNotContain("<");
    });
  }

  @Test
  void theDetailOfABlockedCallTellsTheBlocker() throws Exception {
    OnFx.run(() -> {
      var words = new EventText(texts(), Drawings.photos().architecture());
      var log = new Events();
      log.blocked(log.call("IndexPhoto", "Photos", "dynamodb:PutItem", 0), "IndexPhoto");
      log.all().forEach(words::note);
      var detail = new EventDetail(texts(), new FxIcons(new SvgIcons()), _ -> {});
      detail.show(Optional.of(log.all().get(1)), Optional.of(words));
      assertThat(String.join("\n", words(detail.parts())))
          .contains("Not reachable")
          .contains("NO_ROUTE_TO_DESTINATION");
    });
  }

  @Test
  void everyKindOfEventHasWordsInBothLanguages() {
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var words = new EventText(Drawings.texts(locale), Drawings.photos().architecture());
      for (RuntimeEvent event : Events.upload(true).all()) {
        words.note(event);
        assertThat(words.sentence(event)).doesNotContain("<");
      }
    }
  }

  @Test
  void thePlayerBarPausesAndSteps() throws Exception {
    OnFx.run(() -> {
      try (var player = player(canvas())) {
        var bar = new PlayerBar(texts());
        bar.setPlayer(Optional.of(player));
        player.pausedProperty().set(true);
        player.offer(Events.upload(false).all());
        assertThat(player.shown()).isEmpty();
        player.step();
        player.step();
        assertThat(player.shown()).hasSize(2);
        assertThat(bar.isDisable()).isFalse();
      }
    });
  }

  private static final Polyline LINE =
      new Polyline(List.of(new Point2D(200, 32), new Point2D(600, 32)));

  private static DotPath paths(String source) {
    return new DotPath(
        id -> id.equals(new ConnectionId("A-B")) ? Optional.of(LINE) : Optional.empty(),
        id ->
            switch (id.value()) {
              case "A" -> Optional.of(new Bounds(0, 0, 200, 64));
              case "B" -> Optional.of(new Bounds(600, 0, 200, 64));
              case "Wall" -> Optional.of(new Bounds(300, 100, 200, 64));
              case "Frame" -> Optional.of(new Bounds(-50, -50, 400, 300));
              default -> Optional.empty();
            },
        id -> Optional.of(new ResourceId(source)));
  }

  private static CallStarted call(Events log) {
    return (CallStarted) log.all().getFirst();
  }

  @Test
  void pollingGoesAgainstTheArrow() {
    var log = new Events();
    log.call("A", "B", "sqs:ReceiveMessage", 0);
    assertThat(paths("A").of(call(log))).contains(LINE);
    assertThat(paths("B").of(call(log))).contains(LINE.reversed());
  }

  @Test
  void aCallWithoutADrawnConnectionGoesStraight() {
    var log = new Events();
    log.call("B", "Wall", "s3:GetObject", 0);
    assertThat(paths("B").of(call(log)).orElseThrow().points()).hasSize(2);
    var unseen = new Events();
    unseen.call("B", "Nowhere", "s3:GetObject", 0);
    assertThat(paths("B").of(call(unseen))).isEmpty();
  }

  @Test
  void aBlockedDotEndsAtTheBlocker() {
    assertThat(blockedAt("Wall")).isEqualTo(new Point2D(400, 100));
    assertThat(blockedAt("Frame").getX()).isBetween(349.0, 355.0);
    assertThat(blockedAt("Undrawn")).isEqualTo(new Point2D(400, 32));
  }

  private static Point2D blockedAt(String blocker) {
    var log = new Events();
    log.blocked(log.call("A", "B", "s3:GetObject", 0), blocker);
    var verdict = ((CallBlocked) log.all().get(1)).verdict();
    return paths("A").blocked(call(log), verdict).orElseThrow().end();
  }
}
