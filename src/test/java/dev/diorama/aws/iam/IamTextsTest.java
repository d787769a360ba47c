package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.RuleContext;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IamTextsTest {
  private final IamService service = new IamService();

  @Test
  void everyTextStandsInBothLanguages() {
    var english = ResourceBundle.getBundle(service.messages(), Locale.ROOT);
    var japanese = ResourceBundle.getBundle(service.messages(), Locale.JAPANESE);
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    for (var key : english.keySet()) {
      assertThat(japanese.getString(key)).as(key).isNotEqualTo(english.getString(key));
    }
  }

  @Test
  void typePropertiesAndRulesHaveTexts() {
    var texts = new Texts(Locale.ENGLISH, List.of(service.messages()));
    for (var type : service.resourceTypes()) {
      assertThat(texts.has("type." + type.name())).isTrue();
      assertThat(texts.has("type." + type.name() + ".description")).isTrue();
      for (var property : type.properties()) {
        assertThat(texts.has("property." + type.name() + "." + property.path()))
            .as("%s", property.path())
            .isTrue();
      }
    }
    for (var rule : service.rules()) {
      assertThat(texts.has("rule." + rule.info().id() + ".title")).isTrue();
      assertThat(texts.has("rule." + rule.info().id() + ".description")).isTrue();
    }
  }

  private static final String LAMBDA_TRUST =
      "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':"
          + "{'Service':'lambda.amazonaws.com'},'Action':'sts:AssumeRole'}]}";

  @Test
  void everyFindingAndFixHasItsText() {
    // A role that cannot be assumed hides what else its calls lack, so both kinds are looked at.
    var contexts =
        List.of(
            drawing("{}"),
            drawing(LAMBDA_TRUST),
            risky(),
            wide(),
            Drawings.withoutRole(drawing(LAMBDA_TRUST)));
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = new Texts(locale, List.of(service.messages(), "dev.diorama.policy.messages"));
      var findings =
          contexts.stream()
              .flatMap(context -> service.rules().stream().flatMap(r -> r.check(context)))
              .toList();
      assertThat(findings.stream().map(Finding::rule).distinct()).hasSize(service.rules().size());
      assertThat(
              findings.stream()
                  .flatMap(f ->
                      Stream.concat(Stream.of(f.message()), f.fixes().stream().map(Fix::label)))
                  .map(texts::text))
          .allSatisfy(text -> assertThat(text).doesNotContain("<").doesNotContain("{"));
    }
  }

  private static RuleContext wide() {
    return Drawings.writer(
        Drawings.inline(
            "[{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'${Photos.Arn}*'}]"),
        "Photos",
        "dynamodb:GetItem");
  }

  /// What the other rules find.
  private static RuleContext risky() {
    var context =
        Drawings.writer(
            Drawings.inline("[{'Effect':'Allow','NotAction':'logs:*','Resource':'*'}]"),
            "Photos",
            "dynamodb:GetItem");
    return Drawings.withLogs(
        Drawings.withTablePolicy(
            context,
            "{'Effect':'Allow','Principal':'*','Action':'dynamodb:GetItem','Resource':'*'},"
                + "{'Effect':'Allow','Principal':{'Service':'s3.amazonaws.com'},"
                + "'Action':'dynamodb:GetItem','Resource':'*'}"));
  }

  private static RuleContext drawing(String trust) {
    return Drawings.writer(
        "{'AssumeRolePolicyDocument':"
            + trust
            + ",'ManagedPolicyArns':['arn:aws:iam::1:policy/x'],"
            + "'Policies':[{'PolicyName':'Own','PolicyDocument':{'Version':'2012-10-17',"
            + "'Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'},"
            + "{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'${Photos.Arn}'},"
            + "{'Effect':'Deny','Action':'*','Resource':'${Orders.Arn}'}]}}]}",
        "Photos",
        "dynamodb:GetItem,dynamodb:PutItem",
        "Orders",
        "dynamodb:GetItem");
  }
}
