package dev.diorama.ui.player;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.policy.Decision;
import dev.diorama.policy.DecisionText;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Trace;
import dev.diorama.runtime.EventLog;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallFailed;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.DotFigure;
import dev.diorama.ui.canvas.LiveState;
import dev.diorama.ui.canvas.Polyline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Plays a run's log on a canvas. Every dot is exactly one event. The timer runs only while
/// something moves. Use on the JavaFX thread; the log may grow on any.
public final class RunPlayer implements AutoCloseable {
  /// The speed at which events are shown at once, without dots.
  public static final double INSTANT = 0;

  private static final double PIXELS_PER_SECOND = 460;
  private static final int LONGEST_REASON = 90;

  private final DiagramCanvas canvas;
  private final Texts texts;
  private final Playback playback;
  private final DotPath paths;
  private final EventText words;
  private final LiveCounts counts;
  private final ObservableList<RuntimeEvent> shown = FXCollections.observableArrayList();
  private final List<RuntimeEvent> newlyShown = new ArrayList<>();
  private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
  private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
  private final ReadOnlyLongWrapper skipped = new ReadOnlyLongWrapper(this, "skipped");
  private final ReadOnlyObjectWrapper<Duration> elapsed =
      new ReadOnlyObjectWrapper<>(this, "elapsed", Duration.ZERO);
  private final AtomicBoolean told = new AtomicBoolean();
  private final Frames frames = new Frames();
  private Optional<EventLog> log = Optional.empty();
  private int read;
  private boolean countsChanged;
  private boolean closed;

  /// A player that shows the events of a run of `drawing` on `canvas`.
  ///
  /// @param texts must have the bundles of `ui.player`, `policy` and `reachability`
  /// @param live whether the run goes on on wall time
  public RunPlayer(DiagramCanvas canvas, Architecture drawing, Texts texts, boolean live) {
    this.canvas = canvas;
    this.texts = texts;
    var catalog = canvas.catalog();
    this.counts =
        new LiveCounts(id -> drawing.resource(id).flatMap(r -> catalog.facets(r).console(r)));
    this.words = new EventText(texts, drawing);
    this.paths =
        new DotPath(
            canvas::path,
            canvas::documentBounds,
            id -> drawing.connection(id).map(Connection::source));
    this.playback = new Playback(live, this::seconds, this::show);
    paused.addListener((o, was, is) -> {
      playback.setPaused(is);
      wake();
    });
    speed.addListener((o, was, is) -> {
      playback.setInstant(is.doubleValue() == INSTANT);
      playback.setSpeed(is.doubleValue());
      wake();
    });
  }

  /// Follows a log from its beginning.
  public void follow(EventLog newLog) {
    log = Optional.of(newLog);
    newLog.onAppend(() -> {
      if (told.compareAndSet(false, true)) {
        Platform.runLater(this::readOn);
      }
    });
    readOn();
  }

  private void readOn() {
    told.set(false);
    if (!closed) {
      var events = log.map(l -> l.from(read)).orElse(List.of());
      read += events.size();
      offer(events);
    }
  }

  /// Takes events; [#follow] does it for a log.
  void offer(List<RuntimeEvent> events) {
    playback.offer(events);
    wake();
  }

  private double seconds(CallStarted call) {
    return paths
        .of(call)
        .map(line -> Math.clamp(0.25 + line.length() / PIXELS_PER_SECOND, 0.5, 1.6))
        .orElse(0.0);
  }

  private void show(RuntimeEvent event) {
    words.note(event);
    newlyShown.add(event);
    countsChanged |= counts.show(event);
  }

  /// Shows the present state and, if something moves, keeps showing it.
  private void wake() {
    publish();
    if (playback.isActive()) {
      frames.begin();
    }
  }

  private void publish() {
    if (!newlyShown.isEmpty()) {
      var start = shown.isEmpty() ? newlyShown.getFirst() : shown.getFirst();
      elapsed.set(Duration.between(start.header().at(), newlyShown.getLast().header().at()));
      shown.addAll(newlyShown);
      newlyShown.clear();
    }
    if (countsChanged) {
      countsChanged = false;
      canvas.setLive(counts.state());
    }
    skipped.set(playback.skipped());
    canvas.setDots(playback.travels().stream().flatMap(t -> dot(t).stream()).toList());
  }

  private Optional<DotFigure> dot(Travel t) {
    long id = t.event().header().sequence();
    double eased = t.progress() * t.progress() * (3 - 2 * t.progress());
    var line =
        t.kind() == Travel.Kind.BLOCKED_CALL || t.kind() == Travel.Kind.BLOCKED
            ? blockedPath(t)
            : paths.of(t.call());
    return line.map(l ->
        switch (t.kind()) {
          case CALL, BLOCKED_CALL ->
              new DotFigure(id, DotFigure.Kind.CALL, l.at(eased), Optional.empty());
          case ANSWER ->
              new DotFigure(id, DotFigure.Kind.ANSWER, l.at(1 - eased), Optional.empty());
          case FAILURE ->
              new DotFigure(id, DotFigure.Kind.FAILURE, l.at(1 - eased), reason(t.event()));
          // It bounces off quickly and then goes back slowly enough to read the reason.
          case DENIED ->
              new DotFigure(
                  id,
                  DotFigure.Kind.DENIED,
                  l.at(1 - Math.pow(t.progress(), 1.5)),
                  reason(t.event()));
          case BLOCKED -> new DotFigure(id, DotFigure.Kind.BLOCKED, l.end(), reason(t.event()));
        });
  }

  private Optional<Polyline> blockedPath(Travel t) {
    return blocked(t)
        .map(b -> paths.blocked(t.call(), b.verdict()))
        .orElseGet(() -> paths.of(t.call()));
  }

  private Optional<CallBlocked> blocked(Travel t) {
    return t.event() instanceof CallBlocked b
        ? Optional.of(b)
        : playback.blockage(t.call().header().sequence());
  }

  private Optional<String> reason(RuntimeEvent event) {
    return switch (event) {
      case CallDenied d -> d.verdict().denial().map(this::firstWords).map(RunPlayer::cut);
      case CallBlocked b ->
          b.verdict().network().map(Trace::blockers).stream()
              .flatMap(List::stream)
              .findFirst()
              .map(Blocker::explanation)
              .map(texts::text)
              .map(RunPlayer::cut);
      case CallFailed f -> Optional.of(f.failure().code());
      default -> Optional.empty();
    };
  }

  private String firstWords(Decision decision) {
    return DecisionText.explain(decision).stream().findFirst().map(texts::text).orElse("");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_REASON
        ? text
        : text.substring(0, LONGEST_REASON - 1).stripTrailing() + "…";
  }

  /// The events shown so far, in order.
  public ObservableList<RuntimeEvent> shown() {
    return FXCollections.unmodifiableObservableList(shown);
  }

  /// Whether it is paused.
  public BooleanProperty pausedProperty() {
    return paused;
  }

  /// The speed: 1 for normal, [#INSTANT] for no dots at all.
  public DoubleProperty speedProperty() {
    return speed;
  }

  /// How many events were shown without a dot because too many came.
  public ReadOnlyLongProperty skippedProperty() {
    return skipped.getReadOnlyProperty();
  }

  /// The run's own time from its beginning to the event that was shown last.
  public ReadOnlyObjectProperty<Duration> elapsedProperty() {
    return elapsed.getReadOnlyProperty();
  }

  /// Pauses and shows exactly the next event.
  public void step() {
    paused.set(true);
    playback.step();
    wake();
  }

  /// How events are said in words.
  EventText words() {
    return words;
  }

  /// Lets time pass, as the timer does.
  void advance(double seconds) {
    playback.advance(seconds);
    publish();
  }

  /// Ends showing; the canvas shows no run any more.
  @Override
  public void close() {
    closed = true;
    frames.stop();
    canvas.setDots(List.of());
    canvas.setLive(LiveState.NONE);
  }

  private final class Frames extends AnimationTimer {
    private static final double LONGEST = 0.1;

    private boolean on;
    private long last;

    void begin() {
      if (!on && !closed) {
        on = true;
        last = 0;
        start();
      }
    }

    @Override
    public void handle(long now) {
      // After a long pause of the thread the dots go on where they were, not where they would be.
      double seconds = last == 0 ? 0 : Math.min(LONGEST, (now - last) / 1e9);
      last = now;
      advance(seconds);
      if (!playback.isActive()) {
        on = false;
        stop();
      }
    }
  }
}
