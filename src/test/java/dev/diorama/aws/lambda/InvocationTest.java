package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.References;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static OperationResult.Failure failure(OperationResult result) {
    assertThat(result).isInstanceOf(OperationResult.Failure.class);
    return (OperationResult.Failure) result;
  }

  private static String functionError(OperationResult result) {
    return result instanceof OperationResult.Success s
        ? s.output().text("FunctionError").orElse("none")
        : "failed";
  }

  @Test
  void aHandlerRunsAndItsSdkCallsPassTheGate() {
    try (var world =
        LambdaWorld.running(
            """
            import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
            import { DynamoDBDocumentClient, PutCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
            const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            export const handler = async (event, context) => {
              console.log("keeping", event.id);
              await db.send(new PutCommand({ TableName: "Keeper", Item: { id: event.id, tags: ["a"] } }));
              const { Item } = await db.send(new GetCommand({ TableName: "Keeper", Key: { id: event.id } }));
              return { Item, name: context.functionName, left: context.getRemainingTimeInMillis() };
            };
            """)) {
      var result = world.invoke("{\"id\":\"x\"}", SOON);
      assertThat(LambdaWorld.payload(result))
          .isEqualTo(
              "{\"Item\":{\"id\":\"x\",\"tags\":[\"a\"]},\"name\":\"Resize\",\"left\":2978}");
      assertThat(world.logged).hasSize(4);
      assertThat(world.logged.get(1)).endsWith("INFO\tkeeping x");
      assertThat(world.logged.get(3)).startsWith("REPORT RequestId: ").contains("Duration: 2");
      var ended = world.events(RuntimeEvent.InvocationEnded.class);
      assertThat(ended).hasSize(1);
      assertThat(ended.getFirst().error()).isEmpty();
      assertThat(ended.getFirst().duration()).isEqualTo(Duration.ofMillis(23));
    }
  }

  @Test
  void theSecondInvocationIsWarm() {
    try (var world = LambdaWorld.running("let n = 0; export const handler = async () => ++n;")) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON))).isEqualTo("1");
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON))).isEqualTo("2");
      assertThat(world.events(RuntimeEvent.InvocationStarted.class))
          .extracting(RuntimeEvent.InvocationStarted::coldStart)
          .containsExactly(true, false);
    }
  }

  @Test
  void twoInvocationsAtOnceRunInTwoEnvironments() {
    try (var world =
        LambdaWorld.running(
            "let n = 0; export const handler = async () => { await new Promise(r => setTimeout(r,"
                + " 500)); return ++n; };")) {
      var first =
          world.system.submit(
              LambdaWorld.CALLER, "lambda:Invoke", LambdaWorld.FUNCTION, Fields.EMPTY);
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON))).isEqualTo("1");
      assertThat(LambdaWorld.payload(first.join())).isEqualTo("1");
    }
  }

  @Test
  void reservedConcurrencyThrottles() {
    var function =
        LambdaWorld.function("export const handler = async () => 1;")
            .with("ReservedConcurrentExecutions", 0);
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function))) {
      var failure = failure(world.invoke("{}", SOON));
      assertThat(failure.code()).isEqualTo("TooManyRequestsException");
      assertThat(failure.status()).isEqualTo(429);
    }
  }

  @Test
  void aHandlerThatNeverEndsTimesOutOnTheRunsTime() {
    try (var world =
        LambdaWorld.running(
            "let n = 0; export const handler = async () => { if (++n > 1) return n; await new"
                + " Promise(() => setInterval(() => {}, 1000)); };")) {
      var result = world.invoke("{}", SOON);
      assertThat(functionError(result)).isEqualTo("Unhandled");
      assertThat(LambdaWorld.payload(result)).contains("Task timed out after 3.00 seconds");
      assertThat(world.events(RuntimeEvent.InvocationEnded.class).getFirst().duration())
          .isEqualTo(Duration.ofSeconds(3));
      // A new environment begins anew.
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON))).contains("timed out");
    }
  }

  @Test
  void anEndlessLoopTimesOutAndTheNextInvocationWorks() {
    var function =
        LambdaWorld.function(
                "export const handler = async (event) => { if (event.loop) for (;;) {} return"
                    + " 'fine'; };")
            .with("Timeout", 1);
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function))) {
      assertThat(LambdaWorld.payload(world.invoke("{\"loop\":true}", SOON)))
          .contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON))).isEqualTo("\"fine\"");
    }
  }

  @Test
  void exitIsARuntimeExitError() {
    try (var world =
        LambdaWorld.running(
            "export const handler = async (e) => { if (e.exit) process.exit(1); return 'fine';"
                + " };")) {
      var result = world.invoke("{\"exit\":true}", SOON);
      assertThat(LambdaWorld.payload(result))
          .contains("Runtime.ExitError", "Runtime exited with error: exit status 1");
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON))).isEqualTo("\"fine\"");
    }
  }

  @Test
  void anErrorOfTheHandlerIsTheAnswersPayload() {
    try (var world =
        LambdaWorld.running("export const handler = async () => { throw new TypeError('no'); };")) {
      var result =
          world.call("Invoke", Fields.EMPTY.with("Payload", "{}").with("LogType", "Tail"), SOON);
      assertThat(functionError(result)).isEqualTo("Unhandled");
      assertThat(LambdaWorld.payload(result))
          .startsWith("{\"errorType\":\"TypeError\",\"errorMessage\":\"no\",\"trace\":[");
      assertThat(result).asString().contains("LogResult");
      assertThat(world.events(RuntimeEvent.InvocationEnded.class).getFirst().error())
          .contains("TypeError: no");
    }
  }

  @Test
  void anEventIsAcceptedAtOnceAndRetriedAfterOneAndTwoMinutes() {
    try (var world =
        LambdaWorld.running("export const handler = async () => { throw new Error('no'); };")) {
      var result =
          world.call(
              "Invoke",
              Fields.EMPTY.with("Payload", "{}").with("InvocationType", "Event"),
              Duration.ZERO);
      assertThat(result).asString().contains("202");
      world.system.advance(Duration.ofMinutes(30));
      var starts =
          world.events(RuntimeEvent.InvocationStarted.class).stream()
              .map(e -> e.header().at().toString().substring(11, 16))
              .toList();
      assertThat(starts).containsExactly("00:00", "00:01", "00:03");
    }
  }

  @Test
  void payloadsAreLimitedToSixMegabytesAndAsynchronousOnesToOne() {
    try (var world =
        LambdaWorld.running(
            "export const handler = async (e) => e.answer ? 'x'.repeat(e.answer) : 'fine';")) {
      var large = "\"" + "x".repeat(1_048_575) + "\"";
      var event = Fields.EMPTY.with("Payload", large).with("InvocationType", "Event");
      assertThat(failure(world.call("Invoke", event, SOON)).code())
          .isEqualTo("RequestTooLargeException");
      assertThat(LambdaWorld.payload(world.invoke(large, SOON))).isEqualTo("\"fine\"");
      var larger = "\"" + "x".repeat(6_291_455) + "\"";
      assertThat(failure(world.invoke(larger, SOON)).status()).isEqualTo(413);
      assertThat(LambdaWorld.payload(world.invoke("{\"answer\":6291556}", SOON)))
          .contains("Function.ResponseSizeTooLarge");
      assertThat(LambdaWorld.payload(world.invoke("{\"answer\":1000}", SOON))).hasSize(1002);
    }
  }

  @Test
  void theLogTailIsTheEndOfWhatWasWritten() {
    try (var world =
        LambdaWorld.running(
            "export const handler = async () => { for (let i = 0; i < 200; i++) console.log(i,"
                + " 'x'.repeat(50)); };")) {
      var result =
          world.call("Invoke", Fields.EMPTY.with("Payload", "{}").with("LogType", "Tail"), SOON);
      assertThat(result).isInstanceOf(OperationResult.Success.class);
      var tail =
          new String(
              Base64.getDecoder()
                  .decode(
                      ((OperationResult.Success) result).output().text("LogResult").orElseThrow()),
              StandardCharsets.UTF_8);
      assertThat(tail)
          .hasSize(4096)
          .contains("199 xxx", "REPORT RequestId")
          .doesNotContain("START");
    }
  }

  @Test
  void aDryRunRunsNothing() {
    try (var world = LambdaWorld.running("export const handler = async () => 1;")) {
      assertThat(world.call("Invoke", Fields.EMPTY.with("InvocationType", "DryRun"), SOON))
          .asString()
          .contains("204");
      assertThat(world.events(RuntimeEvent.InvocationStarted.class)).isEmpty();
    }
  }

  @Test
  void aRoleThatLambdaMayNotAssumeRefusesTheInvocation() {
    var drawing =
        LambdaWorld.drawing(LambdaWorld.function("export const handler = async () => 1;"));
    var role = drawing.resource(LambdaWorld.ROLE).orElseThrow();
    var closed = role.withProperties(role.properties().without("Trust"));
    try (var world = LambdaWorld.of(drawing.with(closed))) {
      var failure = failure(world.invoke("{}", SOON));
      assertThat(failure.code()).isEqualTo("AccessDeniedException");
      assertThat(failure.message())
          .isEqualTo("The role defined for the function cannot be assumed by Lambda.");
    }
  }

  @Test
  void aRoleThatMayNotWriteLogsRunsAndLogsNothing() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}\
        """;
    var function = LambdaWorld.function("export const handler = async () => 1;");
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function, policy))) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON))).isEqualTo("1");
      assertThat(world.logged).isEmpty();
      assertThat(world.events(RuntimeEvent.CallDenied.class)).hasSize(1);
    }
  }

  @Test
  void aDeniedCallReachesTheHandlerInAwsWords() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}\
        """;
    var function =
        LambdaWorld.function(
            """
            import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
            export const handler = async () => {
              try { await new DynamoDBClient().send(new GetItemCommand({ TableName: "Keeper", Key: { id: { S: "a" } } })); }
              catch (e) { return [e.name, e.message, e.$metadata.httpStatusCode]; }
            };
            """);
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function, policy))) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .startsWith(
              "[\"AccessDeniedException\",\"User:"
                  + " arn:aws:sts::123456789012:assumed-role/TheRole/Resize is not authorized to"
                  + " perform: dynamodb:GetItem");
    }
  }

  @Test
  void environmentVariablesAreResolved() {
    var function =
        LambdaWorld.function(
                "export const handler = async () => [process.env.ARN, process.env.ROLE,"
                    + " process.env.AWS_REGION, process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,"
                    + " process.env.AWS_ENDPOINT_URL];")
            .with(
                "Environment",
                Fields.EMPTY.with(
                    "Variables",
                    Fields.EMPTY
                        .with("ARN", "${Keeper.Arn}")
                        .with("ROLE", References.to("TheRole"))));
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function))) {
      assertThat(LambdaWorld.payload(world.invoke("{}", SOON)))
          .isEqualTo(
              "[\""
                  + Keeper.ARN
                  + "\",\"TheRole\",\"us-east-1\",\"128\",\"http://127.0.0.1:4566\"]");
    }
  }

  @Test
  void anUnknownFunctionIsNotFound() {
    try (var world = LambdaWorld.running("export const handler = async () => 1;")) {
      var failure =
          failure(world.call("Invoke", Fields.EMPTY.with("FunctionName", "nobody"), SOON));
      assertThat(failure.code()).isEqualTo("ResourceNotFoundException");
      assertThat(failure.message())
          .isEqualTo("Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody");
    }
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() {
    try (var world = LambdaWorld.running("export const handler = async () => 1;")) {
      assertThat(failure(world.invoke("{", SOON)).code())
          .isEqualTo("InvalidRequestContentException");
    }
  }

  @Test
  void theSameSeedGivesTheSameLog() {
    var code =
        "export const handler = async () => { await new Promise(r => setTimeout(r, 100 *"
            + " Math.random())); return crypto.randomUUID(); };";
    assertThat(trace(code)).isEqualTo(trace(code));
  }

  private static String trace(String code) {
    try (var world = LambdaWorld.running(code)) {
      world.invoke("{}", SOON);
      world.invoke("{}", SOON);
      return world.system.log().from(0).toString() + world.logged;
    }
  }

  @Test
  void functionsAreListed() {
    try (var world = LambdaWorld.running("export const handler = async () => 1;")) {
      assertThat(world.call("ListFunctions", Fields.EMPTY, SOON))
          .isEqualTo(
              new OperationResult.Success(
                  Fields.EMPTY.with(
                      "Functions",
                      Value.list(
                          Fields.EMPTY
                              .with("FunctionName", "Resize")
                              .with(
                                  "FunctionArn",
                                  "arn:aws:lambda:us-east-1:123456789012:function:Resize")
                              .with("Runtime", "nodejs24.x")
                              .with("Handler", "index.handler")
                              .with("Timeout", 3)
                              .with("MemorySize", 128)
                              .with("Version", "$LATEST")
                              .with("PackageType", "Zip")
                              .with("State", "Active")
                              .with("LastUpdateStatus", "Successful")
                              .with("Role", "arn:aws:iam::123456789012:role/TheRole")
                              .with("Architectures", Value.texts(List.of("x86_64")))
                              .with("EphemeralStorage", Fields.EMPTY.with("Size", 512))
                              .with(
                                  "LoggingConfig",
                                  Fields.EMPTY
                                      .with("LogFormat", "Text")
                                      .with("LogGroup", "/aws/lambda/Resize"))))));
    }
  }
}
