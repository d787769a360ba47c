package dev.diorama.ui.player;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.Billed;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallFailed;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Decides which event is shown when. Events are shown in the order of the log; an event begins
/// only when the dot of its cause has arrived, and so has everything that its place had received
/// before in the same invocation. Time is an input ([#advance]); nothing here knows JavaFX.
///
/// A call's dot goes no further than half the way until the log says whether its packets arrive.
public final class Playback {
  /// At most this many dots move at once.
  public static final int MOST_DOTS = 40;

  /// At most this many events wait in a live run; when more come, the oldest are shown at once.
  public static final int MOST_WAITING_LIVE = 300;

  /// The same for a run that is already over.
  public static final int MOST_WAITING_REPLAY = 20_000;

  private static final double HELD_AT = 0.5;
  private static final double WORDS = 2.2;

  private final boolean live;
  private final ToDoubleFunction<CallStarted> seconds;
  private final Consumer<RuntimeEvent> shown;
  private final ArrayDeque<RuntimeEvent> waiting = new ArrayDeque<>();
  private final List<Moving> moving = new ArrayList<>();
  private final Map<Long, CallStarted> calls = new HashMap<>();
  private final Set<Long> arriving = new HashSet<>();
  private final Map<Long, CallBlocked> blocked = new HashMap<>();
  private double speed = 1;
  private boolean instant;
  private boolean paused;
  private boolean stepping;
  private long skipped;

  private static final class Moving {
    private final RuntimeEvent event;
    private final CallStarted call;
    private Travel.Kind kind;
    private final double duration;
    private double elapsed;

    Moving(RuntimeEvent event, CallStarted call, Travel.Kind kind, double duration) {
      this.event = event;
      this.call = call;
      this.kind = kind;
      this.duration = Math.max(duration, 0.01);
    }
  }

  /// @param live whether events come as they happen: then a growing queue is caught up with
  /// @param seconds how long a call's dot takes at normal speed; 0 or less for a call without a dot
  /// @param shown gets each event when it is shown, in order
  public Playback(
      boolean live, ToDoubleFunction<CallStarted> seconds, Consumer<RuntimeEvent> shown) {
    this.live = live;
    this.seconds = seconds;
    this.shown = shown;
  }

  /// Takes further events of the log, in order.
  public void offer(List<RuntimeEvent> events) {
    for (var event : events) {
      waiting.add(event);
      note(event);
    }
    int most = live ? MOST_WAITING_LIVE : MOST_WAITING_REPLAY;
    while (!paused && waiting.size() > most) {
      skipped++;
      shown.accept(waiting.remove());
    }
    beginWhatMay();
  }

  private void note(RuntimeEvent event) {
    if (event instanceof CallStarted c) {
      calls.put(c.header().sequence(), c);
    }
    switch (event) {
      case CallBlocked b -> {
        blocked.put(b.call(), b);
        // A dot that is on its way already now knows where it ends.
        moving.stream()
            .filter(m -> m.event.header().sequence() == b.call())
            .forEach(m -> m.kind = Travel.Kind.BLOCKED_CALL);
      }
      case CallSucceeded s -> arriving.add(s.call());
      case CallFailed f -> arriving.add(f.call());
      case CallDenied d -> arriving.add(d.call());
      default -> event.header().cause().ifPresent(arriving::add);
    }
  }

  /// Lets `realSeconds` pass.
  public void advance(double realSeconds) {
    if (paused && !stepping) {
      return;
    }
    double left = realSeconds * speed * (live ? Math.clamp(waiting.size() / 40.0, 1, 8) : 1);
    beginWhatMay();
    while (left > 0 && !moving.isEmpty()) {
      double next = left;
      for (var m : moving) {
        double rest = limit(m) - m.elapsed;
        // A dot that is held ends nothing.
        if (limit(m) >= m.duration) {
          next = Math.min(next, rest);
        }
      }
      next = Math.max(next, 0);
      for (var m : moving) {
        m.elapsed = Math.max(m.elapsed, Math.min(limit(m), m.elapsed + next));
      }
      moving.removeIf(m -> m.elapsed >= m.duration);
      left -= Math.max(next, 1e-6);
      beginWhatMay();
    }
    if (stepping && moving.stream().noneMatch(this::canMove)) {
      stepping = false;
    }
  }

  private double limit(Moving m) {
    return m.kind == Travel.Kind.CALL && !fateKnown(m.call) ? m.duration * HELD_AT : m.duration;
  }

  private boolean fateKnown(CallStarted call) {
    long sequence = call.header().sequence();
    return arriving.contains(sequence) || blocked.containsKey(sequence);
  }

  private boolean canMove(Moving m) {
    return m.elapsed < limit(m);
  }

  private void beginWhatMay() {
    while (!paused && !waiting.isEmpty() && (instant || mayBegin(waiting.getFirst()))) {
      begin(waiting.removeFirst());
    }
  }

  private boolean mayBegin(RuntimeEvent event) {
    if (moving.size() >= MOST_DOTS) {
      return false;
    }
    var origin = origin(event);
    for (var m : moving) {
      long sequence = m.event.header().sequence();
      boolean cause =
          event.header().cause().orElse(-1) == sequence
              || (event instanceof CallBlocked b && b.call() == sequence);
      boolean sameStory = m.event.header().invocation().equals(event.header().invocation());
      // A dot that is held has not been received, and nobody can wait for it.
      boolean awaited =
          sameStory && canMove(m) && origin.isPresent() && destination(m).equals(origin);
      if (cause || awaited) {
        return false;
      }
    }
    return true;
  }

  /// Where an event happens.
  private Optional<ResourceId> origin(RuntimeEvent event) {
    return switch (event) {
      case CallStarted c -> Optional.of(c.caller());
      case CallSucceeded s -> call(s.call()).flatMap(CallStarted::target);
      case CallFailed f -> call(f.call()).flatMap(CallStarted::target);
      case CallDenied d -> call(d.call()).flatMap(CallStarted::target);
      case InvocationStarted i -> Optional.of(i.function());
      case InvocationEnded i -> Optional.of(i.function());
      case LogWritten l -> Optional.of(l.source());
      case Billed b -> Optional.of(b.resource());
      case ResourceChanged r -> Optional.of(r.resource());
      default -> Optional.empty();
    };
  }

  private static Optional<ResourceId> destination(Moving m) {
    return switch (m.kind) {
      case CALL, BLOCKED_CALL -> m.call.target();
      case ANSWER, FAILURE, DENIED, BLOCKED -> Optional.of(m.call.caller());
    };
  }

  private Optional<CallStarted> call(long sequence) {
    return Optional.ofNullable(calls.get(sequence));
  }

  private void begin(RuntimeEvent event) {
    shown.accept(event);
    if (instant) {
      return;
    }
    switch (event) {
      case CallStarted c ->
          travel(
              event,
              c,
              blocked.containsKey(c.header().sequence())
                  ? Travel.Kind.BLOCKED_CALL
                  : Travel.Kind.CALL,
              1);
      case CallSucceeded s -> answer(event, s.call(), Travel.Kind.ANSWER, 0.7);
      case CallFailed f -> answer(event, f.call(), Travel.Kind.FAILURE, 1);
      case CallDenied d -> answer(event, d.call(), Travel.Kind.DENIED, WORDS);
      case CallBlocked b -> answer(event, b.call(), Travel.Kind.BLOCKED, WORDS);
      default -> {
        // Nothing moves.
      }
    }
  }

  private void answer(RuntimeEvent event, long call, Travel.Kind kind, double factor) {
    call(call).ifPresent(c -> travel(event, c, kind, factor));
  }

  private void travel(RuntimeEvent event, CallStarted call, Travel.Kind kind, double factor) {
    double duration = seconds.applyAsDouble(call);
    if (duration > 0) {
      moving.add(
          new Moving(
              event, call, kind, factor == WORDS ? Math.max(WORDS, duration) : duration * factor));
    }
  }

  /// The dots that are on their way.
  public List<Travel> travels() {
    return moving.stream()
        .map(m -> new Travel(m.event, m.call, m.kind, m.elapsed / m.duration))
        .toList();
  }

  /// Whether time changes anything now.
  public boolean isActive() {
    return (!paused || stepping)
        && (moving.stream().anyMatch(this::canMove)
            || (!paused && !waiting.isEmpty() && mayBegin(waiting.getFirst())));
  }

  /// The event that says that a call's packets do not arrive, once the log has it.
  Optional<CallBlocked> blockage(long call) {
    return Optional.ofNullable(blocked.get(call));
  }

  /// How many events wait to be shown.
  public int waiting() {
    return waiting.size();
  }

  /// How many events were shown without a dot because too many came.
  public long skipped() {
    return skipped;
  }

  /// The speed, 1 for normal.
  public void setSpeed(double newSpeed) {
    speed = newSpeed;
  }

  /// Whether events are shown at once, without dots.
  public void setInstant(boolean newInstant) {
    instant = newInstant;
    if (instant) {
      moving.clear();
      beginWhatMay();
    }
  }

  /// Stops or goes on; while it is stopped the dots stand still.
  public void setPaused(boolean newPaused) {
    paused = newPaused;
    stepping = false;
    beginWhatMay();
  }

  /// Stops, lets everything arrive that is on its way and shows exactly the next event; its dot
  /// moves to its end.
  public void step() {
    paused = true;
    moving.clear();
    if (!waiting.isEmpty()) {
      begin(waiting.removeFirst());
      stepping = !moving.isEmpty();
    }
  }

  /// The invocations of which something is on its way.
  public Set<InvocationId> moving() {
    var result = new HashSet<InvocationId>();
    moving.forEach(m -> result.add(m.event.header().invocation()));
    return result;
  }
}
