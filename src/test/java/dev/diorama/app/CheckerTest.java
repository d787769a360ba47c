package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.workspace.Check;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.OpenDocument;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an open document says of its drawing, and in which order.
class CheckerTest {

  @Test
  @Timeout(120)
  void verdictsOnConnectionsComeBeforeTheRules() throws DocumentException, InterruptedException {
    var said = new LinkedBlockingQueue<Check>();
    var document = DocumentFiles.read(Samples.named("private-database"));
    var tasks = new LinkedBlockingQueue<Runnable>();
    var open = new OpenDocument(Samples.STUDIO, document, Optional.empty(), tasks::add);
    try {
      open.onCheck(() -> said.add(open.check()));
      runUntilComplete(open, tasks);
      said.clear();
      var group = document.architecture().byLogicalId("DatabaseGroup").orElseThrow().id();
      open.apply(
          Transaction.of(
              Message.of("test"),
              new Edit.SetProperty(
                  group, PropertyPath.of("SecurityGroupIngress"), Optional.empty())));
      tasks.take().run();
      var first = said.take();
      assertThat(first.complete()).isFalse();
      assertThat(first.drawing()).isEqualTo(open.document().architecture());
      assertThat(first.verdicts().values())
          .flatExtracting(v -> v.needs().stream().map(n -> n.outcome()).toList())
          .contains(Outcome.BLOCKED);
      assertThat(first.findings())
          .extracting(f -> f.rule().value())
          .doesNotContain("NoNetworkPath");
      tasks.take().run();
      var second = said.take();
      assertThat(second.complete()).isTrue();
      assertThat(second.verdicts()).isEqualTo(first.verdicts());
      assertThat(second.findings()).extracting(f -> f.rule().value()).contains("NoNetworkPath");
    } finally {
      open.close();
    }
  }

  private static void runUntilComplete(OpenDocument open, LinkedBlockingQueue<Runnable> tasks)
      throws InterruptedException {
    while (!open.check().complete()) {
      tasks.take().run();
    }
  }
}
