package dev.diorama.workspace;

import dev.diorama.access.Access;
import dev.diorama.access.ConnectionVerdict;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.rule.GeneralRules;
import dev.diorama.rule.RuleContext;
import java.util.LinkedHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Checks drawings beside the interface's thread. Only the newest drawing counts: a check that was
/// overtaken is dropped.
final class Checker implements AutoCloseable {
  private final Studio studio;
  private final Executor ownThread;
  private final LeastPrivilege leastPrivilege;
  private final AtomicLong newest = new AtomicLong();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("diorama-checker").factory());

  Checker(Studio studio, Executor ownThread) {
    this.studio = studio;
    this.ownThread = ownThread;
    this.leastPrivilege = new LeastPrivilege(studio.catalog());
  }

  /// What the checks know of the roles' least privilege, from one edit to the next.
  LeastPrivilege leastPrivilege() {
    return leastPrivilege;
  }

  void check(Architecture drawing, Consumer<Check> done) {
    long ticket = newest.incrementAndGet();
    worker.execute(() -> {
      if (ticket != newest.get()) {
        return;
      }
      var result = check(studio, drawing, leastPrivilege);
      ownThread.execute(() -> {
        if (ticket == newest.get()) {
          done.accept(result);
        }
      });
    });
  }

  /// Checks a drawing at once, on the calling thread.
  static Check check(Studio studio, Architecture drawing) {
    return check(studio, drawing, new LeastPrivilege(studio.catalog()));
  }

  private static Check check(Studio studio, Architecture drawing, LeastPrivilege leastPrivilege) {
    var access = new Access(drawing, studio.catalog());
    var context = new RuleContext(drawing, studio.catalog(), access, leastPrivilege);
    var verdicts = new LinkedHashMap<ConnectionId, ConnectionVerdict>();
    for (var connection : drawing.connections().values()) {
      verdicts.put(connection.id(), access.of(connection));
    }
    var findings = studio.rules().stream().flatMap(rule -> rule.check(context)).toList();
    return new Check(drawing, GeneralRules.withoutRepeats(findings), verdicts);
  }

  @Override
  public void close() {
    newest.incrementAndGet();
    worker.shutdownNow();
  }
}
