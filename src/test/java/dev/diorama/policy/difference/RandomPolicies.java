package dev.diorama.policy.difference;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Small random policies over small alphabets, so that all requests that matter can be tried.
final class RandomPolicies {
  static final List<String> ACTIONS = List.of("x:A", "x:AB", "y:A", "s3:GetObject");
  private static final List<String> ACTION_PATTERNS =
      List.of("x:A", "x:A*", "x:?", "*", "y:*", "x:AB", "s3:GetObject", "s3:Get*", "?:A");
  private static final String PREFIX = "arn:aws:x:::";

  private final Random random;

  RandomPolicies(Random random) {
    this.random = random;
  }

  PolicySet set() {
    return new PolicySet(
        policies(PolicyKind.IDENTITY, 1 + random.nextInt(2)),
        List.of(),
        random.nextInt(4) == 0 ? Optional.of(policies(PolicyKind.BOUNDARY, 1)) : Optional.empty(),
        Optional.empty(),
        random.nextInt(5) == 0 ? List.of(policies(PolicyKind.SERVICE_CONTROL, 1)) : List.of(),
        List.of(),
        Optional.empty(),
        false);
  }

  List<Needed> needed() {
    var result = new ArrayList<Needed>();
    for (int i = random.nextInt(4); i > 0; i--) {
      result.add(new Needed(pick(ACTIONS), resource()));
    }
    return result;
  }

  private List<Policy> policies(PolicyKind kind, int count) {
    var result = new ArrayList<Policy>();
    for (int i = 0; i < count; i++) {
      var statements = new ArrayList<Value>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        statements.add(statement());
      }
      result.add(
          Policy.compile(
              "p" + i,
              kind,
              Optional.empty(),
              Fields.EMPTY.with("Version", "2012-10-17").with("Statement", new Items(statements))));
    }
    return result;
  }

  private Fields statement() {
    var actions = new ArrayList<String>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      actions.add(pick(ACTION_PATTERNS));
    }
    var resources = new ArrayList<String>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      resources.add(resource());
    }
    var result =
        Fields.EMPTY
            .with("Effect", random.nextInt(3) == 0 ? "Deny" : "Allow")
            .with(random.nextInt(8) == 0 ? "NotAction" : "Action", Value.texts(actions))
            .with(random.nextInt(8) == 0 ? "NotResource" : "Resource", Value.texts(resources));
    if (random.nextInt(2) == 0) {
      return result;
    }
    var conditions = Fields.EMPTY;
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      conditions = condition(conditions);
    }
    return result.with("Condition", conditions);
  }

  private Fields condition(Fields conditions) {
    var quantifier = pick(List.of("", "", "", "ForAllValues:", "ForAnyValue:"));
    var ifExists = pick(List.of("", "", "IfExists"));
    return switch (random.nextInt(6)) {
      case 0 ->
          conditions.with(
              quantifier
                  + pick(List.of("NumericLessThan", "NumericEquals", "NumericNotEquals"))
                  + ifExists,
              Fields.EMPTY.with("n", pick(List.of("1", "2"))));
      case 1 ->
          conditions.with(
              pick(List.of("IpAddress", "NotIpAddress")) + ifExists,
              Fields.EMPTY.with("ip", pick(List.of("10.0.0.0/8", "10.1.0.0/16"))));
      case 2 ->
          conditions.with(
              "Bool" + ifExists, Fields.EMPTY.with("flag", pick(List.of("true", "false"))));
      case 3 ->
          conditions.with(
              "Null", Fields.EMPTY.with(pick(List.of("s", "n")), pick(List.of("true", "false"))));
      default ->
          conditions.with(
              quantifier
                  + pick(
                      List.of(
                          "StringEquals",
                          "StringNotEquals",
                          "StringLike",
                          "StringNotLike",
                          "StringEqualsIgnoreCase"))
                  + ifExists,
              Fields.EMPTY.with("s", Value.texts(List.of(pick(List.of("a", "b", "a*", "*"))))));
    };
  }

  private String resource() {
    if (random.nextInt(6) == 0) {
      return "*";
    }
    if (random.nextInt(6) == 0) {
      return "arn:aws:s3:::" + glob() + "/*";
    }
    return PREFIX + glob();
  }

  private String glob() {
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      text.append("aab***?".charAt(random.nextInt(7)));
    }
    return text.toString();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
