package dev.diorama.ui.inspector;

import dev.diorama.model.Value;
import java.util.Optional;
import javafx.scene.layout.Region;

/// Edits one property. It hands over a value once for each change that the user finished, so that
/// one change is one undo step.
interface Editor {
  /// Whether there is anything to choose or to see here now; a reference to what is not drawn has
  /// nothing.
  default boolean useful() {
    return true;
  }

  /// The node with which the user edits.
  Region node();

  /// Shows a value; empty: the property is absent. What the user is typing stays.
  void show(Optional<Value> value);

  /// Hands over what the user has typed but not finished, if it is valid.
  default void commit() {}
}
