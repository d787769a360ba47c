package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;

/// The answers that an API keeps in its cache, each with a ring that closes as its time runs out.
/// An answer that the cache has to give up early for want of room stays here until its time is
/// over.
final class CacheRings {
  private static final int MOST = 100;
  private static final double RADIUS = 6;

  private final Texts texts;
  private final ResourceId api;
  private final String operation;
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final Set<Long> calls = new HashSet<>();
  private final VBox list = new VBox(3);
  private final VBox root;
  private final Timeline ticks =
      new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), e -> refresh(Instant.now())));

  private record Entry(Instant from, Duration life) {
    Instant until() {
      return from.plus(life);
    }
  }

  CacheRings(Texts texts, ResourceId api, String operation) {
    this.texts = texts;
    this.api = api;
    this.operation = operation;
    root = new VBox(4, new FormParts(texts).section("console.cache.entries"), list);
    root.setVisible(false);
    root.managedProperty().bind(root.visibleProperty());
    ticks.setCycleCount(Animation.INDEFINITE);
    // Nobody sees the rings of a panel that is put away.
    root.sceneProperty().subscribe(scene -> tick());
  }

  Node node() {
    return root;
  }

  /// Takes what has happened.
  void take(List<RuntimeEvent> events, Instant now) {
    for (var event : events) {
      if (event instanceof CallStarted call
          && call.operation().equals(operation)
          && call.target().filter(api::equals).isPresent()) {
        calls.add(call.header().sequence());
      } else if (event instanceof CallSucceeded answer && calls.remove(answer.call())) {
        if (answer.output().get("CacheEntry").orElse(Fields.EMPTY) instanceof Fields entry
            && entry.text("Key").isPresent()) {
          entries.putLast(
              entry.text("Key").get(),
              new Entry(
                  answer.header().at(), Duration.ofSeconds(entry.number("Seconds").orElse(0L))));
        }
      }
    }
    refresh(now);
    tick();
  }

  private void tick() {
    if (!entries.isEmpty() && root.getScene() != null) {
      ticks.play();
    } else {
      ticks.stop();
    }
  }

  private void refresh(Instant now) {
    entries.values().removeIf(e -> !e.until().isAfter(now));
    while (entries.size() > MOST) {
      entries.pollFirstEntry();
    }
    list.getChildren()
        .setAll(entries.entrySet().stream().map(e -> row(e.getKey(), e.getValue(), now)).toList());
    root.setVisible(!entries.isEmpty());
    if (entries.isEmpty()) {
      ticks.stop();
    }
  }

  private Node row(String key, Entry entry, Instant now) {
    var left = Duration.between(now, entry.until());
    double share =
        Math.clamp((double) left.toMillis() / Math.max(1, entry.life().toMillis()), 0, 1);
    var track = new Circle(RADIUS, RADIUS, RADIUS);
    track.getStyleClass().add("cache-track");
    var arc = new Arc(RADIUS, RADIUS, RADIUS, RADIUS, 90, -360 * share);
    arc.setType(ArcType.OPEN);
    arc.getStyleClass().add("cache-ring");
    var name = new Label(key);
    name.getStyleClass().add("mono");
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, javafx.scene.layout.Priority.ALWAYS);
    var time = new Label(texts.text(Message.of("console.cache.left", left.toSeconds() + 1)));
    time.getStyleClass().addAll("small", "muted");
    time.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    var row = new HBox(8, new Group(track, arc), name, time);
    row.getStyleClass().add("row-editor");
    return row;
  }

  /// The keys of what is kept.
  List<String> keys() {
    return List.copyOf(entries.keySet());
  }
}
