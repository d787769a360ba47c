package dev.diorama.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.model.Value.Fields;
import org.junit.jupiter.api.Test;

class StsEmulatorTest {
  @Test
  void aCallerLearnsTheRoleThatItIsDrawnWithAndNeedsNoPermission() {
    try (var stage = Sketch.of(new StsService()).caller("Alice", "s3:ListBucket").run()) {
      var identity = stage.good("Alice", "sts:GetCallerIdentity", "AliceRole", Fields.EMPTY);
      assertThat(identity.text("Account")).contains("123456789012");
      assertThat(identity.text("Arn"))
          .contains("arn:aws:sts::123456789012:assumed-role/AliceRole/Alice");
      assertThat(identity.text("UserId").orElseThrow()).matches("AROA[A-Z0-9]+:Alice");
    }
  }

  @Test
  void whatIsNotRunIsSaid() {
    try (var stage = Sketch.of(new StsService()).caller("Alice", "s3:ListBucket").run()) {
      assertThat(stage.bad("Alice", "sts:AssumeRole", "AliceRole", Fields.EMPTY).message())
          .startsWith("Diorama does not run the operation AssumeRole of AWS STS");
    }
  }
}
