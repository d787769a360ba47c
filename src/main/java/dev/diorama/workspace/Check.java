package dev.diorama.workspace;

import dev.diorama.access.ConnectionVerdict;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.rule.Finding;
import java.util.List;
import java.util.Map;

/// What the checker says about one state of a drawing.
public record Check(
    Architecture drawing, List<Finding> findings, Map<ConnectionId, ConnectionVerdict> verdicts) {
  /// Before the first check.
  public static final Check NONE = new Check(Architecture.EMPTY, List.of(), Map.of());

  public Check {
    findings = List.copyOf(findings);
    verdicts = Map.copyOf(verdicts);
  }
}
