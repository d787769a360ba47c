package dev.diorama.policy;

import dev.diorama.policy.StatementMatch.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What several policies of one kind say to one request.
final class Evaluation {
  private final List<StatementMatch> matches = new ArrayList<>();
  private Optional<StatementMatch> deny = Optional.empty();
  private Grant grant = Grant.NONE;

  private Evaluation() {}

  /// Asks every statement of `policies`, in order.
  static Evaluation of(List<Policy> policies, RequestView request) {
    var result = new Evaluation();
    for (var policy : policies) {
      for (var statement : policy.statements()) {
        var match = statement.match(policy, request);
        result.matches.add(match);
        if (!match.matched()) {
          continue;
        }
        if (match.effect() == Effect.DENY) {
          result.deny = result.deny.isPresent() ? result.deny : Optional.of(match);
        } else {
          result.grant = result.grant.or(statement.grant(request.principal()));
        }
      }
    }
    return result;
  }

  List<StatementMatch> matches() {
    return matches;
  }

  /// The first `Deny` statement that matches.
  Optional<StatementMatch> deny() {
    return deny;
  }

  /// The strongest grant of the `Allow` statements that match.
  Grant grant() {
    return grant;
  }

  boolean allows() {
    return grant != Grant.NONE;
  }
}
