package dev.diorama.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The real AWS SDK for Java against a live run.
class DynamoDbSdkTest {

  private static RunningSystem live(String policy) {
    return RunningSystem.live(
        TableDrawing.drawing(policy),
        TableDrawing.catalog(),
        context -> List.of(new DynamoDbService().emulator(context).orElseThrow()),
        new RunOptions(1, OptionalInt.of(0), Optional.empty()));
  }

  private static StaticCredentialsProvider keys(RunningSystem system) {
    var keys = system.credentials(TableDrawing.CALLER);
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
  }

  private static DynamoDbClient client(RunningSystem system) {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create(system.endpointUrl()))
        .region(Region.US_EAST_1)
        .credentialsProvider(keys(system))
        .build();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  @Test
  void theSdkWritesReadsQueriesAndUpdates() {
    try (var system = live(TableDrawing.EVERYTHING);
        var client = client(system)) {
      var item =
          Map.of(
              "customer",
              text("ann"),
              "number",
              AttributeValue.fromN("1"),
              "data",
              AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")),
              "tags",
              AttributeValue.fromSs(List.of("x", "y")),
              "list",
              AttributeValue.fromL(
                  List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))));
      client.putItem(r -> r.tableName("orders").item(item));
      var key = Map.of("customer", text("ann"), "number", AttributeValue.fromN("1"));
      assertThat(client.getItem(r -> r.tableName("orders").key(key)).item()).isEqualTo(item);
      var updated =
          client.updateItem(r ->
              r.tableName("orders")
                  .key(key)
                  .updateExpression("ADD hits :one")
                  .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                  .returnValues(ReturnValue.UPDATED_NEW));
      assertThat(updated.attributes()).isEqualTo(Map.of("hits", AttributeValue.fromN("1")));
      client.putItem(r ->
          r.tableName("orders")
              .item(Map.of("customer", text("ann"), "number", AttributeValue.fromN("2"))));
      var pages =
          client.queryPaginator(r ->
              r.tableName("orders")
                  .limit(1)
                  .keyConditionExpression("customer = :c")
                  .expressionAttributeValues(Map.of(":c", text("ann"))));
      assertThat(pages.items())
          .extracting(i -> i.get("number"))
          .containsExactly(AttributeValue.fromN("1"), AttributeValue.fromN("2"));
      assertThat(client.scan(r -> r.tableName("orders")).count()).isEqualTo(2);
      assertThat(client.describeTable(r -> r.tableName("orders")).table().itemCount()).isEqualTo(2);
    }
  }

  @Test
  void theSdkUnderstandsErrors() {
    try (var system = live(TableDrawing.EVERYTHING);
        var client = client(system)) {
      assertThatThrownBy(
              () -> client.getItem(r -> r.tableName("none").key(Map.of("id", text("a")))))
          .isInstanceOf(ResourceNotFoundException.class);
      assertThatThrownBy(() ->
              client.putItem(r ->
                  r.tableName("Photos")
                      .item(Map.of("id", text("a")))
                      .conditionExpression("attribute_exists(id)")))
          .isInstanceOf(ConditionalCheckFailedException.class)
          .hasMessageContaining("The conditional request failed");
      assertThatThrownBy(() ->
              client.updateItem(r ->
                  r.tableName("Photos")
                      .key(Map.of("id", text("a")))
                      .updateExpression("SET name = :x")))
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                assertThat(e.statusCode()).isEqualTo(400);
              });
      assertThatThrownBy(() ->
              client.transactWriteItems(r ->
                  r.transactItems(
                      TransactWriteItem.builder()
                          .put(
                              Put.builder()
                                  .tableName("Photos")
                                  .item(Map.of("id", text("a")))
                                  .conditionExpression("attribute_exists(id)")
                                  .build())
                          .build())))
          .isInstanceOfSatisfying(
              TransactionCanceledException.class,
              e ->
                  assertThat(e.cancellationReasons().getFirst().code())
                      .isEqualTo("ConditionalCheckFailed"));
    }
  }

  @Test
  void theSdkIsDeniedWhatTheRoleMayNotDo() {
    try (var system =
            live(
                "{'Statement': [{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'Resource':"
                    + " '${Photos.Arn}'}]}");
        var client = client(system)) {
      assertThat(client.getItem(r -> r.tableName("Photos").key(Map.of("id", text("a")))).hasItem())
          .isFalse();
      assertThatThrownBy(
              () -> client.putItem(r -> r.tableName("Photos").item(Map.of("id", text("a")))))
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.getMessage())
                    .contains("is not authorized to perform: dynamodb:PutItem");
              });
    }
  }

  @Test
  void theSdkReadsTheStream() {
    try (var system = live(TableDrawing.EVERYTHING);
        var client = client(system);
        var streams =
            DynamoDbStreamsClient.builder()
                .endpointOverride(URI.create(system.endpointUrl()))
                .region(Region.US_EAST_1)
                .credentialsProvider(keys(system))
                .build()) {
      client.putItem(r -> r.tableName("Photos").item(Map.of("id", text("a"))));
      var arn = streams.listStreams(r -> r.tableName("Photos")).streams().getFirst().streamArn();
      var shard =
          streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards().getFirst();
      var iterator =
          streams
              .getShardIterator(r ->
                  r.streamArn(arn)
                      .shardId(shard.shardId())
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      var records = streams.getRecords(r -> r.shardIterator(iterator)).records();
      assertThat(records).hasSize(1);
      assertThat(records.getFirst().dynamodb().newImage()).isEqualTo(Map.of("id", text("a")));
    }
  }
}
