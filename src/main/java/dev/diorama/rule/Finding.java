package dev.diorama.rule;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import java.util.List;

/// A defect found in a drawing.
///
/// @param at the property in which the defect stands; the root if it is no single property
/// @param fixes smallest change first
public record Finding(
    RuleId rule,
    Severity severity,
    Subject subject,
    PropertyPath at,
    Message message,
    List<Fix> fixes) {
  public Finding {
    fixes = List.copyOf(fixes);
  }
}
