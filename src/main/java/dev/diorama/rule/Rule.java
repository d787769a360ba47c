package dev.diorama.rule;

import java.util.stream.Stream;

/// Finds one kind of defect. One class for each rule; stateless.
public interface Rule {
  /// Id, severity and source.
  RuleInfo info();

  /// The findings in a drawing, in document order. Must not throw on any drawing.
  Stream<Finding> check(RuleContext context);
}
