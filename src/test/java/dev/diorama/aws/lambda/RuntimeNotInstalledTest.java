package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.lambda.installed.Interpreters;
import dev.diorama.model.Architecture;
import org.junit.jupiter.api.Test;

class RuntimeNotInstalledTest {
  private static Architecture drawing(String properties) {
    return Architecture.EMPTY.with(Drawings.function(properties));
  }

  private static final RuntimeNotInstalled NOTHING = new RuntimeNotInstalled(r -> false);

  @Test
  void aPythonFunctionWithoutPythonIsFoundAndOfferedTheEmbeddedRuntime() {
    var python = drawing("{\"Runtime\":\"python3.13\",\"Handler\":\"app.main\"}");
    var after = RuleCheck.fixed(NOTHING, python, Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").text("Runtime")).contains("nodejs24.x");
    assertThat(Drawings.properties(after, "Resize").text("Handler")).contains("index.handler");
  }

  @Test
  void anInstalledNodeThatIsNotThereIsExchangedForTheEmbeddedOne() {
    var node = drawing("{\"Diorama\":{\"Runtime\":\"installed\"}}");
    var after = RuleCheck.fixed(NOTHING, node, Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").fields("Diorama").text("Runtime"))
        .contains("embedded");
  }

  @Test
  void whatIsInstalledOrEmbeddedOrRunsNoCodeIsNotFound() {
    var python = drawing("{\"Runtime\":\"python3.13\"}");
    assertThat(RuleCheck.findings(new RuntimeNotInstalled(r -> true), python, Drawings.catalog()))
        .isEmpty();
    assertThat(RuleCheck.findings(NOTHING, drawing("{}"), Drawings.catalog())).isEmpty();
    var declared = drawing("{\"Runtime\":\"python3.13\",\"Diorama\":{\"Duration\":5}}");
    assertThat(RuleCheck.findings(NOTHING, declared, Drawings.catalog())).isEmpty();
  }

  @Test
  void javaAndProvidedRuntimesNeedWhatStandsInTheFunctionsFolder() {
    assertThat(new Interpreters()).accepts("java21", "provided.al2023");
  }
}
