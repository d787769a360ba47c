package dev.diorama.aws.dynamodb;

import static dev.diorama.aws.dynamodb.TableDrawing.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamOperationsTest {
  private static final String STREAM =
      "arn:aws:dynamodb:us-east-1:123456789012:table/Photos/stream/2026-01-01T00:00:00.000";

  private static String iterator(TableRun run, String more) {
    var described = run.photos("DescribeStream", "{}").fields("StreamDescription");
    assertThat(described.text("StreamArn")).contains(STREAM);
    assertThat(described.text("StreamStatus")).contains("ENABLED");
    var shard = ((Fields) described.list("Shards").getFirst()).text("ShardId").orElseThrow();
    return run.photos("GetShardIterator", "{'ShardId': '" + shard + "', " + more + "}")
        .text("ShardIterator")
        .orElseThrow();
  }

  private static Fields records(TableRun run, String iterator) {
    return run.photos("GetRecords", "{'ShardIterator': '" + iterator + "'}");
  }

  private static List<Fields> list(Fields output) {
    return output.list("Records").stream().map(Fields.class::cast).toList();
  }

  @Test
  void changesAreRecordedInOrderWithBothImages() {
    try (var run = new TableRun()) {
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}, 'n': {'N': '1'}}}");
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}, 'n': {'N': '1'}}}");
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}, 'n': {'N': '2'}}}");
      run.photos("DeleteItem", "{'Key': {'id': {'S': 'a'}}}");
      run.photos("DeleteItem", "{'Key': {'id': {'S': 'a'}}}");
      var output = records(run, iterator(run, "'ShardIteratorType': 'TRIM_HORIZON'"));
      var records = list(output);
      assertThat(records)
          .extracting(r -> r.text("eventName").orElseThrow())
          .containsExactly("INSERT", "MODIFY", "REMOVE");
      var modified = records.get(1);
      assertThat(modified.without("eventID").without("eventName").without("dynamodb"))
          .isEqualTo(
              json(
                  "{'eventVersion': '1.1', 'eventSource': 'aws:dynamodb', 'awsRegion':"
                      + " 'us-east-1'}"));
      assertThat(modified.text("eventID").orElseThrow()).matches("[0-9a-f]{32}");
      assertThat(modified.fields("dynamodb"))
          .isEqualTo(
              json(
                  """
                  {'ApproximateCreationDateTime': 1767225600, 'Keys': {'id': {'S': 'a'}},
                   'NewImage': {'id': {'S': 'a'}, 'n': {'N': '2'}}, 'OldImage': {'id': {'S': 'a'}, 'n': {'N': '1'}},
                   'SequenceNumber': '100000000000000000100', 'SizeBytes': 15, 'StreamViewType': 'NEW_AND_OLD_IMAGES'}
                  """));
      assertThat(records.get(0).fields("dynamodb").get("OldImage")).isEmpty();
      assertThat(records.get(2).fields("dynamodb").get("NewImage")).isEmpty();
      var next = records(run, output.text("NextShardIterator").orElseThrow());
      assertThat(next.list("Records")).isEmpty();
      assertThat(next.text("NextShardIterator")).isPresent();
    }
  }

  @Test
  void iteratorsBeginWhereTheySay() {
    try (var run = new TableRun()) {
      for (var id : List.of("a", "b", "c")) {
        run.photos("PutItem", "{'Item': {'id': {'S': '" + id + "'}}}");
      }
      assertThat(list(records(run, iterator(run, "'ShardIteratorType': 'LATEST'")))).isEmpty();
      var second = "'SequenceNumber': '100000000000000000100'";
      assertThat(
              list(
                  records(
                      run, iterator(run, "'ShardIteratorType': 'AT_SEQUENCE_NUMBER', " + second))))
          .hasSize(2);
      assertThat(
              list(
                  records(
                      run,
                      iterator(run, "'ShardIteratorType': 'AFTER_SEQUENCE_NUMBER', " + second))))
          .hasSize(1);
    }
  }

  @Test
  void recordsGoAfterADayAndIteratorsAfterAQuarterOfAnHour() {
    try (var run = new TableRun()) {
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}}}");
      var iterator = iterator(run, "'ShardIteratorType': 'TRIM_HORIZON'");
      run.system.advance(Duration.ofMinutes(16));
      assertThat(run.refused("GetRecords", "{'ShardIterator': '" + iterator + "'}").code())
          .isEqualTo("ExpiredIteratorException");
      run.system.advance(Duration.ofHours(24));
      assertThat(list(records(run, iterator(run, "'ShardIteratorType': 'TRIM_HORIZON'"))))
          .isEmpty();
    }
  }

  @Test
  void streamsAreListedAndTablesDescribed() {
    try (var run = new TableRun()) {
      assertThat(run.photos("ListStreams", "{}").list("Streams")).hasSize(1);
      var table = run.photos("DescribeTable", "{}").fields("Table");
      assertThat(table.text("LatestStreamArn")).contains(STREAM);
      assertThat(table.text("TableStatus")).contains("ACTIVE");
      assertThat(run.orders("DescribeTable", "{}").fields("Table").list("KeySchema")).hasSize(2);
      assertThat(run.photos("ListTables", "{}").texts("TableNames"))
          .containsExactly("Photos", "orders");
      assertThat(run.refused("DescribeStream", "{'StreamArn': 'arn:aws:dynamodb:x'}").code())
          .isEqualTo("ResourceNotFoundException");
    }
  }
}
