package dev.diorama.ui.findings;

import dev.diorama.rule.Fix;
import dev.diorama.rule.Subject;

/// What can be done from a finding.
public interface FindingActions {
  /// Selects the subject and brings it into view.
  void reveal(Subject subject);

  /// Applies the fix as one step that can be undone.
  void apply(Fix fix);

  /// Opens a documentation page in the system's browser.
  void openLink(String address);
}
