package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class DecisionTextTest {
  private static final Texts ENGLISH =
      new Texts(Locale.ENGLISH, List.of("dev.diorama.policy.messages"));
  private static final Texts JAPANESE =
      new Texts(Locale.JAPANESE, List.of("dev.diorama.policy.messages"));

  private static Decision decide(String statements, String action) {
    return new PolicyEngine()
        .decide(
            new Request(
                new Principal.User("arn:aws:iam::111122223333:user/Bob", "AIDABOB"),
                action,
                "arn:aws:s3:::b/k",
                "111122223333",
                RequestContext.EMPTY),
            PolicySet.of(
                List.of(
                    PolicyCases.policy(
                        PolicyCases.json(statements.replace('\'', '"')), PolicyKind.IDENTITY)),
                List.of()));
  }

  private static List<String> explain(Texts texts, Decision decision) {
    return DecisionText.explain(decision).stream().map(texts::text).toList();
  }

  @Test
  void saysForEachStatementWhyItMatchedOrNot() {
    var decision =
        decide(
            "[{'Sid':'Other','Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::c/*'},"
                + "{'Effect':'Deny','Action':'s3:*','Resource':'*',"
                + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}},"
                + "{'Effect':'Allow','Action':'Get','Resource':'*'},"
                + "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*',"
                + "'Condition':{'StringNotEquals':{'aws:SourceVpce':'vpce-1'}}}]",
            "s3:GetObject");
    assertThat(explain(ENGLISH, decision))
        .containsExactly(
            "Allowed.",
            "Does not apply: statement 1 of “IDENTITY” (Other), because Action is s3:PutObject, and"
                + " the request has s3:GetObject, and Resource is arn:aws:s3:::c/*, and the request"
                + " has arn:aws:s3:::b/k.",
            "Does not apply: statement 2 of “IDENTITY”, because Bool on aws:SecureTransport wants"
                + " false, and the request has no such key.",
            "Left out: statement 3 of “IDENTITY”. An action is “*” or a service prefix, a colon and"
                + " a name, as s3:GetObject.",
            "Allows: statement 4 of “IDENTITY” (StringNotEquals holds because the request has no"
                + " aws:SourceVpce).");
  }

  @Test
  void saysWhoForbids() {
    var decision = decide("[{'Effect':'Deny','Action':'*','Resource':'*'}]", "s3:GetObject");
    assertThat(explain(ENGLISH, decision))
        .containsExactly(
            "Denied: statement 1 of “IDENTITY” forbids it explicitly (identity-based policy).",
            "Denies: statement 1 of “IDENTITY”.");
    assertThat(explain(JAPANESE, decision).getFirst())
        .isEqualTo("拒否されます。アイデンティティベースのポリシー「IDENTITY」のステートメント 1 が明示的に拒否しています。");
  }

  @Test
  void everyTextStandsInBothLanguages() {
    var english = ResourceBundle.getBundle("dev.diorama.policy.messages", Locale.ROOT);
    var japanese = ResourceBundle.getBundle("dev.diorama.policy.messages", Locale.JAPANESE);
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    for (var key : english.keySet()) {
      assertThat(japanese.getString(key)).as(key).isNotEqualTo(english.getString(key));
    }
    for (var kind : PolicyKind.values()) {
      assertThat(ENGLISH.has(DecisionText.kind(kind).key())).isTrue();
    }
  }
}
