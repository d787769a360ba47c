package dev.diorama.aws.dynamodb;

import static dev.diorama.aws.dynamodb.TableDrawing.ORDERS;
import static dev.diorama.aws.dynamodb.TableDrawing.PHOTOS;
import static dev.diorama.aws.dynamodb.TableDrawing.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Need;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemOperationsTest {

  @Test
  void anItemThatWasPutIsGot() {
    try (var run = new TableRun()) {
      var item =
          """
          {'id': {'S': 'a'}, 's': {'S': ''}, 'n': {'N': '12.5'}, 'b': {'B': 'AQID'}, 'ss': {'SS': ['x', 'y']},
           'ns': {'NS': ['1', '2']}, 'bs': {'BS': ['AQ==']}, 'm': {'M': {'k': {'S': 'v'}}},
           'l': {'L': [{'N': '1'}, {'NULL': true}]}, 't': {'BOOL': true}, 'z': {'NULL': true}}
          """;
      assertThat(run.photos("PutItem", "{'Item': " + item + "}")).isEqualTo(Fields.EMPTY);
      var got = run.photos("GetItem", "{'Key': {'id': {'S': 'a'}}}").fields("Item");
      assertThat(got.fields("b").get("B")).contains(Value.of(new byte[] {1, 2, 3}));
      assertThat(got.without("b").without("bs")).isEqualTo(json(item).without("b").without("bs"));
      assertThat(run.photos("GetItem", "{'Key': {'id': {'S': 'other'}}}")).isEqualTo(Fields.EMPTY);
    }
  }

  @Test
  void binaryDataIsTakenAsBytesToo() {
    try (var run = new TableRun()) {
      var blob = Fields.EMPTY.with("B", Value.of(new byte[] {7}));
      var input = Fields.EMPTY.with("Item", json("{'id': {'S': 'a'}}").with("data", blob));
      TableRun.output(run.call(PHOTOS, "PutItem", input));
      assertThat(run.photos("GetItem", "{'Key': {'id': {'S': 'a'}}}").fields("Item").get("data"))
          .contains(blob);
    }
  }

  @Test
  void countsAndArrowsFollowTheCalls() {
    try (var run = new TableRun()) {
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}}}");
      run.photos("PutItem", "{'Item': {'id': {'S': 'b'}}}");
      run.photos("DeleteItem", "{'Key': {'id': {'S': 'a'}}}");
      var events = run.system.log().from(0);
      assertThat(
              events.stream()
                  .filter(ResourceChanged.class::isInstance)
                  .map(ResourceChanged.class::cast)
                  .filter(e -> e.resource().equals(PHOTOS))
                  .map(ResourceChanged::counts))
          .extracting(c -> c.get("items"))
          .containsExactly(0L, 1L, 2L, 1L);
      assertThat(events.stream().filter(CallStarted.class::isInstance).map(CallStarted.class::cast))
          .allMatch(e -> e.target().orElseThrow().equals(PHOTOS))
          .allMatch(e -> e.connection().orElseThrow().equals(TableDrawing.WRITES));
    }
  }

  @Test
  void aConditionThatDoesNotHoldChangesNothing() {
    try (var run = new TableRun()) {
      var put =
          "{'Item': {'id': {'S': 'a'}, 'v': {'N': '%s'}}, 'ConditionExpression':"
              + " 'attribute_not_exists(id)', 'ReturnValuesOnConditionCheckFailure': 'ALL_OLD'}";
      run.photos("PutItem", put.formatted("1"));
      var failure = run.refused("PutItem", put.formatted("2"));
      assertThat(failure.code()).isEqualTo("ConditionalCheckFailedException");
      assertThat(failure.message()).isEqualTo("The conditional request failed");
      assertThat(failure.status()).isEqualTo(400);
      assertThat(failure.details().fields("Item").fields("v").text("N")).contains("1");
      assertThat(run.photos("GetItem", "{'Key': {'id': {'S': 'a'}}}").fields("Item").fields("v"))
          .isEqualTo(json("{'N': '1'}"));
    }
  }

  @Test
  void updatesAnswerTheValuesThatWereAskedFor() {
    try (var run = new TableRun()) {
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}, 'n': {'N': '1'}, 'k': {'S': 'kept'}}}");
      var update =
          """
          {'Key': {'id': {'S': 'a'}}, 'UpdateExpression': 'SET n = n + :d',
           'ExpressionAttributeValues': {':d': {'N': '1'}}, 'ReturnValues': '%s'}
          """;
      assertThat(run.photos("UpdateItem", update.formatted("NONE"))).isEqualTo(Fields.EMPTY);
      assertThat(run.photos("UpdateItem", update.formatted("UPDATED_OLD")))
          .isEqualTo(json("{'Attributes': {'n': {'N': '2'}}}"));
      assertThat(run.photos("UpdateItem", update.formatted("UPDATED_NEW")))
          .isEqualTo(json("{'Attributes': {'n': {'N': '4'}}}"));
      assertThat(run.photos("UpdateItem", update.formatted("ALL_OLD")).fields("Attributes"))
          .isEqualTo(json("{'id': {'S': 'a'}, 'n': {'N': '4'}, 'k': {'S': 'kept'}}"));
      assertThat(run.photos("UpdateItem", update.formatted("ALL_NEW")).fields("Attributes"))
          .isEqualTo(json("{'id': {'S': 'a'}, 'n': {'N': '6'}, 'k': {'S': 'kept'}}"));
    }
  }

  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html`: adds a new item
  /// if it does not already exist.
  @Test
  void anUpdateMakesAMissingItemAlsoIfItOnlyRemoves() {
    try (var run = new TableRun()) {
      run.photos("UpdateItem", "{'Key': {'id': {'S': 'a'}}, 'UpdateExpression': 'REMOVE x'}");
      assertThat(run.photos("GetItem", "{'Key': {'id': {'S': 'a'}}}"))
          .isEqualTo(json("{'Item': {'id': {'S': 'a'}}}"));
      run.photos("UpdateItem", "{'Key': {'id': {'S': 'b'}}}");
      assertThat(run.photos("GetItem", "{'Key': {'id': {'S': 'b'}}}"))
          .isEqualTo(json("{'Item': {'id': {'S': 'b'}}}"));
    }
  }

  @Test
  void projectionsAndCapacityAreAnswered() {
    try (var run = new TableRun()) {
      run.photos(
          "PutItem",
          """
          {'Item': {'id': {'S': 'a'}, 'm': {'M': {'x': {'N': '1'}, 'y': {'N': '2'}}}, 'l': {'L': [{'N': '1'}, {'N': '2'}]}}}
          """);
      assertThat(
              run.photos(
                  "GetItem",
                  """
                  {'Key': {'id': {'S': 'a'}}, 'ProjectionExpression': 'm.#y, l[1], q', 'ReturnConsumedCapacity': 'TOTAL',
                   'ExpressionAttributeNames': {'#y': 'y'}}
                  """))
          .isEqualTo(
              json(
                  """
                  {'Item': {'m': {'M': {'y': {'N': '2'}}}, 'l': {'L': [{'N': '2'}]}},
                   'ConsumedCapacity': {'TableName': 'Photos', 'CapacityUnits': 0.5}}
                  """));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "PutItem | {'Item': {'x': {'S': 'a'}}} | One or more parameter values were invalid: Missing"
            + " the key id in the item",
        "PutItem | {'Item': {'id': {'N': '1'}}} | One or more parameter values were invalid: Type"
            + " mismatch for key id expected: S actual: N",
        "PutItem | {'Item': {'id': {'S': ''}}} | One or more parameter values are not valid. The"
            + " AttributeValue for a key attribute cannot contain an empty string value. Key: id",
        "PutItem | {'Item': {'id': {'S': 'a'}, 'n': {'N': 'abc'}}} | The parameter cannot be"
            + " converted to a numeric value: abc",
        "PutItem | {'Item': {'id': {'S': 'a'}, 'n': {}}} | Supplied AttributeValue is empty, must"
            + " contain exactly one of the supported datatypes",
        "PutItem | {'Item': {'id': {'S': 'a', 'N': '1'}}} | Supplied AttributeValue has more than"
            + " one datatypes set, must contain exactly one of the supported datatypes",
        "PutItem | {'Item': {'id': {'S': 'a'}, 's': {'SS': []}}} | One or more parameter values"
            + " were invalid: An string set  may not be empty",
        "PutItem | {'Item': {'id': {'S': 'a'}, 's': {'SS': ['x', 'x']}}} | One or more parameter"
            + " values were invalid: Input collection [x, x] contains duplicates.",
        "PutItem | {'Item': {'id': {'S': 'a'}}, 'ReturnValues': 'ALL_NEW'} | Return values set to"
            + " invalid value",
        "PutItem | {} | 1 validation error detected: Value null at 'item' failed to satisfy"
            + " constraint: Member must not be null",
        "PutItem | {'Item': {'id': {'S': 'a'}}, 'ExpressionAttributeValues': {':v': {'N': '1'}}} |"
            + " ExpressionAttributeValues can only be specified when using expressions:"
            + " ConditionExpression is null",
        "PutItem | {'Item': {'id': {'S': 'a'}, '': {'S': 'x'}}} | Empty attribute name",
        "PutItem | {'Item': {'id': {'S': 'a'}, 'b': {'BS': []}}} | One or more parameter values"
            + " were invalid: Binary sets should not be empty",
        "PutItem | {'Item': {'id': {'S': 'a'}}, 'ConditionExpression': 'n = :v',"
            + " 'ExpressionAttributeValues': {':v': {}}} | ExpressionAttributeValues contains"
            + " invalid value: Supplied AttributeValue is empty, must contain exactly one of the"
            + " supported datatypes for key :v",
        "PutItem | {'Item': {'id': {'S': 'a'}}, 'ConditionExpression': 'n = :v',"
            + " 'ExpressionAttributeValues': {}} | ExpressionAttributeValues must not be empty",
        "Scan | {'Select': 'SPECIFIC_ATTRIBUTES'} | Must specify the AttributesToGet or"
            + " ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
        "Scan | {'Select': 'COUNT', 'ProjectionExpression': 'a'} | Cannot specify the"
            + " ProjectionExpression when choosing to get only the Count",
        "Scan | {'Select': 'ALL_PROJECTED_ATTRIBUTES'} | ALL_PROJECTED_ATTRIBUTES can be used only"
            + " when Querying using an IndexName",
        "PutItem | {'Item': {'id': {'S': 'a'}}, 'ConditionExpression': 'attribute_exists(id)',"
            + " 'ExpressionAttributeNames': {'#v': 'v'}} | Value provided in"
            + " ExpressionAttributeNames unused in expressions: keys: {#v}",
        "GetItem | {'Key': {'x': {'S': 'a'}}} | The provided key element does not match the schema",
        "GetItem | {'Key': {'id': {'S': 'a'}, 'x': {'S': 'a'}}} | The provided key element does not"
            + " match the schema",
        "UpdateItem | {'Key': {'id': {'S': 'a'}}, 'UpdateExpression': 'SET id = :v',"
            + " 'ExpressionAttributeValues': {':v': {'S': 'b'}}} | One or more parameter values"
            + " were invalid: Cannot update attribute id. This attribute is part of the key",
        "Query | {} | Either the KeyConditions or KeyConditionExpression parameter must be"
            + " specified in the request.",
        "Scan | {'IndexName': 'byDate'} | The table does not have the specified index: byDate",
        "Scan | {'Limit': 0} | 1 validation error detected: Value '0' at 'limit' failed to satisfy"
            + " constraint: Member must have value greater than or equal to 1",
      })
  void badRequestsAreRefusedInAwssWords(String operation, String input, String message) {
    try (var run = new TableRun()) {
      var failure = run.refused(operation, input);
      assertThat(failure.code()).isEqualTo("ValidationException");
      assertThat(failure.message()).isEqualTo(message);
      assertThat(failure.status()).isEqualTo(400);
    }
  }

  @Test
  void itemsOverFourHundredKilobytesAreRefused() {
    try (var run = new TableRun()) {
      var text = "x".repeat(400 * 1024 - 3);
      run.photos("PutItem", "{'Item': {'id': {'S': '" + text.substring(0, 9) + "'}}}");
      var put = "{'Item': {'id': {'S': 'a'}, 'd': {'S': '%s'}}}";
      run.photos("PutItem", put.formatted(text.substring(1)));
      assertThat(run.refused("PutItem", put.formatted(text)).message())
          .isEqualTo("Item size has exceeded the maximum allowed size");
    }
  }

  @Test
  void tablesThatAreNotDrawnAreNotFound() {
    try (var run = new TableRun()) {
      var failure = run.refused("GetItem", "{'TableName': 'Nowhere', 'Key': {'id': {'S': 'a'}}}");
      assertThat(failure.code()).isEqualTo("ResourceNotFoundException");
      assertThat(failure.message()).isEqualTo("Requested resource not found");
    }
  }

  @Test
  void aCallerWithoutPermissionIsDeniedWithStatus400() {
    try (var run =
        new TableRun(
            "{'Statement': [{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'Resource':"
                + " '*'}]}")) {
      run.photos("GetItem", "{'Key': {'id': {'S': 'a'}}}");
      var failure = run.refused("PutItem", "{'Item': {'id': {'S': 'a'}}}");
      assertThat(failure.code()).isEqualTo("AccessDeniedException");
      assertThat(failure.status()).isEqualTo(400);
      assertThat(failure.message())
          .contains("is not authorized to perform: dynamodb:PutItem on resource:")
          .contains("arn:aws:dynamodb:us-east-1:123456789012:table/Photos");
    }
  }

  @Test
  void leadingKeysLimitACallerToItsOwnItems() {
    try (var run =
        new TableRun(
            """
            {'Statement': [{'Effect': 'Allow', 'Action': 'dynamodb:*', 'Resource': '*', 'Condition':
             {'ForAllValues:StringEquals': {'dynamodb:LeadingKeys': ['ann']}}}]}
            """)) {
      var put = "{'Item': {'customer': {'S': '%s'}, 'number': {'N': '1'}}}";
      run.orders("PutItem", put.formatted("ann"));
      assertThat(TableRun.failure(run.call(ORDERS, "PutItem", put.formatted("bob"))).code())
          .isEqualTo("AccessDeniedException");
      var query =
          "{'KeyConditionExpression': 'customer = :c', 'ExpressionAttributeValues': {':c': {'S':"
              + " '%s'}}}";
      assertThat(run.orders("Query", query.formatted("ann")).number("Count")).contains(1L);
      assertThat(TableRun.failure(run.call(ORDERS, "Query", query.formatted("bob"))).code())
          .isEqualTo("AccessDeniedException");
    }
  }

  @Test
  void attributesLimitACallerToSomeOfAnItem() {
    try (var run =
        new TableRun(
            """
            {'Statement': [{'Effect': 'Allow', 'Action': 'dynamodb:*', 'Resource': '*', 'Condition':
             {'ForAllValues:StringEquals': {'dynamodb:Attributes': ['id', 'title', 'hits']}}}]}
            """)) {
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}, 'title': {'S': 't'}}}");
      assertThat(
              run.refused(
                      "BatchWriteItem",
                      "{'RequestItems': {'Photos': [{'PutRequest': {'Item': {'id': {'S': 'a'},"
                          + " 'secret': {'S': 't'}}}}]}}")
                  .code())
          .isEqualTo("AccessDeniedException");
      assertThat(
              run.refused(
                      "BatchGetItem",
                      "{'RequestItems': {'Photos': {'Keys': [{'id': {'S': 'a'}}],"
                          + " 'ProjectionExpression': 'secret'}}}")
                  .code())
          .isEqualTo("AccessDeniedException");
      assertThat(
              run.refused("PutItem", "{'Item': {'id': {'S': 'a'}, 'secret': {'S': 't'}}}").code())
          .isEqualTo("AccessDeniedException");
      var update =
          "{'Key': {'id': {'S': 'a'}}, 'UpdateExpression': 'SET hits = if_not_exists(%s, :n)',"
              + " 'ExpressionAttributeValues': {':n': {'N': '1'}}}";
      run.photos("UpdateItem", update.formatted("hits"));
      assertThat(run.refused("UpdateItem", update.formatted("secret")).code())
          .isEqualTo("AccessDeniedException");
    }
  }

  @Test
  void everyOperationNamesItsActionsAndTables() {
    var authorizations =
        new TableAuthorizations(
            new Tables(TableDrawing.drawing(TableDrawing.EVERYTHING)),
            TableDrawing.drawing(TableDrawing.EVERYTHING).environment());
    var request =
        new OperationRequest(
            1,
            new InvocationId(1),
            new Need.ResourceCaller(TableDrawing.CALLER),
            "TransactWriteItems",
            json(
                """
                {'TransactItems': [{'Put': {'TableName': 'Photos', 'Item': {'id': {'S': 'a'}}}},
                 {'ConditionCheck': {'TableName': 'orders', 'Key': {'customer': {'S': 'ann'}, 'number': {'N': '1'}}}}]}
                """));
    assertThat(authorizations.of(request))
        .containsExactly(
            new Authorization(
                "dynamodb:PutItem",
                "arn:aws:dynamodb:us-east-1:123456789012:table/Photos",
                Map.of(
                    "dynamodb:LeadingKeys",
                    List.of("a"),
                    "dynamodb:Attributes",
                    List.of("id"),
                    "dynamodb:EnclosingOperation",
                    List.of("TransactWriteItems"))),
            new Authorization(
                "dynamodb:ConditionCheckItem",
                "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
                Map.of(
                    "dynamodb:LeadingKeys",
                    List.of("ann"),
                    "dynamodb:Attributes",
                    List.of("customer", "number"),
                    "dynamodb:EnclosingOperation",
                    List.of("TransactWriteItems"))));
  }
}
