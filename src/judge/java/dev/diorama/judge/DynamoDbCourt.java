package dev.diorama.judge;

import dev.diorama.aws.SdkClients;
import dev.diorama.aws.Sketch;
import dev.diorama.aws.dynamodb.DynamoDbService;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RunningSystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// Diorama's DynamoDB beside AWS's DynamoDB Local, with the same empty tables in both.
///
/// DynamoDB Local runs in this process, without a port; its telemetry is off:
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocalTelemetry.html`.
final class DynamoDbCourt implements AutoCloseable {
  /// The tables as CloudFormation writes them, which is also how `CreateTable` wants them.
  static final Map<String, String> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put(
        "photos",
        """
        {'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}]}
        """);
    TABLES.put(
        "orders",
        """
        {'AttributeDefinitions': [{'AttributeName': 'customer', 'AttributeType': 'S'},
           {'AttributeName': 'number', 'AttributeType': 'N'}],
         'KeySchema': [{'AttributeName': 'customer', 'KeyType': 'HASH'},
           {'AttributeName': 'number', 'KeyType': 'RANGE'}]}
        """);
    TABLES.put(
        "words",
        """
        {'AttributeDefinitions': [{'AttributeName': 'language', 'AttributeType': 'S'},
           {'AttributeName': 'word', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'language', 'KeyType': 'HASH'},
           {'AttributeName': 'word', 'KeyType': 'RANGE'}]}
        """);
    TABLES.put(
        "bytes",
        """
        {'AttributeDefinitions': [{'AttributeName': 'account', 'AttributeType': 'N'},
           {'AttributeName': 'digest', 'AttributeType': 'B'}],
         'KeySchema': [{'AttributeName': 'account', 'KeyType': 'HASH'},
           {'AttributeName': 'digest', 'KeyType': 'RANGE'}]}
        """);
  }

  static {
    TABLES.put(
        "letters",
        """
        {'AttributeDefinitions': [{'AttributeName': 'box', 'AttributeType': 'S'},
           {'AttributeName': 'id', 'AttributeType': 'S'},
           {'AttributeName': 'sender', 'AttributeType': 'S'},
           {'AttributeName': 'sent', 'AttributeType': 'N'}],
         'KeySchema': [{'AttributeName': 'box', 'KeyType': 'HASH'},
           {'AttributeName': 'id', 'KeyType': 'RANGE'}],
         'GlobalSecondaryIndexes': [
           {'IndexName': 'by-sender', 'KeySchema': [{'AttributeName': 'sender', 'KeyType': 'HASH'},
              {'AttributeName': 'sent', 'KeyType': 'RANGE'}],
            'Projection': {'ProjectionType': 'ALL'}},
           {'IndexName': 'senders', 'KeySchema': [{'AttributeName': 'sender', 'KeyType': 'HASH'}],
            'Projection': {'ProjectionType': 'KEYS_ONLY'}},
           {'IndexName': 'subjects', 'KeySchema': [{'AttributeName': 'sender', 'KeyType': 'HASH'},
              {'AttributeName': 'id', 'KeyType': 'RANGE'}],
            'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['subject']}}],
         'LocalSecondaryIndexes': [
           {'IndexName': 'by-time', 'KeySchema': [{'AttributeName': 'box', 'KeyType': 'HASH'},
              {'AttributeName': 'sent', 'KeyType': 'RANGE'}],
            'Projection': {'ProjectionType': 'KEYS_ONLY'}}]}
        """);
  }

  private static final Wordings WORDINGS = new Wordings("dynamodb/wordings.txt");
  private static final String REASONS = "CancellationReasons";
  private static final String CAPACITY = "ConsumedCapacity";
  private static final Set<String> SETS = Set.of("SS", "NS", "BS");
  private static final Pattern WHERE_IT_RUNS = Pattern.compile(" \\(Service: .*");

  private final RunningSystem system;
  private final AmazonDynamoDBLocal local;
  private final Trial trial;

  DynamoDbCourt() {
    var sketch = Sketch.of(new DynamoDbService()).caller("Alice", "dynamodb:*");
    TABLES.forEach((name, properties) -> sketch.add(name, "AWS::DynamoDB::Table", properties));
    system = sketch.runLive();
    boolean disableTelemetry = true;
    local = DynamoDBEmbedded.create(disableTelemetry);
    trial =
        new Trial(
            new Engine(
                "Diorama",
                DynamoDbClient.class,
                SdkClients.client(DynamoDbClient.builder(), system, "Alice")),
            new Engine("DynamoDB Local", DynamoDbClient.class, local.dynamoDbClient()),
            (operation, answer) -> answer,
            DynamoDbCourt::normal,
            DynamoDbCourt::same);
    TABLES.forEach((name, properties) -> {
      var created =
          trial
              .judge()
              .call(
                  "CreateTable",
                  Sketch.json(properties)
                      .with("TableName", name)
                      .with("BillingMode", "PAY_PER_REQUEST"));
      if (created.isFailure()) {
        throw new IllegalStateException(created.toString());
      }
    });
  }

  Trial trial() {
    return trial;
  }

  /// For queries whose sort keys are not all different: AWS leaves the order of such entries open.
  /// What calls cost is left out, which the judge answers for deletions without being asked.
  Trial trialOfContents() {
    return new Trial(
        trial.ours(),
        trial.judge(),
        trial.arranged(),
        (operation, answer) -> {
          var shown = normal(operation.equals("Query") ? "Scan" : operation, answer);
          return shown.withOutput(shown.output().without(CAPACITY));
        },
        trial.same());
  }

  /// Deletes what is in the tables of both.
  void empty() {
    for (var table : TABLES.keySet()) {
      for (var engine : List.of(trial.ours(), trial.judge())) {
        var keys = new ArrayList<String>();
        for (var key : Sketch.json(TABLES.get(table)).list("KeySchema")) {
          keys.add(((Fields) key).text("AttributeName").orElseThrow());
        }
        var all = engine.call("Scan", Fields.EMPTY.with("TableName", table));
        for (var item : all.output().list("Items")) {
          var key = Fields.EMPTY;
          for (var name : keys) {
            key = key.with(name, ((Fields) item).get(name).orElseThrow());
          }
          engine.call("DeleteItem", Fields.EMPTY.with("TableName", table).with("Key", key));
        }
      }
    }
  }

  private static boolean same(Answer ours, Answer judge) {
    return ours.status() == judge.status()
        && ours.code().equals(judge.code())
        && WORDINGS.same(ours.message(), judge.message())
        && sameReasons(ours.output().list(REASONS), judge.output().list(REASONS))
        && ours.output().without(REASONS).equals(judge.output().without(REASONS));
  }

  /// Whether transactions were cancelled for the same reasons.
  private static boolean sameReasons(List<Value> ours, List<Value> judge) {
    if (ours.size() != judge.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      var our = (Fields) ours.get(i);
      var their = (Fields) judge.get(i);
      if (!our.without("Message").equals(their.without("Message"))
          || !WORDINGS.same(our.text("Message").orElse(""), their.text("Message").orElse(""))) {
        return false;
      }
    }
    return true;
  }

  /// Sets have no order, nor have scans and batches.
  private static Answer normal(String operation, Answer answer) {
    var output = (Fields) sorted(answer.output());
    if (operation.equals("DescribeTable") && !answer.isFailure()) {
      output = Fields.EMPTY.with("Table", description(output.fields("Table")));
    }
    if (operation.equals("Scan") && output.get("Items").isPresent()) {
      output = output.with("Items", inOrder(output.list("Items")));
    }
    if (operation.equals("BatchGetItem")) {
      var responses = Fields.EMPTY;
      for (var table : output.fields("Responses").values().entrySet()) {
        responses = responses.with(table.getKey(), inOrder(((Items) table.getValue()).values()));
      }
      output = output.with("Responses", responses);
    }
    if (!output.list(CAPACITY).isEmpty()) {
      output = output.with(CAPACITY, inOrder(output.list(CAPACITY)));
    }
    var message = WHERE_IT_RUNS.matcher(answer.message()).replaceFirst("");
    return new Answer(
        answer.status(), answer.code(), message, answer.isFailure() ? errorOf(output) : output);
  }

  /// What drawings and DynamoDB Local have in common: neither ids and times, nor throughput.
  private static Fields description(Fields table) {
    var result = Fields.EMPTY;
    for (var member :
        List.of("TableName", "KeySchema", "ItemCount", "TableStatus", "AttributeDefinitions")) {
      result = result.with(member, table.get(member).orElse(Value.Null.NULL));
    }
    result = result.with("AttributeDefinitions", inOrder(table.list("AttributeDefinitions")));
    for (var member : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
      var indexes = new ArrayList<Value>();
      for (var index : table.list(member)) {
        var fields = (Fields) index;
        for (var ignored :
            List.of(
                "IndexArn",
                "IndexSizeBytes",
                "ProvisionedThroughput",
                "OnDemandThroughput",
                "WarmThroughput",
                "Backfilling")) {
          fields = fields.without(ignored);
        }
        indexes.add(fields);
      }
      result = result.with(member, inOrder(indexes));
    }
    return result;
  }

  /// The members of an error besides its text, which Answer has.
  private static Fields errorOf(Fields output) {
    return output.without("message").without("Message");
  }

  private static Items inOrder(List<Value> values) {
    return new Items(values.stream().sorted(Comparator.comparing(Json::write)).toList());
  }

  private static Value sorted(Value value) {
    return switch (value) {
      case Fields fields -> {
        var result = new LinkedHashMap<String, Value>();
        fields
            .values()
            .forEach((name, member) ->
                result.put(
                    name,
                    SETS.contains(name) && member instanceof Items set
                        ? inOrder(set.values())
                        : sorted(member)));
        yield new Fields(result);
      }
      case Items items -> new Items(items.values().stream().map(DynamoDbCourt::sorted).toList());
      default -> value;
    };
  }

  @Override
  public void close() {
    trial.ours().close();
    local.shutdown();
    system.close();
  }
}
