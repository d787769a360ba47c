package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import org.junit.jupiter.api.Test;

class VisibilityTimeoutBelowFunctionTimeoutTest {
  private static Architecture drawing(String queue, String function) {
    return Architecture.EMPTY
        .with(Drawings.resource("Jobs", "AWS::SQS::Queue", "", queue))
        .with(Drawings.function(function))
        .with(Drawings.connection("lambda:EventSourceMapping", "Jobs", "Resize"));
  }

  @Test
  void aShorterVisibilityTimeoutIsFoundAndTheFixSetsSixTimesTheFunctions() {
    var after =
        RuleCheck.fixed(
            new VisibilityTimeoutBelowFunctionTimeout(),
            drawing("{}", "{\"Timeout\":60}"),
            Drawings.catalog());
    assertThat(Drawings.properties(after, "Jobs").number("VisibilityTimeout")).contains(360L);
  }

  @Test
  void anEqualVisibilityTimeoutIsNotFound() {
    assertThat(
            RuleCheck.findings(
                new VisibilityTimeoutBelowFunctionTimeout(),
                drawing("{\"VisibilityTimeout\":60}", "{\"Timeout\":60}"),
                Drawings.catalog()))
        .isEmpty();
  }
}
