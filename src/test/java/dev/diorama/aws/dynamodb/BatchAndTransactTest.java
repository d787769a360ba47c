package dev.diorama.aws.dynamodb;

import static dev.diorama.aws.dynamodb.TableDrawing.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value.Fields;
import org.junit.jupiter.api.Test;

class BatchAndTransactTest {

  @Test
  void aBatchWritesAndReadsSeveralTables() {
    try (var run = new TableRun()) {
      var written =
          run.photos(
              "BatchWriteItem",
              """
              {'RequestItems': {'Photos': [{'PutRequest': {'Item': {'id': {'S': 'a'}}}}, {'PutRequest': {'Item': {'id': {'S': 'b'}}}}],
               'orders': [{'PutRequest': {'Item': {'customer': {'S': 'ann'}, 'number': {'N': '1'}}}},
                 {'DeleteRequest': {'Key': {'customer': {'S': 'bob'}, 'number': {'N': '1'}}}}]}}
              """);
      assertThat(written).isEqualTo(json("{'UnprocessedItems': {}}"));
      var read =
          run.photos(
              "BatchGetItem",
              """
              {'RequestItems': {'Photos': {'Keys': [{'id': {'S': 'b'}}, {'id': {'S': 'zz'}}]},
               'orders': {'Keys': [{'customer': {'S': 'ann'}, 'number': {'N': '1.0'}}]}}}
              """);
      assertThat(read)
          .isEqualTo(
              json(
                  """
                  {'Responses': {'Photos': [{'id': {'S': 'b'}}],
                    'orders': [{'customer': {'S': 'ann'}, 'number': {'N': '1'}}]}, 'UnprocessedKeys': {}}
                  """));
    }
  }

  @Test
  void aBatchWithTheSameKeyTwiceIsRefused() {
    try (var run = new TableRun()) {
      var failure =
          run.refused(
              "BatchWriteItem",
              """
              {'RequestItems': {'Photos': [{'PutRequest': {'Item': {'id': {'S': 'a'}}}},
               {'DeleteRequest': {'Key': {'id': {'S': 'a'}}}}]}}
              """);
      assertThat(failure.message()).isEqualTo("Provided list of item keys contains duplicates");
      assertThat(run.photos("Scan", "{}").number("Count")).contains(0L);
    }
  }

  @Test
  void aTransactionDoesAllOrNothing() {
    try (var run = new TableRun()) {
      run.photos("PutItem", "{'Item': {'id': {'S': 'a'}, 'n': {'N': '1'}}}");
      var transaction =
          """
          {'TransactItems': [
            {'Put': {'TableName': 'orders', 'Item': {'customer': {'S': 'ann'}, 'number': {'N': '1'}}}},
            {'Update': {'TableName': 'Photos', 'Key': {'id': {'S': 'a'}}, 'UpdateExpression': 'SET n = n + :one',
              'ConditionExpression': 'n = :one', 'ExpressionAttributeValues': {':one': {'N': '1'}}}}]}
          """;
      assertThat(run.photos("TransactWriteItems", transaction)).isEqualTo(Fields.EMPTY);
      var failure = run.refused("TransactWriteItems", transaction);
      assertThat(failure.code()).isEqualTo("TransactionCanceledException");
      assertThat(failure.message())
          .isEqualTo(
              "Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                  + " ConditionalCheckFailed]");
      assertThat(failure.details())
          .isEqualTo(
              json(
                  """
                  {'CancellationReasons': [{'Code': 'None'},
                    {'Code': 'ConditionalCheckFailed', 'Message': 'The conditional request failed'}]}
                  """));
      assertThat(
              run.photos(
                  "TransactGetItems",
                  """
                  {'TransactItems': [{'Get': {'TableName': 'Photos', 'Key': {'id': {'S': 'a'}}}},
                    {'Get': {'TableName': 'Photos', 'Key': {'id': {'S': 'b'}}}}]}
                  """))
          .isEqualTo(json("{'Responses': [{'Item': {'id': {'S': 'a'}, 'n': {'N': '2'}}}, {}]}"));
    }
  }

  @Test
  void aClientTokenMakesARepeatedTransactionHarmless() {
    try (var run = new TableRun()) {
      var transaction =
          """
          {'ClientRequestToken': 't', 'TransactItems': [{'Update': {'TableName': 'Photos', 'Key': {'id': {'S': 'a'}},
            'UpdateExpression': 'ADD n :one', 'ExpressionAttributeValues': {':one': {'N': '%s'}}}}]}
          """;
      run.photos("TransactWriteItems", transaction.formatted("1"));
      run.photos("TransactWriteItems", transaction.formatted("1"));
      assertThat(run.photos("GetItem", "{'Key': {'id': {'S': 'a'}}}"))
          .isEqualTo(json("{'Item': {'id': {'S': 'a'}, 'n': {'N': '1'}}}"));
      assertThat(run.refused("TransactWriteItems", transaction.formatted("2")).code())
          .isEqualTo("IdempotentParameterMismatchException");
    }
  }

  @Test
  void twoActionsOnOneItemAreRefused() {
    try (var run = new TableRun()) {
      assertThat(
              run.refused(
                      "TransactWriteItems",
                      """
                      {'TransactItems': [{'Put': {'TableName': 'Photos', 'Item': {'id': {'S': 'a'}}}},
                        {'Delete': {'TableName': 'Photos', 'Key': {'id': {'S': 'a'}}}}]}
                      """)
                  .message())
          .isEqualTo("Transaction request cannot include multiple operations on one item");
    }
  }

  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html`: the
  /// message is one of those listed for the reason `ValidationError`.
  @Test
  void aUserErrorInOneItemCancelsTheTransactionAndSaysWhich() {
    try (var run = new TableRun()) {
      var failure =
          run.refused(
              "TransactWriteItems",
              """
              {'TransactItems': [{'Put': {'TableName': 'Photos', 'Item': {'id': {'S': 'a'}}}},
                {'Update': {'TableName': 'Photos', 'Key': {'id': {'S': 'b'}}, 'UpdateExpression': 'SET n = m'}}]}
              """);
      assertThat(failure.code()).isEqualTo("TransactionCanceledException");
      assertThat(failure.details())
          .isEqualTo(
              json(
                  """
                  {'CancellationReasons': [{'Code': 'None'}, {'Code': 'ValidationError', 'Message':
                    'The provided expression refers to an attribute that does not exist in the item'}]}
                  """));
      assertThat(run.photos("Scan", "{}").number("Count")).contains(0L);
    }
  }

  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html`: a user
  /// error cancels it.
  @Test
  void aReadingTransactionIsCancelledByAWrongKey() {
    try (var run = new TableRun()) {
      assertThat(
              run.refused(
                      "TransactGetItems",
                      "{'TransactItems': [{'Get': {'TableName': 'Photos', 'Key': {'id': {'N':"
                          + " '1'}}}}]}")
                  .code())
          .isEqualTo("TransactionCanceledException");
    }
  }
}
