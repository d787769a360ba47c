package dev.diorama.aws.lambda.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Watches the worker's heap, and ends a handler that holds more memory than its function has, as
/// Lambda does (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).
///
/// The JVM knows what each thread has asked for, and what is in use in all after a collection, but
/// not who holds it. So the guard ends an environment only if it is sure: if more is in use than
/// all others could hold, and its own memory besides. What an environment could hold is what it has
/// asked for since the guard last looked, and never more than its function has. That is exact for
/// an environment that works alone in its process, up to what the young generation holds; several
/// in one process are ended, the largest first, when together they hold more than they may
/// together. In any case one of them goes before the whole heap is full.
final class MemoryGuard {
  private static final double FULL = 0.6;
  private static final long PAUSE_MILLIS = 10;

  /// After a handler has been ended, so that what it held is free before the next look.
  private static final long REST_MILLIS = 200;

  /// What the worker needs for itself and for what all environments share: its heap is some 40 MB
  /// after the first handler.
  private static final long OWN = 48L << 20;

  /// How much more must be in use before the guard looks again, since every look is a collection.
  private static final long STEP = 32L << 20;

  private final Supplier<Collection<? extends Holder>> environments;
  private final List<MemoryPoolMXBean> pools;
  private long lookAbove;

  /// An environment as the guard sees it.
  interface Holder {
    /// How much its function has, in bytes.
    long limit();

    /// How much it has asked for so far, in bytes; grows for ever.
    long asked();

    /// How much its present turn has asked for, in bytes; 0 between turns.
    long askedInTurn();

    /// The account in which the guard keeps what it knows of it.
    Account account();

    /// Ends it, also while it works.
    void end();
  }

  /// What an environment could hold at the most.
  static final class Account {
    private long held;
    private long askedBefore;

    /// @return never more than `limit`
    private long atMost(long asked, long limit) {
      return Math.min(limit, held + asked - askedBefore);
    }

    private void know(long asked, long most) {
      held = most;
      askedBefore = asked;
    }
  }

  /// @param environments those that are open, asked on the guard's own thread
  MemoryGuard(Supplier<Collection<? extends Holder>> environments) {
    this.environments = environments;
    this.pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP)
            .filter(p -> p.isCollectionUsageThresholdSupported() && p.isUsageThresholdSupported())
            .toList();
  }

  void start() {
    Thread.ofPlatform().daemon().name("memory-guard").start(this::watch);
  }

  private void watch() {
    for (var pool : pools) {
      pool.setCollectionUsageThreshold((long) (FULL * pool.getUsage().getMax()));
    }
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        boolean full = isFull();
        boolean ended = full ? endLargest() : look();
        if (full) {
          // Every look is a collection, which helps nobody if what is held stays.
          Thread.sleep(5 * REST_MILLIS);
        }
        if (ended) {
          Thread.sleep(REST_MILLIS);
          System.gc();
          lookAgain();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void lookAgain() {
    lookAbove = 0;
  }

  /// Whether most of the heap is in use, also after what has just ended is collected.
  private boolean isFull() {
    if (pools.stream().noneMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded)) {
      return false;
    }
    System.gc();
    return pools.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded);
  }

  /// How much an environment can have had in use at the most, in bytes, together with what the
  /// runtime itself needs: what is in use in the whole process, but no more than it has asked for.
  /// An environment that works alone in its process has used just that, as a function's `Max Memory
  /// Used` counts its whole process.
  long used(Holder holder) {
    long all = pools.stream().mapToLong(p -> p.getUsage().getUsed()).sum();
    return Math.min(holder.limit(), Math.min(all, OWN + holder.asked()));
  }

  /// Looks at the end of a turn too: a quick one can begin and end between two looks.
  synchronized void lookAtTheEnd(Holder holder) {
    if (holder.askedInTurn() > holder.limit()) {
      lookAgain();
      var _ = look();
    }
  }

  /// Looks closer if somebody at work could hold too much.
  ///
  /// @return whether an environment was ended
  private synchronized boolean look() {
    long used = pools.stream().mapToLong(p -> p.getUsage().getUsed()).sum() - OWN;
    if (used <= lookAbove || suspects(used).isEmpty()) {
      return false;
    }
    System.gc();
    long inUse = pools.stream().mapToLong(p -> p.getUsage().getUsed()).sum() - OWN;
    lookAbove = inUse + STEP;
    var all = List.copyOf(environments.get());
    long others = all.stream().mapToLong(h -> h.account().atMost(h.asked(), h.limit())).sum();
    for (var suspect : suspects(inUse)) {
      var own = suspect.account().atMost(suspect.asked(), suspect.limit());
      if (inUse > others - own + suspect.limit()) {
        suspect.end();
        return true;
      }
    }
    for (var holder : all) {
      var most =
          Math.min(Math.max(0, inUse), holder.account().atMost(holder.asked(), holder.limit()));
      holder.account().know(holder.asked(), most);
    }
    return false;
  }

  /// Those at work that could hold more than they may, the largest first.
  private List<? extends Holder> suspects(long used) {
    return environments.get().stream()
        .filter(h -> h.askedInTurn() > 0 && used > h.limit())
        .filter(h -> h.account().atMost(h.asked(), Long.MAX_VALUE) > h.limit())
        .sorted(Comparator.comparingLong(Holder::askedInTurn).reversed())
        .toList();
  }

  /// Ends the environment whose present turn has asked for the most, before all are out of memory;
  /// nobody who has asked for little can be the reason.
  ///
  /// @return whether there was one
  private synchronized boolean endLargest() {
    var largest =
        environments.get().stream()
            .filter(h -> h.askedInTurn() > STEP)
            .max(Comparator.comparingLong(Holder::askedInTurn));
    largest.ifPresent(Holder::end);
    return largest.isPresent();
  }
}
