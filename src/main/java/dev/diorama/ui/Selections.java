package dev.diorama.ui;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.rule.Subject;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.Selection;
import dev.diorama.ui.findings.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The canvas's selection, as subjects and as what commands do with it.
final class Selections {
  private Selections() {}

  /// The selected resources, then the selected connections.
  static List<Subject> subjects(Selection selection) {
    var result = new ArrayList<Subject>();
    selection.resources().forEach(id -> result.add(new Subject.OfResource(id)));
    selection.connections().forEach(id -> result.add(new Subject.OfConnection(id)));
    return result;
  }

  /// A selection of one subject.
  static Selection of(Subject subject) {
    return switch (subject) {
      case Subject.OfResource r -> Selection.of(r.id());
      case Subject.OfConnection c -> Selection.of(c.id());
    };
  }

  /// Selects a subject and brings it into view.
  static void reveal(Subject subject, DiagramCanvas canvas) {
    canvas.select(of(subject));
    switch (subject) {
      case Subject.OfResource r -> canvas.reveal(r.id());
      case Subject.OfConnection c -> canvas.reveal(c.id());
    }
  }

  /// Everything that is drawn.
  static Selection all(Architecture drawing) {
    return new Selection(
        new LinkedHashSet<>(drawing.resources().keySet()),
        new LinkedHashSet<>(drawing.connections().keySet()));
  }

  /// Removes what is selected, as one step.
  static Transaction removal(Selection selection, Architecture drawing) {
    var edits = new ArrayList<Edit>();
    selection.connections().forEach(id -> edits.add(new Edit.Disconnect(id)));
    selection.resources().forEach(id -> edits.add(new Edit.RemoveResource(id)));
    var subjects = subjects(selection);
    var label =
        subjects.size() == 1
            ? Message.of("ui.edit.delete", Subjects.name(subjects.getFirst(), drawing))
            : Message.of("ui.edit.deleteSeveral", subjects.size());
    return new Transaction(label, edits);
  }
}
