package dev.diorama.policy;

import dev.diorama.policy.StatementMatch.Effect;
import java.util.List;
import java.util.Optional;

/// What several policies of one kind say to one request.
final class Evaluation {
  private final RequestView request;
  private Optional<Policy> denyingPolicy = Optional.empty();
  private Optional<Statement> denyingStatement = Optional.empty();
  private Grant grant = Grant.NONE;

  private Evaluation(RequestView request) {
    this.request = request;
  }

  /// Asks every statement of `policies`, in order.
  static Evaluation of(List<Policy> policies, RequestView request) {
    var result = new Evaluation(request);
    for (var policy : policies) {
      for (var statement : policy.statements()) {
        if (statement.applies(request)) {
          result.count(policy, statement);
        }
      }
    }
    return result;
  }

  private void count(Policy policy, Statement statement) {
    if (statement.effect() == Effect.ALLOW) {
      grant = grant.or(statement.grant(request.principal()));
    } else if (denyingStatement.isEmpty()) {
      denyingPolicy = Optional.of(policy);
      denyingStatement = Optional.of(statement);
    }
  }

  /// Whether a `Deny` statement applies.
  boolean denies() {
    return denyingStatement.isPresent();
  }

  /// The first `Deny` statement that applies.
  Optional<StatementMatch> deny() {
    return denyingPolicy.flatMap(p -> denyingStatement.map(s -> s.match(p, request)));
  }

  /// The strongest grant of the `Allow` statements that apply.
  Grant grant() {
    return grant;
  }

  boolean allows() {
    return grant != Grant.NONE;
  }
}
