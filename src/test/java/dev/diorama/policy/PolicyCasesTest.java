package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value.Fields;
import dev.diorama.policy.StatementMatch.ConditionMatch;
import dev.diorama.policy.StatementMatch.ElementMatch;
import dev.diorama.policy.StatementMatch.SimpleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What the documented cases cover: every condition operator, element and principal form, each of
/// them once matching and once not.
class PolicyCasesTest {
  private final List<Fields> cases = PolicyCases.read();

  @Test
  void thereAreFourHundredAndEachNamesItsPage() {
    assertThat(cases).hasSizeGreaterThanOrEqualTo(400);
    assertThat(cases)
        .allSatisfy(
            c -> assertThat(c.text("page").orElse("")).startsWith("https://docs.aws.amazon.com/"));
    assertThat(cases.stream().map(c -> c.text("page") + " " + c.text("name")))
        .doesNotHaveDuplicates();
  }

  /// Only who needs no permission at all is allowed by no statement.
  @Test
  void eachNamesWhatDecides() {
    assertThat(cases)
        .filteredOn(c -> c.text("by").isEmpty())
        .allSatisfy(c -> {
          assertThat(c.text("verdict")).contains("ALLOW");
          assertThat(c.text("principal").orElse("") + " " + c.text("action").orElse(""))
              .matches(".*:root .*|.* sts:Get(CallerIdentity|SessionToken)");
        });
  }

  /// By name, the outcomes seen.
  private Map<String, Set<Boolean>> outcomes() {
    var seen = new TreeMap<String, Set<Boolean>>();
    for (var c : cases) {
      var decision = new PolicyEngine().decide(PolicyCases.request(c), PolicyCases.policies(c));
      for (var match : decision.trace()) {
        for (var element : match.elements()) {
          for (var name : names(element)) {
            seen.computeIfAbsent(name, n -> new TreeSet<>()).add(element.matched());
          }
        }
      }
    }
    return seen;
  }

  private static List<String> names(ElementMatch element) {
    return switch (element) {
      case ConditionMatch c -> List.of(c.operator());
      case SimpleMatch s when s.element().endsWith("Principal") -> {
        var names = new ArrayList<String>();
        names.add(s.element());
        s.expected().forEach(e -> names.add("principal " + form(e)));
        yield names;
      }
      case SimpleMatch s -> List.of(s.element());
    };
  }

  private static String form(String principal) {
    if (principal.matches("[0-9]{12}")) {
      return "account";
    }
    if (principal.startsWith("arn:")) {
      var resource = principal.substring(principal.lastIndexOf(':') + 1);
      return resource.replaceFirst("/.*", "");
    }
    if (principal.matches("[0-9a-f]{64}")) {
      return "canonical user";
    }
    return principal.startsWith("AIDA") || principal.startsWith("AROA")
        ? principal.substring(0, 4)
        : principal.endsWith(".com") ? "service or provider" : principal;
  }

  @Test
  void everyOperatorHasBothOutcomes() {
    var operators = new ArrayList<String>();
    for (var base : ConditionOperator.baseNames()) {
      operators.add(base);
      if (!base.equals("Null")) {
        operators.addAll(List.of(base + "IfExists", "ForAllValues:" + base, "ForAnyValue:" + base));
      }
    }
    var outcomes = outcomes();
    assertThat(operators).hasSize(105);
    assertThat(operators)
        .allSatisfy(o -> assertThat(outcomes.get(o)).as(o).containsExactly(false, true));
  }

  @Test
  void everyElementAndPrincipalFormHasBothOutcomes() {
    var outcomes = outcomes();
    assertThat(
            List.of(
                "Action",
                "NotAction",
                "Resource",
                "NotResource",
                "Principal",
                "NotPrincipal",
                "principal account",
                "principal root",
                "principal user",
                "principal role",
                "principal assumed-role",
                "principal federated-user",
                "principal saml-provider",
                "principal oidc-provider",
                "principal service or provider",
                "principal canonical user",
                "principal AIDA",
                "principal AROA"))
        .allSatisfy(e -> assertThat(outcomes.get(e)).as(e).containsExactly(false, true));
    // Everyone is everyone.
    assertThat(outcomes.get("principal *")).contains(true);
  }

  @Test
  void everyKindOfPolicyAllowsAndBlocks() {
    var by = new TreeSet<String>();
    cases.forEach(c ->
        c.text("by")
            .ifPresent(
                b -> by.add(c.text("verdict").orElse("") + " " + b.replaceFirst("/.*", ""))));
    for (var kind : PolicyKind.values()) {
      if (kind == PolicyKind.BLOCK_PUBLIC_ACCESS) {
        assertThat(by).contains("EXPLICIT_DENY " + kind);
      } else {
        assertThat(by).contains("EXPLICIT_DENY " + kind, "IMPLICIT_DENY " + kind);
      }
    }
  }

  @Test
  void theVerdictAloneSaysTheSameAsTheTrace() {
    for (var c : cases) {
      var view = new RequestView(PolicyCases.request(c));
      var policies = PolicyCases.policies(c);
      var all = new ArrayList<>(policies.identity());
      all.addAll(policies.resource());
      for (var policy : all) {
        for (var statement : policy.statements()) {
          assertThat(statement.applies(view))
              .as("%s", c)
              .isEqualTo(statement.match(policy, view).matched());
        }
      }
    }
  }
}
