package dev.diorama.policy;

import java.util.List;
import java.util.Optional;

/// What one statement said to a request.
///
/// @param policyName the policy's name as drawn
/// @param policyArn the ARN of a managed policy, or of the resource that carries the policy
/// @param index the statement's position in its policy, from 0
/// @param elements each element that was compared, in the order Principal, Action, Resource,
///   Condition; a later element is absent where an earlier one already failed only if it cannot be
///   evaluated at all
/// @param matched whether all elements matched, so that the effect applies
/// @param skipped why the statement was left out, if it is malformed
public record StatementMatch(
    String policyName,
    PolicyKind kind,
    Optional<String> policyArn,
    int index,
    Optional<String> sid,
    Effect effect,
    List<ElementMatch> elements,
    boolean matched,
    Optional<String> skipped) {

  /// What a statement does when it matches.
  public enum Effect {
    /// `Allow`.
    ALLOW,
    /// `Deny`.
    DENY
  }

  /// How one element compared.
  public sealed interface ElementMatch {
    /// Whether the element matched.
    boolean matched();
  }

  /// `Principal`, `NotPrincipal`, `Action`, `NotAction`, `Resource` or `NotResource`.
  ///
  /// @param element the element's name as written
  /// @param expected what the statement says
  /// @param actual what the request has
  public record SimpleMatch(String element, List<String> expected, String actual, boolean matched)
      implements ElementMatch {
    public SimpleMatch {
      expected = List.copyOf(expected);
    }
  }

  /// One condition key under one operator.
  ///
  /// @param actual the request's values; empty if the key is absent
  /// @param becauseMissing whether it matched only because the key is absent
  public record ConditionMatch(
      String operator,
      String key,
      List<String> expected,
      Optional<List<String>> actual,
      boolean matched,
      boolean becauseMissing)
      implements ElementMatch {
    public ConditionMatch {
      expected = List.copyOf(expected);
    }
  }

  public StatementMatch {
    elements = List.copyOf(elements);
  }
}
