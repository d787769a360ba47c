package dev.diorama.policy;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.StatementMatch.ConditionMatch;
import dev.diorama.policy.StatementMatch.ElementMatch;
import dev.diorama.policy.StatementMatch.SimpleMatch;

/// Decisions as data for programs: the same in every language.
public final class DecisionJson {
  private DecisionJson() {}

  /// What each statement said, in the order of the trace.
  public static Items trace(Decision decision) {
    return new Items(decision.trace().stream().<Value>map(DecisionJson::statement).toList());
  }

  /// What one statement said.
  public static Fields statement(StatementMatch match) {
    var json =
        Fields.EMPTY
            .with("policy", match.policyName())
            .with("kind", match.kind().name())
            .with("index", match.index());
    if (match.policyArn().isPresent()) {
      json = json.with("arn", match.policyArn().get());
    }
    if (match.sid().isPresent()) {
      json = json.with("sid", match.sid().get());
    }
    json = json.with("effect", match.effect().name()).with("matched", Value.of(match.matched()));
    if (match.skipped().isPresent()) {
      json = json.with("skipped", match.skipped().get());
    }
    return json.with(
        "elements",
        new Items(match.elements().stream().<Value>map(DecisionJson::element).toList()));
  }

  private static Fields element(ElementMatch element) {
    return switch (element) {
      case SimpleMatch s ->
          Fields.EMPTY
              .with("element", s.element())
              .with("expected", Value.texts(s.expected()))
              .with("actual", s.actual())
              .with("matched", Value.of(s.matched()));
      case ConditionMatch c -> {
        var json =
            Fields.EMPTY
                .with("operator", c.operator())
                .with("key", c.key())
                .with("expected", Value.texts(c.expected()));
        if (c.actual().isPresent()) {
          json = json.with("actual", Value.texts(c.actual().get()));
        }
        json = json.with("matched", Value.of(c.matched()));
        yield c.becauseMissing() ? json.with("becauseMissing", Value.of(true)) : json;
      }
    };
  }
}
