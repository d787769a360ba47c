package dev.diorama.ui.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.policy.StatementMatch.Effect;
import dev.diorama.reachability.Disposition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyDispositionAndEffectHasAWord(String language) {
    var texts =
        new Texts(Locale.forLanguageTag(language), List.of("dev.diorama.ui.verdict.messages"));
    assertThat(
            Stream.concat(
                Stream.of(Disposition.values()).map(d -> "verdict.disposition." + d),
                Stream.of(Effect.values()).map(e -> "verdict.effect." + e)))
        .allMatch(texts::has);
  }
}
