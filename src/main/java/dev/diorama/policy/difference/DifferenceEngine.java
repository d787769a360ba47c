package dev.diorama.policy.difference;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyEngine;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Request;
import dev.diorama.policy.difference.Difference.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What do these policies allow that is not needed, or that others do not allow? The answer is
/// exact, for all requests at once: actions are the finite set of the Service Authorization
/// Reference, resources are the languages of glob patterns, walked by subset construction, and
/// every condition key is absent or one of the values that its operators can tell apart.
///
/// A witness is always confirmed by the evaluator. "Empty" is a proof, given that requests have the
/// resources that the reference lists for their action. Where the bound of work is reached, or
/// something is not modelled, the answer says so. Stateless and thread-safe.
public final class DifferenceEngine {
  /// The most work for one class of actions, in pattern positions visited: a fraction of a second.
  public static final long BOUND = 4_000_000;

  /// The most work for one question, whatever the number of classes: about a second.
  public static final long WHOLE_BOUND = 20_000_000;

  private final PolicyEngine evaluator = new PolicyEngine();

  /// What `granted` allows beyond what is needed.
  public Difference excess(PolicySet granted, List<Needed> needed, Setting setting) {
    return answer(
        setting,
        granted,
        Optional.empty(),
        needed,
        request -> allows(granted, request) && !Question.isNeeded(request, needed));
  }

  /// A request for one of the actions that `granted` allows and that is none of `except`; empty if
  /// there is none, or none was found.
  public Optional<Request> example(
      PolicySet granted, Set<String> actions, List<Needed> except, Setting setting) {
    var budget = new Budget(WHOLE_BOUND);
    var question =
        new Question(
            setting,
            granted,
            Optional.empty(),
            except,
            true,
            budget,
            request -> allows(granted, request) && !Question.isNeeded(request, except));
    return question.classes().classes().stream()
        .flatMap(c ->
            c.actions().stream()
                .filter(actions::contains)
                .limit(1)
                .map(action ->
                    question.answer(c, budget.part(BOUND)) instanceof Difference.Witness w
                        ? Optional.of(
                            new Request(
                                w.request().principal(),
                                action,
                                w.request().resource(),
                                w.request().resourceAccount(),
                                w.request().context()))
                        : Optional.<Request>empty()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// What is needed and `granted` does not allow.
  public Difference missing(PolicySet granted, List<Needed> needed, Setting setting) {
    var statements = new ArrayList<Value>();
    for (var need : needed) {
      statements.add(
          Fields.EMPTY
              .with("Effect", "Allow")
              .with("Action", need.action())
              .with("Resource", need.resource()));
    }
    var document =
        Fields.EMPTY.with("Version", "2012-10-17").with("Statement", new Items(statements));
    var all = Policy.compile("needed", PolicyKind.IDENTITY, Optional.empty(), document);
    return added(PolicySet.of(List.of(all), List.of()), granted, setting);
  }

  /// What `newer` allows and `older` does not.
  public Difference added(PolicySet newer, PolicySet older, Setting setting) {
    return answer(
        setting,
        newer,
        Optional.of(older),
        List.of(),
        request -> allows(newer, request) && !allows(older, request));
  }

  private static Difference answer(
      Setting setting,
      PolicySet newer,
      Optional<PolicySet> older,
      List<Needed> needed,
      Predicate<Request> confirmed) {
    var budget = new Budget(WHOLE_BOUND);
    var first = new Question(setting, newer, older, needed, true, budget, confirmed);
    var classes = first.classes();
    Optional<Question> second =
        first.isOpen()
            ? Optional.of(new Question(setting, newer, older, needed, false, budget, confirmed))
            : Optional.empty();
    var answers = new ArrayList<Answer>();
    for (var actions : classes.classes()) {
      var answer = first.answer(actions, budget.part(BOUND));
      if (second.isPresent() && !(answer instanceof Difference.Witness)) {
        answer =
            second.get().answer(actions, budget.part(BOUND)) instanceof Difference.Empty empty
                ? empty
                : new Difference.Undecided(actions.actions(), Difference.Reason.NOT_MODELLED);
      }
      answers.add(answer);
    }
    if (!classes.complete()) {
      answers.add(new Difference.Undecided(List.of("*"), Difference.Reason.BOUND));
    }
    return new Difference(answers);
  }

  /// Whether the policies allow the request. Keys and role trust "must grant explicitly"
  /// (`docs.aws.amazon.com/kms/latest/developerguide/key-policies.html`); what the resource's owner
  /// says there is not the question here, so such a resource is taken to leave it to the account.
  private boolean allows(PolicySet policies, Request request) {
    var decided = evaluator.decide(request, policies);
    if (decided.isAllowed() || !policies.resource().isEmpty()) {
      return decided.isAllowed();
    }
    return request
        .principal()
        .callerAccount()
        .filter(
            account -> evaluator.decide(request, leftTo(account, policies, request)).isAllowed())
        .isPresent();
  }

  private static PolicySet leftTo(String account, PolicySet policies, Request request) {
    boolean trust = request.action().toLowerCase(Locale.ROOT).startsWith("sts:assumerole");
    var statement =
        Fields.EMPTY
            .with("Effect", "Allow")
            .with("Principal", Fields.EMPTY.with("AWS", account))
            .with("Action", "*");
    var document =
        Fields.EMPTY
            .with("Version", "2012-10-17")
            .with(
                "Statement",
                new Items(List.<Value>of(trust ? statement : statement.with("Resource", "*"))));
    var owner =
        Policy.compile(
            "account", trust ? PolicyKind.TRUST : PolicyKind.RESOURCE, Optional.empty(), document);
    return new PolicySet(
        policies.identity(),
        List.of(owner),
        policies.boundary(),
        policies.session(),
        policies.serviceControl(),
        policies.resourceControl(),
        policies.vpcEndpoint(),
        policies.blockPublicAccess());
  }
}
