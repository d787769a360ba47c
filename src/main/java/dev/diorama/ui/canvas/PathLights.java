package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.workspace.Check;
import dev.diorama.workspace.OpenDocument;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.util.Duration;

/// Which way is lit: that of the selected connection, hop by hop, and more lightly that of the one
/// under the pointer. Ways are found once for each state of the drawing; when nothing changes,
/// nothing is done.
final class PathLights {
  private static final double HOP = 130;
  private static final double LONGEST = 900;

  /// What is lit now.
  ///
  /// @param selected the selected connection's way
  /// @param hinted that of the one under the pointer, if it is another
  /// @param progress how far the selected one's way is lit, from 0 to 1
  record Lit(Optional<PathLight> selected, Optional<PathLight> hinted, double progress) {
    /// Nothing.
    static final Lit NONE = new Lit(Optional.empty(), Optional.empty(), 1);
  }

  private record Key(Diagram diagram, Check check, ConnectionId connection) {}

  private record Found(Key key, Optional<PathLight> light) {}

  private final OpenDocument document;
  private final Texts texts;
  private final TextMeasure measure;
  private final DoubleProperty progress = new SimpleDoubleProperty(1);
  private Optional<Found> selected = Optional.empty();
  private Optional<Found> hinted = Optional.empty();
  private Optional<Timeline> motion = Optional.empty();

  /// @param repaint is called while the way is being lit
  PathLights(OpenDocument document, Texts texts, TextMeasure measure, Runnable repaint) {
    this.document = document;
    this.texts = texts;
    this.measure = measure;
    progress.addListener((o, before, now) -> repaint.run());
  }

  /// What is lit with this selection and this under the pointer.
  Lit of(Diagram diagram, Selection selection, Hit hovered) {
    var chosen = selection.onlyConnection();
    var pointed =
        hovered instanceof Hit.OnConnection c && !chosen.equals(Optional.of(c.id()))
            ? Optional.of(c.id())
            : Optional.<ConnectionId>empty();
    var before = selected.map(f -> f.key().connection());
    selected = chosen.map(id -> found(selected, diagram, id));
    hinted = pointed.map(id -> found(hinted, diagram, id));
    if (!Objects.equals(before, chosen)) {
      motion.ifPresent(Timeline::stop);
      motion = selected.flatMap(Found::light).map(this::start);
    }
    return new Lit(
        selected.flatMap(Found::light),
        hinted.flatMap(Found::light),
        motion.isPresent() ? progress.get() : 1);
  }

  private Found found(Optional<Found> before, Diagram diagram, ConnectionId id) {
    var check = document.check();
    var key = new Key(diagram, check, id);
    return before
        .filter(f -> f.key().equals(key))
        .orElseGet(() -> new Found(key, find(diagram, check, id)));
  }

  private Optional<PathLight> find(Diagram diagram, Check check, ConnectionId id) {
    var finder =
        new PathFinder(check.drawing(), document.studio().catalog(), texts, measure, diagram);
    return diagram
        .connection(id)
        .flatMap(figure ->
            Optional.ofNullable(check.verdicts().get(id)).flatMap(v -> finder.find(figure, v)));
  }

  private Timeline start(PathLight light) {
    boolean still = Platform.getPreferences().isReducedMotion() || light.stops().size() < 3;
    progress.set(still ? 1 : 0);
    var timeline =
        new Timeline(
            new KeyFrame(
                Duration.millis(Math.min(LONGEST, HOP * light.stops().size())),
                new KeyValue(progress, 1, Interpolator.EASE_BOTH)));
    if (!still) {
      timeline.play();
    }
    return timeline;
  }

  /// A connection's way in words, for people who do not see it.
  Optional<String> words(Diagram diagram, ConnectionId id) {
    return find(diagram, document.check(), id)
        .map(light -> {
          var way =
              String.join(
                  " → ",
                  light.stops().stream()
                      .sorted((a, b) -> Double.compare(a.at(), b.at()))
                      .flatMap(s -> diagram.node(s.node()).stream())
                      .map(NodeFigure::name)
                      .toList());
          var locks =
              String.join(
                  " ", light.locks().stream().map(l -> l.word() + ": " + l.reason()).toList());
          return texts.text(Message.of("canvas.path.words", way, locks)).strip();
        });
  }
}
