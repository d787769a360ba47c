package dev.diorama.ui.console;

import dev.diorama.runtime.RuntimeEvent;
import java.util.List;
import javafx.scene.layout.Region;

/// What tries out one resource.
interface ConsolePanel {
  /// What shows it.
  Region node();

  /// What was typed and received, for another panel of the same kind.
  Draft keep();

  /// Shows what was kept of such a panel.
  void restore(Draft draft);

  /// Takes what has happened in the run since the last time.
  default void take(List<RuntimeEvent> events) {}
}
