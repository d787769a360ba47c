package dev.diorama.policy;

import dev.diorama.model.Message;
import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import dev.diorama.policy.StatementMatch.ConditionMatch;
import dev.diorama.policy.StatementMatch.Effect;
import dev.diorama.policy.StatementMatch.ElementMatch;
import dev.diorama.policy.StatementMatch.SimpleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A decision in words for people: the verdict, then a sentence for each statement that was looked
/// at. The texts are in the bundle `dev.diorama.policy.messages`.
public final class DecisionText {
  /// How many values of a long list are shown.
  private static final int MAX_VALUES = 4;

  private DecisionText() {}

  /// The verdict first, then each statement in the order of the trace: whether it applies and, if
  /// not, every element that did not match.
  public static List<Message> explain(Decision decision) {
    var messages = new ArrayList<Message>();
    messages.add(verdict(decision));
    decision.trace().forEach(match -> messages.add(statement(match)));
    return List.copyOf(messages);
  }

  /// The name of a kind of policy, as in `identity-based policy`.
  public static Message kind(PolicyKind kind) {
    return Message.of("policy.kind." + kind.name());
  }

  private static Message verdict(Decision decision) {
    return switch (decision) {
      case Allowed a -> Message.of("policy.verdict.allowed");
      case ImplicitlyDenied d -> Message.of("policy.verdict.implicit", kind(d.blockedBy()));
      case ExplicitlyDenied d ->
          d.statement()
              .map(s -> Message.of("policy.verdict.explicit", kind(d.blockedBy()), name(s)))
              .orElseGet(() -> Message.of("policy.verdict.blocked", kind(d.blockedBy())));
    };
  }

  private static Message statement(StatementMatch match) {
    if (match.skipped().isPresent()) {
      return Message.of("policy.trace.skipped", name(match), Message.of(match.skipped().get()));
    }
    if (!match.matched()) {
      return match.elements().stream()
          .filter(e -> !e.matched())
          .map(DecisionText::mismatch)
          .reduce((a, b) -> Message.of("policy.trace.and", a, b))
          .map(why -> Message.of("policy.trace.silent", name(match), why))
          .orElseGet(() -> Message.of("policy.trace.silentAtAll", name(match)));
    }
    var verb = match.effect() == Effect.ALLOW ? "policy.trace.allows" : "policy.trace.denies";
    return match.elements().stream()
        .flatMap(e -> e instanceof ConditionMatch c ? Stream.of(c) : Stream.empty())
        .filter(ConditionMatch::becauseMissing)
        .map(c -> Message.of("policy.trace.becauseMissing", c.operator(), c.key()))
        .reduce((a, b) -> Message.of("policy.trace.and", a, b))
        .map(missing -> Message.of(verb + "Missing", name(match), missing))
        .orElseGet(() -> Message.of(verb, name(match)));
  }

  private static Message name(StatementMatch match) {
    int number = match.index() + 1;
    return match
        .sid()
        .map(sid -> Message.of("policy.trace.nameWithSid", number, match.policyName(), sid))
        .orElseGet(() -> Message.of("policy.trace.name", number, match.policyName()));
  }

  private static Message mismatch(ElementMatch element) {
    return switch (element) {
      case SimpleMatch s ->
          Message.of("policy.trace.element", s.element(), values(s.expected()), s.actual());
      case ConditionMatch c ->
          c.actual()
              .map(actual ->
                  Message.of(
                      "policy.trace.condition",
                      c.operator(),
                      c.key(),
                      values(c.expected()),
                      values(actual)))
              .orElseGet(() ->
                  Message.of(
                      "policy.trace.conditionAbsent", c.operator(), c.key(), values(c.expected())));
    };
  }

  private static String values(List<String> values) {
    var shown = String.join(", ", values.subList(0, Math.min(MAX_VALUES, values.size())));
    return values.size() > MAX_VALUES ? shown + ", …" : shown;
  }
}
