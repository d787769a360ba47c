package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Document;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import java.util.List;
import java.util.Locale;

/// Runs one rule and checks what every rule must keep: texts in both languages, and fixes that
/// silence it.
final class RuleCheck {
  private RuleCheck() {}

  static List<Finding> findings(Rule rule, Architecture drawing, Catalog catalog) {
    var findings =
        rule.check(new RuleContext(drawing, catalog, new Access(drawing, catalog))).toList();
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = new Texts(locale, List.of("dev.diorama.aws.lambda.messages"));
      assertThat(texts.text("rule." + rule.info().id() + ".title")).doesNotStartWith("<");
      assertThat(texts.text("rule." + rule.info().id() + ".description")).doesNotStartWith("<");
      for (var finding : findings) {
        assertThat(texts.text(finding.message())).doesNotContain("<", "{");
        finding.fixes().forEach(f -> assertThat(texts.text(f.label())).doesNotContain("<", "{"));
      }
    }
    return findings;
  }

  /// The drawing after the only finding's only fix.
  static Architecture fixed(Rule rule, Architecture drawing, Catalog catalog) {
    var findings = findings(rule, drawing, catalog);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().fixes()).hasSize(1);
    var after =
        findings
            .getFirst()
            .fixes()
            .getFirst()
            .transaction()
            .apply(Document.EMPTY.with(drawing))
            .architecture();
    assertThat(findings(rule, after, catalog)).isEmpty();
    return after;
  }
}
