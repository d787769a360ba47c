package dev.diorama.cli;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Request;
import dev.diorama.policy.difference.Difference.Undecided;
import java.util.List;
import java.util.stream.Collectors;

/// How requests and open questions are printed.
final class PolicyAnswers {
  /// How many actions of a long list are named.
  private static final int MOST_ACTIONS = 8;

  private PolicyAnswers() {}

  /// The first actions of a list, and how many there are.
  static String actions(List<String> actions, Texts texts) {
    if (actions.size() <= MOST_ACTIONS) {
      return String.join(", ", actions);
    }
    return texts.text(
        Message.of(
            "cli.policy.moreActions",
            String.join(", ", actions.subList(0, MOST_ACTIONS)),
            actions.size() - MOST_ACTIONS));
  }

  /// A request as an example.
  static String request(Request request, Texts texts) {
    var context = request.context().written();
    if (context.isEmpty()) {
      return texts.text(Message.of("cli.policy.witness", request.action(), request.resource()));
    }
    var keys =
        context.entrySet().stream()
            .map(e -> e.getKey() + " = " + String.join(", ", e.getValue()))
            .collect(Collectors.joining("; "));
    return texts.text(
        Message.of("cli.policy.witness.context", request.action(), request.resource(), keys));
  }

  /// Why a question stays open.
  static String undecided(Undecided undecided, Texts texts) {
    return texts.text(
        Message.of(
            "cli.policy.undecided",
            actions(undecided.actions(), texts),
            Message.of("policy.undecided." + undecided.reason().name())));
  }

  static Fields json(Request request) {
    var context = Fields.EMPTY;
    for (var entry : request.context().written().entrySet()) {
      context = context.with(entry.getKey(), Value.texts(entry.getValue()));
    }
    return Fields.EMPTY
        .with("principal", request.principal().callerArn().orElse(""))
        .with("action", request.action())
        .with("resource", request.resource())
        .with("context", context);
  }

  static Items json(List<Undecided> undecided) {
    return new Items(
        undecided.stream()
            .<Value>map(u ->
                Fields.EMPTY
                    .with("actions", Value.texts(u.actions()))
                    .with("reason", u.reason().name()))
            .toList());
  }
}
