package dev.diorama.policy.difference;

import dev.diorama.policy.Request;
import java.util.List;
import java.util.stream.Stream;

/// What one side allows and the other does not, for every action there is. Actions that the
/// policies cannot tell apart are answered together.
///
/// @param answers one for each class of actions that the first side allows anything of
public record Difference(List<Answer> answers) {
  public Difference {
    answers = List.copyOf(answers);
  }

  /// The answer for a class of actions.
  public sealed interface Answer {
    /// The actions; patterns, where the Service Authorization Reference does not know the service.
    List<String> actions();
  }

  /// Proved: there is no such request.
  public record Empty(List<String> actions) implements Answer {
    public Empty {
      actions = List.copyOf(actions);
    }
  }

  /// Such a request; the evaluator confirmed it. There is one like it for each of the actions.
  public record Witness(List<String> actions, Request request) implements Answer {
    public Witness {
      actions = List.copyOf(actions);
    }
  }

  /// Neither a request nor a proof was found.
  public record Undecided(List<String> actions, Reason reason) implements Answer {
    public Undecided {
      actions = List.copyOf(actions);
    }
  }

  /// Why a question stays undecided. Its text has the message key `policy.undecided.<name>`.
  public enum Reason {
    /// The engine's bound of work was reached.
    BOUND,
    /// A policy variable depends on the request, or two operators compare one condition key in
    /// different ways.
    NOT_MODELLED,
    /// A policy is attached whose document is not known.
    UNKNOWN_POLICY,
    /// The evaluator does not confirm the request that was found.
    NOT_CONFIRMED
  }

  /// Whether it is proved that there is no such request at all.
  public boolean isEmpty() {
    return answers.stream().allMatch(Empty.class::isInstance);
  }

  /// The requests found.
  public List<Witness> witnesses() {
    return answers.stream()
        .flatMap(a -> a instanceof Witness w ? Stream.of(w) : Stream.empty())
        .toList();
  }

  /// What was left open.
  public List<Undecided> undecided() {
    return answers.stream()
        .flatMap(a -> a instanceof Undecided u ? Stream.of(u) : Stream.empty())
        .toList();
  }
}
