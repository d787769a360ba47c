package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule about permissions has a fix that, applied, ends its finding, or says why it has none.
/// (`MissingLambdaPermission`, the function's own, has its test beside it.)
class RuleFixesTest {
  /// Rules of which only a person can say what to do; each says so where it is declared.
  private static final List<String> WITHOUT_FIX = List.of("ConnectionDeniedByPolicy");

  private static final String NEEDED =
      "{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Photos.Arn}'}";

  private static RuleContext writer(String statements) {
    return Drawings.writer(Drawings.inline("[" + statements + "]"), "Photos", "dynamodb:PutItem");
  }

  /// A drawing in which each rule finds something.
  private static final Map<String, RuleContext> FOUND =
      Map.ofEntries(
          Map.entry(
              "MissingPermissionForConnection",
              Drawings.writer("{}", "Photos", "dynamodb:PutItem")),
          Map.entry(
              "PermissionNeverUsed",
              writer(
                  NEEDED
                      + ",{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::b/a'}")),
          Map.entry("WildcardPermission", writer("{'Effect':'Allow','Action':'*','Resource':'*'}")),
          Map.entry(
              "ResourceWiderThanNeeded",
              writer(
                  "{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':"
                      + "'arn:aws:dynamodb:us-east-1:123456789012:table/*'}")),
          Map.entry(
              "NotActionWithAllow",
              writer("{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}")),
          Map.entry(
              "PublicPrincipal",
              Drawings.withTablePolicy(
                  writer(NEEDED),
                  "{'Effect':'Allow','Principal':'*','Action':'dynamodb:*','Resource':'*'}")),
          Map.entry(
              "ConfusedDeputy",
              Drawings.withTablePolicy(
                  writer(NEEDED),
                  "{'Effect':'Allow','Principal':{'Service':'s3.amazonaws.com'},"
                      + "'Action':'dynamodb:*','Resource':'*'}")),
          Map.entry(
              "PrivilegeEscalation",
              writer(NEEDED + ",{'Effect':'Allow','Action':'iam:PutRolePolicy','Resource':'*'}")),
          Map.entry("LogDeliveryNotAllowed", Drawings.withLogs(writer(NEEDED))),
          Map.entry("ResourceWithoutRole", Drawings.withoutRole(writer(NEEDED))),
          Map.entry("RoleNotAssumable", Drawings.writer("{'AssumeRolePolicyDocument':{}}")),
          Map.entry(
              "UnknownManagedPolicy",
              Drawings.writer("{'ManagedPolicyArns':['arn:aws:iam::aws:policy/Nothing']}")),
          Map.entry(
              "MalformedPolicy",
              writer(NEEDED + ",{'Effect':'Perhaps','Action':'s3:GetObject','Resource':'*'}")));

  @TestFactory
  List<DynamicTest> aFixEndsTheFinding() {
    return new IamService()
        .rules().stream()
            .filter(r -> !WITHOUT_FIX.contains(r.info().id().value()))
            .map(r -> DynamicTest.dynamicTest(r.info().id().value(), () -> fixes(r)))
            .toList();
  }

  private static void fixes(Rule rule) {
    var id = rule.info().id().value();
    var context =
        Optional.ofNullable(FOUND.get(id))
            .orElseThrow(() -> new AssertionError("no drawing for " + id));
    var findings = Drawings.check(rule, context);
    assertThat(findings).isNotEmpty();
    assertThat(findings).allSatisfy(f -> assertThat(f.fixes()).isNotEmpty());
    for (var fix : findings.getFirst().fixes()) {
      var fixed = Drawings.apply(fix, context);
      assertThat(Drawings.check(rule, fixed)).hasSizeLessThan(findings.size());
    }
  }

  @Test
  void everyRuleAndFixHasItsWordsInBothLanguages() {
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts =
          new Texts(locale, List.of("dev.diorama.aws.iam.messages", "dev.diorama.policy.messages"));
      for (var rule : new IamService().rules()) {
        var context = FOUND.get(rule.info().id().value());
        if (context != null) {
          for (var finding : Drawings.check(rule, context)) {
            assertThat(texts.text(finding.message())).doesNotContain("rule.", "{0}");
            finding
                .fixes()
                .forEach(f -> assertThat(texts.text(f.label())).doesNotContain("rule.", "{0}"));
          }
        }
      }
    }
  }
}
