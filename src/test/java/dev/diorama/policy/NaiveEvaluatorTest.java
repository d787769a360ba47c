package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Two evaluators, one answer. `-Ddiorama.policy.seed=N` runs other requests, and
/// `-Ddiorama.policy.requests=N` more of them.
class NaiveEvaluatorTest {
  private static final long SEED = Long.getLong("diorama.policy.seed", 20_260_504L);
  private static final int REQUESTS = Integer.getInteger("diorama.policy.requests", 100_000);

  /// How many callers each set of policies is tried with.
  private static final int CALLERS = 5;

  private final PolicyEngine engine = new PolicyEngine();

  private String byEngine(Fields c, PolicySet policies) {
    return switch (engine.decide(PolicyCases.request(c), policies)) {
      case Allowed a -> "ALLOW";
      case ImplicitlyDenied d -> "IMPLICIT_DENY " + d.blockedBy();
      case ExplicitlyDenied d -> "EXPLICIT_DENY " + d.blockedBy();
    };
  }

  private List<String> differences(NaiveEvaluator naive, int requests) {
    var differences = new ArrayList<String>();
    for (int i = 0; i < requests / CALLERS && differences.size() < 3; i++) {
      var random = new RandomCases(SEED + i);
      var c = random.next();
      var policies = PolicyCases.policies(c);
      for (int j = 0; j < CALLERS; j++) {
        var expected = naive.decide(c);
        var answer = byEngine(c, policies);
        if (!answer.equals(expected)) {
          differences.add(
              "seed %d: engine %s, naive %s, case %s"
                  .formatted(SEED + i, answer, expected, Json.write(c)));
        }
        c = random.again(c);
      }
    }
    return differences;
  }

  @Test
  void bothAgreeOnRandomRequests() {
    assertThat(differences(new NaiveEvaluator(), REQUESTS)).isEmpty();
  }

  @Test
  void aPlantedMistakeIsFound() {
    var forgetsNegation =
        new NaiveEvaluator() {
          @Override
          boolean holdsWithoutKey(boolean ifExists, boolean all, boolean any, boolean negated) {
            return ifExists || all;
          }
        };
    assertThat(differences(forgetsNegation, 5_000))
        .isNotEmpty()
        .allMatch(d -> d.startsWith("seed "));
  }

  @Test
  void randomRequestsReachEveryAnswer() {
    var answers = new TreeMap<String, Integer>();
    for (int i = 0; i < 5_000; i++) {
      var c = new RandomCases(SEED + i).next();
      answers.merge(byEngine(c, PolicyCases.policies(c)), 1, Integer::sum);
    }
    assertThat(answers).hasSizeGreaterThanOrEqualTo(16);
    assertThat(answers.get("ALLOW")).isGreaterThan(250);
  }
}
