package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import org.junit.jupiter.api.Test;

class FunctionTimeoutAboveMaximumTest {
  @Test
  void aLongerTimeoutIsFoundAndTheFixSets900() {
    var after =
        RuleCheck.fixed(
            new FunctionTimeoutAboveMaximum(),
            Architecture.EMPTY.with(Drawings.function("{\"Timeout\":901}")),
            Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").number("Timeout")).contains(900L);
  }

  @Test
  void theMaximumAndTheDefaultAreNotFound() {
    for (var properties : new String[] {"{\"Timeout\":900}", "{}"}) {
      assertThat(
              RuleCheck.findings(
                  new FunctionTimeoutAboveMaximum(),
                  Architecture.EMPTY.with(Drawings.function(properties)),
                  Drawings.catalog()))
          .isEmpty();
    }
  }
}
