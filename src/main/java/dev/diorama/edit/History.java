package dev.diorama.edit;

import java.util.Optional;

/// Undo and redo over immutable states. A history is itself immutable and knows nothing of what a
/// state is: it keeps the states, which share all that did not change, so nothing has to be
/// inverted.
///
/// @param <S> the state
/// @param <L> the label of a step
public final class History<S, L> {
  private record Step<S, L>(S state, L label, Optional<Step<S, L>> before) {}

  private final S state;
  private final Optional<Step<S, L>> undo;
  private final Optional<Step<S, L>> redo;

  private History(S state, Optional<Step<S, L>> undo, Optional<Step<S, L>> redo) {
    this.state = state;
    this.undo = undo;
    this.redo = redo;
  }

  /// A history that begins with `state`.
  public static <S, L> History<S, L> startingAt(S state) {
    return new History<>(state, Optional.empty(), Optional.empty());
  }

  /// The present state.
  public S state() {
    return state;
  }

  /// The history after a step to `next`; what was undone before can no longer be redone.
  public History<S, L> then(S next, L label) {
    return new History<>(next, Optional.of(new Step<>(state, label, undo)), Optional.empty());
  }

  /// The history one step back; itself if there is none.
  public History<S, L> undo() {
    return undo.map(s ->
            new History<>(s.state(), s.before(), Optional.of(new Step<>(state, s.label(), redo))))
        .orElse(this);
  }

  /// The history one undone step forward; itself if there is none.
  public History<S, L> redo() {
    return redo.map(s ->
            new History<>(s.state(), Optional.of(new Step<>(state, s.label(), undo)), s.before()))
        .orElse(this);
  }

  /// The label of the step that [#undo] takes back.
  public Optional<L> undoLabel() {
    return undo.map(Step::label);
  }

  /// The label of the step that [#redo] takes again.
  public Optional<L> redoLabel() {
    return redo.map(Step::label);
  }
}
