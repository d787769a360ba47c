package dev.diorama.aws.lambda.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/// Watches the worker's heap: when most of it is still in use after a collection, one handler has
/// to go before all are out of memory.
final class MemoryGuard {
  private static final double FULL = 0.6;
  private static final long PAUSE_MILLIS = 10;

  /// After a handler has been ended, so that what it held is free before the next look.
  private static final long REST_MILLIS = 200;

  private final Runnable full;

  /// @param full called on the guard's own thread
  MemoryGuard(Runnable full) {
    this.full = full;
  }

  void start() {
    Thread.ofPlatform().daemon().name("memory-guard").start(this::watch);
  }

  private void watch() {
    var pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP)
            .filter(p -> p.isCollectionUsageThresholdSupported() && p.isUsageThresholdSupported())
            .toList();
    for (var pool : pools) {
      pool.setCollectionUsageThreshold((long) (FULL * pool.getUsage().getMax()));
    }
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        if (pools.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded)) {
          full.run();
          Thread.sleep(REST_MILLIS);
          System.gc();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
