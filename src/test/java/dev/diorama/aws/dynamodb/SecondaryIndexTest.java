package dev.diorama.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.catalog.Need;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondaryIndexTest {
  private static final String EVERYTHING =
      "{'Statement': [{'Effect': 'Allow', 'Action': 'dynamodb:*', 'Resource': '*'}]}";

  private static final String INDEX =
      "arn:aws:dynamodb:us-east-1:123456789012:table/Letters/index/by-sender";

  private static Sketch sketch(String policy) {
    return Sketch.of(new DynamoDbService())
        .callerWith("Alice", policy)
        .add(
            "Letters",
            "AWS::DynamoDB::Table",
            """
            {'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'},
               {'AttributeName': 'sender', 'AttributeType': 'S'},
               {'AttributeName': 'sent', 'AttributeType': 'N'}],
             'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}],
             'GlobalSecondaryIndexes': [{'IndexName': 'by-sender',
                'KeySchema': [{'AttributeName': 'sender', 'KeyType': 'HASH'},
                  {'AttributeName': 'sent', 'KeyType': 'RANGE'}],
                'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['subject']}}]}
            """);
  }

  private static void put(Stage stage, String id, String more) {
    stage.good(
        "Alice",
        "dynamodb:PutItem",
        "Letters",
        Sketch.json("{'Item': {'id': {'S': '" + id + "'}" + more + "}}"));
  }

  private static Fields bySender(String sender) {
    return Sketch.json(
        "{'IndexName': 'by-sender', 'KeyConditionExpression': 'sender = :s',"
            + " 'ExpressionAttributeValues': {':s': {'S': '"
            + sender
            + "'}}}");
  }

  @Test
  void anIndexHoldsTheItemsThatHaveItsKeyInItsOrder() {
    try (var stage = sketch(EVERYTHING).run()) {
      put(stage, "1", ", 'sender': {'S': 'ann'}, 'sent': {'N': '20'}, 'body': {'S': 'b'}");
      put(stage, "2", ", 'sender': {'S': 'ann'}, 'sent': {'N': '3'}, 'subject': {'S': 's'}");
      put(stage, "3", ", 'sender': {'S': 'ann'}");
      assertThat(stage.good("Alice", "dynamodb:Query", "Letters", bySender("ann")).list("Items"))
          .containsExactly(
              Sketch.json(
                  "{'id': {'S': '2'}, 'sender': {'S': 'ann'}, 'sent': {'N': '3'}, 'subject': {'S':"
                      + " 's'}}"),
              Sketch.json("{'id': {'S': '1'}, 'sender': {'S': 'ann'}, 'sent': {'N': '20'}}"));
    }
  }

  @Test
  void aDescriptionShowsTheIndex() {
    try (var stage = sketch(EVERYTHING).run()) {
      put(stage, "1", ", 'sender': {'S': 'ann'}, 'sent': {'N': '20'}");
      put(stage, "2", "");
      var table = stage.good("Alice", "dynamodb:DescribeTable", "Letters", Fields.EMPTY);
      var index = (Fields) table.fields("Table").list("GlobalSecondaryIndexes").getFirst();
      assertThat(index.text("IndexArn")).contains(INDEX);
      assertThat(index.text("IndexStatus")).contains("ACTIVE");
      assertThat(index.number("ItemCount")).contains(1L);
      assertThat(table.fields("Table").list("AttributeDefinitions")).hasSize(3);
    }
  }

  @Test
  void anIndexIsReadWithPermissionOnItsOwnArn() {
    try (var stage = sketch(allowing(INDEX, "")).run()) {
      stage.good("Alice", "dynamodb:Query", "Letters", bySender("ann"));
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "dynamodb:Query",
                      "Letters",
                      Sketch.json(
                          "{'KeyConditionExpression': 'id = :i', 'ExpressionAttributeValues':"
                              + " {':i': {'S': '1'}}}"))
                  .code())
          .isEqualTo("AccessDeniedException");
    }
    try (var stage = sketch(allowing(INDEX.replace("/index/by-sender", ""), "")).run()) {
      assertThat(stage.bad("Alice", "dynamodb:Query", "Letters", bySender("ann")).message())
          .contains("is not authorized to perform: dynamodb:Query on resource: " + INDEX);
    }
  }

  @Test
  void leadingKeysAreThoseOfTheIndex() {
    var onlyAnn = ", 'Condition': {'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': ['ann']}}";
    try (var stage = sketch(allowing(INDEX, onlyAnn)).run()) {
      stage.good("Alice", "dynamodb:Query", "Letters", bySender("ann"));
      assertThat(stage.bad("Alice", "dynamodb:Query", "Letters", bySender("bob")).code())
          .isEqualTo("AccessDeniedException");
    }
  }

  @Test
  void anArrowMayNeedTheIndexInPlaceOfTheTable() {
    var sketch =
        sketch(EVERYTHING)
            .connect("Alice", "dynamodb:Read", "Letters", "{'IndexNames': ['by-sender']}");
    var connection = sketch.drawing().connection(new ConnectionId("Alice-Letters")).orElseThrow();
    assertThat(sketch.catalog().needs(sketch.drawing(), connection))
        .extracting(n -> ((Need.Call) n).action() + " " + ((Need.Call) n).resource())
        .containsExactly(
            "dynamodb:GetItem arn:aws:dynamodb:us-east-1:123456789012:table/Letters",
            "dynamodb:Query " + INDEX);
  }

  @Test
  void aGlobalIndexHasNoConsistentReads() {
    try (var stage = sketch(EVERYTHING).run()) {
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "dynamodb:Query",
                      "Letters",
                      bySender("ann").with("ConsistentRead", Value.of(true)))
                  .message())
          .isEqualTo("Consistent reads are not supported on global secondary indexes");
    }
  }

  @Test
  void anIndexThatIsNotDecidedYetIsNone() {
    var drawn =
        Sketch.json(
            "{'GlobalSecondaryIndexes': [{'IndexName': 'half'}, 7, {'KeySchema': []}],"
                + " 'LocalSecondaryIndexes': 'none'}");
    assertThat(SecondaryIndex.of(drawn)).isEqualTo(List.of());
  }

  private static String allowing(String resource, String condition) {
    return "{'Statement': [{'Effect': 'Allow', 'Action': 'dynamodb:Query', 'Resource': '"
        + resource
        + "'"
        + condition
        + "}]}";
  }
}
