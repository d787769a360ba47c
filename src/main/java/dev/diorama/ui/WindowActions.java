package dev.diorama.ui;

import dev.diorama.rule.Fix;
import dev.diorama.rule.Subject;
import dev.diorama.ui.findings.FindingActions;
import java.util.function.Consumer;

/// What findings and inspector ask of the window.
record WindowActions(
    Consumer<Subject> onReveal, Consumer<Fix> onApply, Consumer<String> onLink, Runnable onOpen)
    implements FindingActions {
  /// Asks for a file to open.
  void open() {
    onOpen.run();
  }

  @Override
  public void reveal(Subject subject) {
    onReveal.accept(subject);
  }

  @Override
  public void apply(Fix fix) {
    onApply.accept(fix);
  }

  @Override
  public void openLink(String address) {
    onLink.accept(address);
  }
}
