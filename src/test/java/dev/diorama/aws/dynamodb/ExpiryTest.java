package dev.diorama.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.model.Value.Fields;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  /// Runs begin at 2026-01-01T00:00:00Z.
  private static final long START = 1_767_225_600;

  private static Stage stage(String enabled) {
    return Sketch.of(new DynamoDbService())
        .caller("Alice", "dynamodb:*")
        .add(
            "Sessions",
            "AWS::DynamoDB::Table",
            "{'StreamSpecification': {'StreamViewType': 'OLD_IMAGE'}, 'TimeToLiveSpecification':"
                + " {'AttributeName': 'until', 'Enabled': "
                + enabled
                + "}}")
        .run();
  }

  private static void put(Stage stage, String id, String until) {
    stage.good(
        "Alice",
        "dynamodb:PutItem",
        "Sessions",
        Sketch.json("{'Item': {'id': {'S': '" + id + "'}, 'until': " + until + "}}"));
  }

  private static String at(long second) {
    return "{'N': '" + second + "'}";
  }

  @Test
  void anItemIsDeletedWhenItsTimeHasComeAndTheStreamSaysByWhom() {
    try (var stage = stage("true")) {
      put(stage, "short", at(START + 60));
      put(stage, "prolonged", at(START + 60));
      put(stage, "prolonged", at(START + 3600));
      put(stage, "never", "{'S': '" + (START + 60) + "'}");
      put(stage, "ancient", at(1));
      stage.advance(Duration.ofSeconds(59));
      assertThat(stage.counts("Sessions")).containsEntry("items", 4L);
      stage.advance(Duration.ofSeconds(1));
      assertThat(stage.counts("Sessions")).containsEntry("items", 3L);
      stage.advance(Duration.ofHours(2));
      assertThat(stage.counts("Sessions")).containsEntry("items", 2L);

      var description = stage.good("Alice", "dynamodb:DescribeStream", "Sessions", Fields.EMPTY);
      var shard = (Fields) description.fields("StreamDescription").list("Shards").getFirst();
      var iterator =
          stage.good(
              "Alice",
              "dynamodb:GetShardIterator",
              "Sessions",
              Fields.EMPTY
                  .with("ShardId", shard.text("ShardId").orElseThrow())
                  .with("ShardIteratorType", "TRIM_HORIZON"));
      var records = stage.good("Alice", "dynamodb:GetRecords", "Sessions", iterator);
      assertThat(records.list("Records"))
          .filteredOn(r -> ((Fields) r).get("userIdentity").isPresent())
          .hasSize(2)
          .allSatisfy(r -> {
            assertThat(((Fields) r).text("eventName")).contains("REMOVE");
            assertThat(((Fields) r).fields("userIdentity").text("principalId"))
                .contains("dynamodb.amazonaws.com");
          });
    }
  }

  @Test
  void nothingExpiresWhereTimeToLiveIsNotEnabled() {
    try (var stage = stage("false")) {
      put(stage, "short", at(START + 60));
      stage.advance(Duration.ofHours(1));
      assertThat(stage.counts("Sessions")).containsEntry("items", 1L);
      assertThat(
              stage
                  .good("Alice", "dynamodb:DescribeTimeToLive", "Sessions", Fields.EMPTY)
                  .fields("TimeToLiveDescription")
                  .text("TimeToLiveStatus"))
          .contains("DISABLED");
    }
  }
}
