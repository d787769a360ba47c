package dev.diorama.aws.dynamodb;

import static dev.diorama.aws.dynamodb.TableDrawing.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryOperationsTest {
  private static final String VALUES =
      "'ExpressionAttributeValues': {':c': {'S': 'ann'}, ':n': {'N': '2'}, ':m': {'N': '10'}}";
  private static final String NAMES = "'ExpressionAttributeNames': {'#n': 'number'}";

  private static TableRun filled() {
    var run = new TableRun();
    for (var customer : List.of("ann", "bob")) {
      for (var number : List.of("10", "-1", "2", "9.5")) {
        run.orders(
            "PutItem",
            "{'Item': {'customer': {'S': '%s'}, 'number': {'N': '%s'}, 'x': {'N': '%s'}}}"
                .formatted(customer, number, number));
      }
    }
    return run;
  }

  private static List<String> numbers(Fields output) {
    return output.list("Items").stream()
        .map(i -> ((Fields) i).fields("number").text("N").orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "customer = :c AND #n > :n AND #n < :m | !",
        "customer = :c AND #n = :n | 2",
        "customer = :c AND #n < :m | -1,2,9.5",
        "customer = :c AND #n <= :m | -1,2,9.5,10",
        "customer = :c AND #n > :n | 9.5,10",
        "customer = :c AND #n >= :n | 2,9.5,10",
        "#n BETWEEN :n AND :m AND customer = :c | 2,9.5,10",
        "(customer = :c) AND (#n > :n) | 9.5,10",
      })
  void sortKeyConditionsSelectInNumericOrder(String condition, String expected) {
    try (var run = filled()) {
      var values =
          condition.contains(":m")
              ? condition.contains(":n")
                  ? VALUES
                  : "'ExpressionAttributeValues': {':c': {'S': 'ann'}, ':m': {'N': '10'}}"
              : "'ExpressionAttributeValues': {':c': {'S': 'ann'}, ':n': {'N': '2'}}";
      var input = "{'KeyConditionExpression': '" + condition + "', " + NAMES + ", " + values + "}";
      if (expected.equals("!")) {
        assertThat(TableRun.failure(run.call(ORDERS, "Query", input)).message())
            .isEqualTo("KeyConditionExpressions must only contain one" + " condition per key");
      } else {
        assertThat(numbers(run.orders("Query", input))).containsExactly(expected.split(","));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#n = :n | Query condition missed key schema element: customer",
        "customer = :c OR #n = :n | Invalid operator used in" + " KeyConditionExpression: OR",
        "customer = :c AND #n <> :n | Invalid operator used in" + " KeyConditionExpression: <>",
        "customer > :c AND #n = :n | Query key condition not supported",
        "customer = :n AND #n = :c | One or more parameter values were invalid: Condition parameter"
            + " type does not match schema type",
        "customer = :c AND x = :n AND #n = :n | Conditions can be of length 1 or 2 only",
      })
  void keyConditionsThatAreNoneAreRefused(String condition, String message) {
    try (var run = filled()) {
      var input =
          "{'KeyConditionExpression': '"
              + condition
              + "', "
              + NAMES
              + ", 'ExpressionAttributeValues': {':c': {'S': 'ann'}, ':n': {'N': '2'}}}";
      assertThat(TableRun.failure(run.call(ORDERS, "Query", input)).message()).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void pagesTogetherGiveEverythingOnce(boolean forward) {
    try (var run = filled()) {
      var found = new ArrayList<String>();
      var start = "";
      for (int page = 0; page < 10; page++) {
        var output =
            run.orders(
                "Query",
                "{'KeyConditionExpression': 'customer = :c', 'Limit': 1, 'ScanIndexForward': "
                    + forward
                    + start
                    + ", 'ExpressionAttributeValues': {':c': {'S': 'ann'}}}");
        found.addAll(numbers(output));
        if (output.get("LastEvaluatedKey").isEmpty()) {
          break;
        }
        start = ", 'ExclusiveStartKey': " + Json.write(output.fields("LastEvaluatedKey"));
      }
      assertThat(found)
          .isEqualTo(forward ? List.of("-1", "2", "9.5", "10") : List.of("10", "9.5", "2", "-1"));
    }
  }

  @Test
  void filtersApplyAfterTheLimit() {
    try (var run = filled()) {
      var output =
          run.orders(
              "Query",
              """
              {'KeyConditionExpression': 'customer = :c', 'FilterExpression': 'x > :n', 'Limit': 3,
               'ExpressionAttributeValues': {':c': {'S': 'ann'}, ':n': {'N': '2'}}}
              """);
      assertThat(numbers(output)).containsExactly("9.5");
      assertThat(output.number("Count")).contains(1L);
      assertThat(output.number("ScannedCount")).contains(3L);
    }
  }

  @Test
  void aFilterOnTheKeyIsRefused() {
    try (var run = filled()) {
      var input =
          "{'KeyConditionExpression': 'customer = :c', 'FilterExpression': '#n > :n', "
              + NAMES
              + ", 'ExpressionAttributeValues': {':c': {'S': 'ann'}, ':n': {'N': '2'}}}";
      assertThat(TableRun.failure(run.call(ORDERS, "Query", input)).message())
          .isEqualTo(
              "Filter Expression can only contain non-primary key attributes: Primary key"
                  + " attribute: number");
    }
  }

  @Test
  void aScanFindsEverythingInTheSameOrderEveryTime() {
    try (var one = filled();
        var two = filled()) {
      var scan = one.orders("Scan", "{}");
      assertThat(scan.number("Count")).contains(8L);
      assertThat(two.orders("Scan", "{}")).isEqualTo(scan);
      var segments = new ArrayList<Object>();
      for (int segment = 0; segment < 3; segment++) {
        segments.addAll(
            one.orders("Scan", "{'Segment': " + segment + ", 'TotalSegments': 3}").list("Items"));
      }
      assertThat(segments).hasSize(8).containsAll(scan.list("Items"));
      assertThat(one.orders("Scan", "{'Select': 'COUNT'}").get("Items")).isEmpty();
    }
  }

  @Test
  void aPageEndsAtOneMegabyte() {
    try (var run = new TableRun()) {
      for (int i = 0; i < 4; i++) {
        run.photos(
            "PutItem",
            "{'Item': {'id': {'S': '" + i + "'}, 'd': {'S': '" + "x".repeat(390_000) + "'}}}");
      }
      var first = run.photos("Scan", "{}");
      assertThat(first.number("Count")).contains(3L);
      var rest =
          run.call(
              TableDrawing.PHOTOS,
              "Scan",
              Fields.EMPTY.with("ExclusiveStartKey", first.fields("LastEvaluatedKey")));
      assertThat(TableRun.output(rest).number("Count")).contains(1L);
      assertThat(TableRun.output(rest).get("LastEvaluatedKey")).isEmpty();
    }
  }

  /// `ExclusiveStartKey` in
  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html`.
  @Test
  void aStartingKeyMustBeWithinTheQuery() {
    try (var run = filled()) {
      var input =
          "{'KeyConditionExpression': 'customer = :c AND #n > :n', "
              + NAMES
              + ", 'ExpressionAttributeValues': {':c': {'S': 'ann'}, ':n': {'N': '2'}},"
              + " 'ExclusiveStartKey': {'customer': {'S': '%s'}, 'number': {'N': '1'}}}";
      assertThat(TableRun.failure(run.call(ORDERS, "Query", input.formatted("ann"))).message())
          .isEqualTo("The provided starting key does not match the range key predicate");
      assertThat(TableRun.failure(run.call(ORDERS, "Query", input.formatted("bob"))).message())
          .isEqualTo(
              "The provided starting key is outside query boundaries based on provided conditions");
    }
  }
}
