package dev.diorama.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.model.Document;
import dev.diorama.rule.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketTriggersItsOwnWriterTest {
  private static Sketch sketch(String notification, String write) {
    return Sketch.of(new S3Service())
        .add("Photos", "AWS::S3::Bucket", "{}")
        .add("Thumbnails", "AWS::S3::Bucket", "{}")
        .function("Resize", "{}")
        .connect("Photos", "s3:Notification", "Resize", notification)
        .connect("Resize", "s3:Write", "Photos", write);
  }

  private static List<Finding> findings(Sketch sketch) {
    return new BucketTriggersItsOwnWriter().check(sketch.ruleContext()).toList();
  }

  @Test
  void aFunctionThatWritesToItsOwnTriggerIsALoop() {
    assertThat(findings(sketch("{}", "{}"))).hasSize(1);
    assertThat(findings(sketch("{'Prefix': 'in/'}", "{'Prefix': 'in/small/'}"))).hasSize(1);
  }

  @Test
  void aFunctionThatWritesElsewhereIsNone() {
    var sketch =
        Sketch.of(new S3Service())
            .add("Photos", "AWS::S3::Bucket", "{}")
            .add("Thumbnails", "AWS::S3::Bucket", "{}")
            .function("Resize", "{}")
            .connect("Photos", "s3:Notification", "Resize", "{}")
            .connect("Resize", "s3:Write", "Thumbnails", "{}")
            .connect("Resize", "s3:Read", "Photos", "{}");
    assertThat(findings(sketch)).isEmpty();
  }

  @Test
  void prefixesThatExcludeEachOtherAreNone() {
    assertThat(findings(sketch("{'Prefix': 'in/'}", "{'Prefix': 'out/'}"))).isEmpty();
  }

  @Test
  void eventsThatTheWriterDoesNotCauseAreNone() {
    assertThat(findings(sketch("{'Events': ['s3:ObjectRemoved:*']}", "{}"))).isEmpty();
    assertThat(
            findings(
                sketch("{'Events': ['s3:ObjectRemoved:*']}", "{'Actions': ['s3:DeleteObject']}")))
        .hasSize(1);
  }

  @Test
  void eachFixSilencesIt() {
    for (var properties : List.of("{}", "{'Prefix': 'in/'}", "{'Prefix': 'p'}")) {
      for (var write : List.of("{}", "{'Prefix': 'incoming/x'}", "{'Prefix': 'i'}")) {
        var sketch = sketch(properties, write);
        for (var finding : findings(sketch)) {
          assertThat(finding.fixes()).hasSize(2);
          for (var fix : finding.fixes()) {
            var fixed = fix.transaction().apply(Document.EMPTY.with(sketch.drawing()));
            assertThat(
                    new BucketTriggersItsOwnWriter()
                        .check(sketch.ruleContext(fixed.architecture())))
                .as(properties + " " + write)
                .isEmpty();
          }
        }
      }
    }
  }
}
