package dev.diorama.ui.network;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Flow;
import dev.diorama.reachability.Matrix;
import dev.diorama.reachability.MatrixDifference;
import dev.diorama.reachability.MatrixDifference.Change;
import dev.diorama.reachability.Reach;
import dev.diorama.reachability.ReachabilityEngine;
import dev.diorama.reachability.Trace;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;

/// Asks the reachability engine beside the interface's thread. Only the newest drawing counts.
final class NetworkAnswers implements AutoCloseable {
  private static final int HTTPS = 443;

  /// All that there is to say about one state of a drawing.
  ///
  /// @param changes what differs from the saved drawing
  record Answer(Architecture drawing, Pairs pairs, List<Change> changes) {
    Answer {
      changes = List.copyOf(changes);
    }
  }

  /// A pair's connection, traced.
  record Traced(int port, Trace trace) {}

  private final Catalog catalog;
  private final AtomicLong newest = new AtomicLong();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("diorama-reachability").factory());

  NetworkAnswers(Catalog catalog) {
    this.catalog = catalog;
  }

  /// Computes all pairs and what differs from `saved`.
  ///
  /// @param progress hears on JavaFX's thread, from 0 to 1
  /// @param done hears on JavaFX's thread, unless a newer drawing overtakes this one
  void ask(
      Architecture drawing, Architecture saved, DoubleConsumer progress, Consumer<Answer> done) {
    long ticket = newest.incrementAndGet();
    worker.execute(() -> {
      if (ticket != newest.get()) {
        return;
      }
      var matrix = new ReachabilityEngine(drawing, catalog).matrix();
      var pairs = Pairs.of(matrix, new Steps(ticket, progress), () -> ticket != newest.get());
      if (ticket != newest.get()) {
        return;
      }
      var changes =
          drawing.equals(saved)
              ? List.<Change>of()
              : MatrixDifference.between(new ReachabilityEngine(saved, catalog).matrix(), matrix);
      later(ticket, () -> done.accept(new Answer(drawing, pairs, changes)));
    });
  }

  private void later(long ticket, Runnable task) {
    Platform.runLater(() -> {
      if (ticket == newest.get()) {
        task.run();
      }
    });
  }

  /// Passes on every hundredth only.
  private final class Steps implements DoubleConsumer {
    private final long ticket;
    private final DoubleConsumer target;
    private double told;

    Steps(long ticket, DoubleConsumer target) {
      this.ticket = ticket;
      this.target = target;
    }

    @Override
    public void accept(double value) {
      if (value - told >= 0.01) {
        told = value;
        later(ticket, () -> target.accept(value));
      }
    }
  }

  /// Traces a pair through the first port that works, else the one that the destination serves.
  void trace(
      Architecture drawing, ResourceId from, ResourceId to, Reach reach, Consumer<Traced> done) {
    worker.execute(() -> {
      int port =
          reach.ports().isEmpty()
              ? served(drawing, to)
              : reach.ports().contains(HTTPS)
                  ? HTTPS
                  : Math.max(1, reach.ports().ranges().getFirst().from());
      var flow =
          new Flow(
              from.equals(Matrix.INTERNET) ? new Flow.FromInternet() : new Flow.FromResource(from),
              to.equals(Matrix.INTERNET)
                  ? new Flow.ToInternet("internet")
                  : new Flow.ToResource(to),
              Flow.Protocol.TCP,
              port);
      var trace = new ReachabilityEngine(drawing, catalog).trace(flow);
      Platform.runLater(() -> done.accept(new Traced(port, trace)));
    });
  }

  private int served(Architecture drawing, ResourceId to) {
    return drawing
        .resource(to)
        .flatMap(r -> catalog.facets(r).attachment(r, drawing))
        .map(a -> a.port().orElse(HTTPS))
        .orElse(HTTPS);
  }

  @Override
  public void close() {
    newest.incrementAndGet();
    worker.shutdownNow();
  }
}
