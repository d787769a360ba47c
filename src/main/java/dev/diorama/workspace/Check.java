package dev.diorama.workspace;

import dev.diorama.access.ConnectionVerdict;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.rule.Finding;
import java.util.List;
import java.util.Map;

/// What the checker says about one state of a drawing. The verdicts on its connections come first;
/// the rules, which try their fixes as well, follow.
///
/// @param findings what the rules say; while it is not complete, what they said of the state
///   before, of what is still drawn
/// @param complete whether the rules have spoken
public record Check(
    Architecture drawing,
    List<Finding> findings,
    Map<ConnectionId, ConnectionVerdict> verdicts,
    boolean complete) {
  /// Before the first check.
  public static final Check NONE = new Check(Architecture.EMPTY, List.of(), Map.of(), false);

  public Check {
    findings = List.copyOf(findings);
    verdicts = Map.copyOf(verdicts);
  }
}
