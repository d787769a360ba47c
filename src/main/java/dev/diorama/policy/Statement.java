package dev.diorama.policy;

import dev.diorama.policy.StatementMatch.Effect;
import dev.diorama.policy.StatementMatch.ElementMatch;
import dev.diorama.policy.StatementMatch.SimpleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A compiled statement.
///
/// @param principals empty in policies that have no principal element
/// @param resources empty in trust policies
/// @param skipped the message key of why the statement is left out; it then never matches
record Statement(
    int index,
    Optional<String> sid,
    Effect effect,
    Optional<Principals> principals,
    Optional<Texts> actions,
    Optional<Texts> resources,
    List<ConditionClause> conditions,
    Optional<String> skipped) {

  Statement {
    conditions = List.copyOf(conditions);
  }

  /// A `Principal` or `NotPrincipal` element.
  ///
  /// @param written the entries as written, for the trace
  record Principals(String element, List<String> written, List<PrincipalPattern> patterns) {
    Principals {
      written = List.copyOf(written);
      patterns = List.copyOf(patterns);
    }

    boolean negated() {
      return element.startsWith("Not");
    }

    /// What the element gives to `caller` in an `Allow` statement.
    Grant grant(Principal caller) {
      var grant = Grant.NONE;
      for (var pattern : patterns) {
        grant = grant.or(pattern.grant(caller));
      }
      if (!negated()) {
        return grant;
      }
      return grant == Grant.NONE ? Grant.DIRECT : Grant.NONE;
    }

    /// "The NotPrincipal element with a Deny effect will always deny any IAM principal that has a
    /// permissions boundary policy attached":
    /// `docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html`.
    ///
    /// @param bounded whether the caller has a permissions boundary
    boolean matches(Principal caller, Effect effect, boolean bounded) {
      if (!negated() || effect == Effect.ALLOW) {
        return grant(caller) != Grant.NONE;
      }
      if (bounded) {
        return true;
      }
      int covered = 0;
      for (var pattern : patterns) {
        covered |= pattern.covers(caller);
      }
      int names = PrincipalPattern.names(caller);
      return (covered & names) != names;
    }
  }

  /// `Action`, `NotAction`, `Resource` or `NotResource`.
  record Texts(String element, List<String> written, List<PolicyText> patterns) {
    Texts {
      written = List.copyOf(written);
      patterns = List.copyOf(patterns);
    }

    /// @param compared what the patterns see of `actual`
    SimpleMatch match(String actual, String compared, RequestView request) {
      return new SimpleMatch(element, written, actual, matches(compared, request));
    }

    boolean matches(String compared, RequestView request) {
      for (var pattern : patterns) {
        if (pattern.matches(compared, request)) {
          return !negated();
        }
      }
      return negated();
    }

    private boolean negated() {
      return element.startsWith("Not");
    }
  }

  /// Whether the statement's effect applies to a request: the answer of [#match] without the
  /// reasons, and so much faster.
  boolean applies(RequestView request) {
    if (skipped.isPresent()
        || (actions.isPresent() && !actions.get().matches(request.lowerCaseAction(), request))
        || (resources.isPresent() && !resources.get().matches(request.resource(), request))
        || (principals.isPresent()
            && !principals.get().matches(request.principal(), effect, request.isBounded()))) {
      return false;
    }
    for (var condition : conditions) {
      if (!condition.holds(request)) {
        return false;
      }
    }
    return true;
  }

  /// What the statement says to a request.
  StatementMatch match(Policy policy, RequestView request) {
    if (skipped.isPresent()) {
      return record(policy, List.of(), false);
    }
    var elements = new ArrayList<ElementMatch>(3 + conditions.size());
    principals.ifPresent(p ->
        elements.add(
            new SimpleMatch(
                p.element(),
                p.written(),
                request.principalText(),
                p.matches(request.principal(), effect, request.isBounded()))));
    actions.ifPresent(
        a -> elements.add(a.match(request.action(), request.lowerCaseAction(), request)));
    resources.ifPresent(
        r -> elements.add(r.match(request.resource(), request.resource(), request)));
    for (var condition : conditions) {
      elements.add(condition.match(request));
    }
    boolean matched = true;
    for (var element : elements) {
      matched &= element.matched();
    }
    return record(policy, elements, matched);
  }

  private StatementMatch record(Policy policy, List<ElementMatch> elements, boolean matched) {
    return new StatementMatch(
        policy.name(), policy.kind(), policy.arn(), index, sid, effect, elements, matched, skipped);
  }

  /// What a matching `Allow` statement gives to `caller`.
  Grant grant(Principal caller) {
    return principals.map(p -> p.grant(caller)).orElse(Grant.DIRECT);
  }
}
