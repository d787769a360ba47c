package dev.diorama.workspace;

import dev.diorama.access.Access;
import dev.diorama.access.ConnectionVerdict;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.rule.Finding;
import dev.diorama.rule.GeneralRules;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.Subject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Checks drawings beside the interface's thread: first the connections, so that their arrows are
/// right at once, then the rules. Only the newest drawing counts: a check that was overtaken is
/// dropped.
final class Checker implements AutoCloseable {
  private final Studio studio;
  private final Executor ownThread;
  private final LeastPrivilege leastPrivilege;
  private final AtomicLong newest = new AtomicLong();
  private volatile List<Finding> lastFindings = List.of();
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

  void check(Architecture drawing, Optional<Path> folder, Consumer<Check> done) {
    long ticket = newest.incrementAndGet();
    worker.execute(() -> {
      if (ticket != newest.get()) {
        return;
      }
      var access = new Access(drawing, studio.catalog());
      var verdicts = verdicts(drawing, access);
      var kept = lastFindings.stream().filter(f -> isDrawn(drawing, f)).toList();
      tell(ticket, new Check(drawing, kept, verdicts, false), done);
      if (ticket != newest.get()) {
        return;
      }
      lastFindings = findings(studio, drawing, access, leastPrivilege, folder);
      tell(ticket, new Check(drawing, lastFindings, verdicts, true), done);
    });
  }

  private void tell(long ticket, Check result, Consumer<Check> done) {
    ownThread.execute(() -> {
      if (ticket == newest.get()) {
        done.accept(result);
      }
    });
  }

  private static boolean isDrawn(Architecture drawing, Finding finding) {
    return switch (finding.subject()) {
      case Subject.OfResource r -> drawing.resource(r.id()).isPresent();
      case Subject.OfConnection c -> drawing.connection(c.id()).isPresent();
    };
  }

  /// Checks a drawing at once, on the calling thread.
  static Check check(Studio studio, Architecture drawing, Optional<Path> folder) {
    var access = new Access(drawing, studio.catalog());
    var verdicts = verdicts(drawing, access);
    return new Check(
        drawing,
        findings(studio, drawing, access, new LeastPrivilege(studio.catalog()), folder),
        verdicts,
        true);
  }

  private static Map<ConnectionId, ConnectionVerdict> verdicts(
      Architecture drawing, Access access) {
    var verdicts = new LinkedHashMap<ConnectionId, ConnectionVerdict>();
    for (var connection : drawing.connections().values()) {
      verdicts.put(connection.id(), access.of(connection));
    }
    return verdicts;
  }

  private static List<Finding> findings(
      Studio studio,
      Architecture drawing,
      Access access,
      LeastPrivilege leastPrivilege,
      Optional<Path> folder) {
    var context = new RuleContext(drawing, studio.catalog(), access, leastPrivilege, folder);
    return GeneralRules.withoutRepeats(
        studio.rules().stream().flatMap(rule -> rule.check(context)).toList());
  }

  @Override
  public void close() {
    newest.incrementAndGet();
    worker.shutdownNow();
  }
}
