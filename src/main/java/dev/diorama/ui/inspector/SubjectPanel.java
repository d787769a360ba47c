package dev.diorama.ui.inspector;

import java.util.List;
import javafx.scene.Node;

/// What the inspector shows of one kind of subject.
interface SubjectPanel {
  /// Icon and name, which stay in sight while the rest scrolls.
  Node head();

  /// What stands above verdict and findings.
  List<Node> top();

  /// The editors of the properties.
  List<Node> rows();

  /// Shows the document as it is now.
  ///
  /// @return false if the subject changed so much that the panel must be made anew
  boolean refresh();

  /// Hands over what is typed but not finished.
  void commit();
}
