package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.client.ClientService;
import dev.diorama.aws.dynamodb.DynamoDbService;
import dev.diorama.aws.iam.IamService;
import dev.diorama.aws.lambda.LambdaService;
import dev.diorama.aws.logs.LogsService;
import dev.diorama.aws.s3.S3Service;
import dev.diorama.aws.sqs.SqsService;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.workspace.Studio;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A drawing of functions, queues, tables and buckets around one sender who may do everything, run
/// with all the services it needs.
final class FunctionStage implements AutoCloseable {
  static final Studio STUDIO =
      new Studio(
          List.of(
              new ClientService(),
              new LambdaService(),
              new S3Service(),
              new DynamoDbService(),
              new SqsService(),
              new LogsService(),
              new IamService()));

  private final RunningSystem system;

  private FunctionStage(RunningSystem system) {
    this.system = system;
  }

  /// What is drawn; apostrophes in JSON stand for quotation marks.
  static final class Drawing {
    private Architecture drawing = Architecture.EMPTY;

    Drawing() {
      add("Role", "AWS::IAM::Role", role("'Service':'lambda.amazonaws.com'"));
      add("SenderRole", "AWS::IAM::Role", role("'AWS':'arn:aws:iam::123456789012:root'"));
      add("Sender", "Diorama::Client", "{'Kind':'cli','Role':{'Ref':'SenderRole'}}");
    }

    private static String role(String principal) {
      return "{'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
          + "'Principal':{"
          + principal
          + "},'Action':'sts:AssumeRole'}]},'Policies':[{'PolicyName':'all','PolicyDocument':"
          + "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}}]}";
    }

    Drawing add(String name, String type, String properties) {
      return add(name, type, json(properties));
    }

    Drawing add(String name, String type, Fields properties) {
      drawing =
          drawing.with(
              new Resource(
                  new ResourceId(name),
                  new ResourceTypeName(type),
                  name,
                  Optional.empty(),
                  properties));
      return this;
    }

    /// A function that runs no code.
    Drawing declared(String name, String more, String diorama) {
      return add(
          name,
          "AWS::Lambda::Function",
          "{'Role':{'Ref':'Role'},'MemorySize':1769" + more + ",'Diorama':" + diorama + "}");
    }

    /// A function with inline code.
    Drawing coded(String name, String more, String code) {
      return add(
          name,
          "AWS::Lambda::Function",
          json("{'Role':{'Ref':'Role'},'MemorySize':512" + more + "}")
              .with("Code", Fields.EMPTY.with("ZipFile", code)));
    }

    Drawing connect(String source, String type, String target, String properties) {
      drawing =
          drawing.with(
              new Connection(
                  new ConnectionId(source + "-" + target),
                  new ConnectionTypeName(type),
                  new ResourceId(source),
                  new ResourceId(target),
                  json(properties)));
      return this;
    }

    Architecture architecture() {
      return drawing;
    }

    /// A run of a document that stands in `home`.
    FunctionStage run(Path home) {
      return new FunctionStage(
          STUDIO.runVirtually(drawing, new RunOptions(7, OptionalInt.empty(), Optional.of(home))));
    }

    FunctionStage run() {
      return new FunctionStage(
          STUDIO.runVirtually(drawing, new RunOptions(7, OptionalInt.empty(), Optional.empty())));
    }

    FunctionStage runLive() {
      return new FunctionStage(
          STUDIO.runLive(drawing, new RunOptions(7, OptionalInt.of(0), Optional.empty())));
    }
  }

  static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  RunningSystem system() {
    return system;
  }

  OperationResult call(String operation, String target, Fields input, Duration wait) {
    var answer = system.submit(new ResourceId("Sender"), operation, new ResourceId(target), input);
    system.advance(wait);
    return answer.getNow(new OperationResult.Failure("NoAnswerYet", "", 0));
  }

  Fields good(String operation, String target, Fields input) {
    var result = call(operation, target, input, Duration.ofSeconds(20));
    assertThat(result).isInstanceOf(OperationResult.Success.class);
    return ((OperationResult.Success) result).output();
  }

  /// What a function answers, as JSON text.
  String invoke(String function, String event) {
    return payload(
        call(
            "lambda:Invoke",
            function,
            Fields.EMPTY.with("Payload", event),
            Duration.ofSeconds(20)));
  }

  static String payload(OperationResult result) {
    return result instanceof OperationResult.Success s
        ? s.output()
            .get("Payload")
            .map(
                v -> v instanceof Value.Blob b ? new String(b.bytes(), StandardCharsets.UTF_8) : "")
            .orElse("")
        : result.toString();
  }

  void send(String function, String event) {
    call(
        "lambda:Invoke",
        function,
        Fields.EMPTY.with("InvocationType", "Event").with("Payload", event),
        Duration.ZERO);
  }

  void advance(Duration duration) {
    system.advance(duration);
  }

  /// The messages that a queue gives now.
  List<Fields> messages(String queue) {
    return good(
            "sqs:ReceiveMessage",
            queue,
            Fields.EMPTY
                .with("MaxNumberOfMessages", 10)
                .with("MessageAttributeNames", Value.texts(List.of("All"))))
        .list("Messages")
        .stream()
        .map(m -> (Fields) m)
        .toList();
  }

  <E extends RuntimeEvent> List<E> events(Class<E> type) {
    return system.log().from(0).stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    system.close();
  }
}
