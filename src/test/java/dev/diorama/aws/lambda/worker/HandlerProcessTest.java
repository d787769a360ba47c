package dev.diorama.aws.lambda.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.lambda.worker.Turn.Call;
import dev.diorama.aws.lambda.worker.Turn.Failed;
import dev.diorama.aws.lambda.worker.Turn.Log;
import dev.diorama.aws.lambda.worker.Turn.StartTimer;
import dev.diorama.aws.lambda.worker.Turn.Succeeded;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HandlerProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long NOW = 1_767_225_600_000L;
  private static HandlerProcess process = new NotYet().process();
  private static int environments;

  private record NotYet() {
    HandlerProcess process() {
      try {
        return HandlerProcess.start();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @BeforeAll
  static void ensureAlive() {
    if (!process.isAlive()) {
      process = new NotYet().process();
    }
  }

  @AfterAll
  static void end() {
    process.close();
  }

  private static String open(String file, String text) throws Exception {
    return open(Map.of(file, text));
  }

  private static String open(Map<String, String> files) throws Exception {
    ensureAlive();
    var name = "environment" + ++environments;
    now(
        process.open(
            name,
            new LinkedHashMap<>(files),
            Map.of("TABLE_NAME", "Photos"),
            "v22.0.0",
            NOW,
            LIMIT));
    return name;
  }

  /// What came of it, or the exception itself.
  private static <T> T now(CompletableFuture<T> work) throws Exception {
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CompletionException c && c.getCause() instanceof Exception x
          ? x
          : e.getCause() instanceof Exception y ? y : e;
    }
  }

  private static String open(Map<String, String> files, int memoryMegabytes) throws Exception {
    ensureAlive();
    var name = "environment" + ++environments;
    var variables = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMegabytes));
    now(process.open(name, new LinkedHashMap<>(files), variables, "v22.0.0", NOW, LIMIT));
    return name;
  }

  private static Turn start(String environment, String event) throws Exception {
    var init = now(process.init(environment, "index.handler", NOW, LIMIT));
    return init.end().isPresent()
        ? init
        : now(process.start(environment, event, context(), 42, NOW, LIMIT));
  }

  private static Fields context() {
    return Fields.EMPTY
        .with("awsRequestId", "11111111-2222-4333-8444-555555555555")
        .with("deadline", NOW + 3000);
  }

  private static String result(Turn turn) {
    assertThat(turn.end()).as("%s", turn).containsInstanceOf(Succeeded.class);
    return turn.end().map(e -> e instanceof Succeeded s ? s.json() : "").orElse("");
  }

  private static Failed failure(Turn turn) {
    assertThat(turn.end()).as("%s", turn).containsInstanceOf(Failed.class);
    return (Failed) turn.end().orElseThrow();
  }

  @Test
  void anEsModuleHandlerAnswersItsResult() throws Exception {
    var e =
        open("index.mjs", "export const handler = async (event) => ({ sum: event.a + event.b });");
    assertThat(result(start(e, "{\"a\":1,\"b\":2}"))).isEqualTo("{\"sum\":3}");
  }

  @Test
  void aCommonJsHandlerAnswersItsResult() throws Exception {
    var e =
        open("index.js", "exports.handler = async (event) => event.name + process.env.TABLE_NAME;");
    assertThat(result(start(e, "{\"name\":\"x\"}"))).isEqualTo("\"xPhotos\"");
  }

  @Test
  void aCallbackHandlerAnswersItsResult() throws Exception {
    var e = open("index.js", "exports.handler = (event, context, callback) => callback(null, 7);");
    assertThat(result(start(e, "{}"))).isEqualTo("7");
  }

  @Test
  void anSdkCallLeavesAsAnEffectAndItsAnswerReturns() throws Exception {
    var e =
        open(
            "index.mjs",
            """
            import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
            import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
            const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            export const handler = async (event) => {
              console.log("putting", { id: event.id });
              const out = await client.send(new PutCommand({ TableName: process.env.TABLE_NAME, Item: { id: event.id, size: 3 }, ReturnValues: "ALL_OLD" }));
              return out.Attributes;
            };
            """);
    var turn = start(e, "{\"id\":\"a\"}");
    assertThat(turn.end()).as("%s", turn).isEmpty();
    assertThat(turn.effects().getFirst())
        .isEqualTo(
            new Log(
                "2026-01-01T00:00:00.000Z\t11111111-2222-4333-8444-555555555555\tINFO\tputting {"
                    + " id: 'a' }"));
    var call = (Call) turn.effects().getLast();
    assertThat(call.service()).isEqualTo("dynamodb");
    assertThat(call.operation()).isEqualTo("PutItem");
    assertThat(call.input().fields("Item").fields("size").text("N")).contains("3");
    var answer =
        Fields.EMPTY.with("Attributes", Fields.EMPTY.with("id", Fields.EMPTY.with("S", "old")));
    assertThat(result(now(process.resume(e, call.id(), true, answer, NOW + 5, LIMIT))))
        .isEqualTo("{\"id\":\"old\"}");
  }

  @Test
  void anErrorOfAnSdkCallHasTheSdksShape() throws Exception {
    var e =
        open(
            "index.mjs",
            """
            import { S3Client, GetObjectCommand, NoSuchKey } from "@aws-sdk/client-s3";
            export const handler = async () => {
              try { await new S3Client().send(new GetObjectCommand({ Bucket: "b", Key: "k" })); }
              catch (e) { return [e instanceof NoSuchKey, e.name, e.message, e.$fault, e.$metadata.httpStatusCode]; }
            };
            """);
    var call = (Call) start(e, "{}").effects().getLast();
    var error = Fields.EMPTY.with("code", "NoSuchKey").with("message", "gone").with("status", 404);
    assertThat(result(now(process.resume(e, call.id(), false, error, NOW, LIMIT))))
        .isEqualTo("[true,\"NoSuchKey\",\"gone\",\"client\",404]");
  }

  @Test
  void theTimeIsTheRunsAndTimersWaitForIt() throws Exception {
    var e =
        open(
            "index.mjs",
            """
            import { setTimeout as sleep } from "node:timers/promises";
            export const handler = async () => {
              const before = new Date().toISOString();
              await sleep(1500);
              return [before, Date.now(), typeof Math.random(), crypto.randomUUID().length];
            };
            """);
    var turn = start(e, "{}");
    assertThat(turn.effects()).hasSize(1).first().isInstanceOf(StartTimer.class);
    var timer = (StartTimer) turn.effects().getFirst();
    assertThat(timer.millis()).isEqualTo(1500);
    assertThat(result(now(process.timer(e, timer.id(), NOW + 1500, LIMIT))))
        .isEqualTo("[\"2026-01-01T00:00:00.000Z\"," + (NOW + 1500) + ",\"number\",36]");
  }

  @Test
  void siblingFilesOfBothKindsCanBeImported() throws Exception {
    var e =
        open(
            Map.of(
                "index.mjs",
                "import { one } from './lib/one.mjs'; import two, { twice } from './two.cjs';"
                    + " export const handler = async () => [one, two.name, twice(4)];",
                "lib/one.mjs",
                "export const one = 1;",
                "two.cjs",
                "module.exports = { name: 'two', twice: (x) => 2 * x };"));
    assertThat(result(start(e, "{}"))).isEqualTo("[1,\"two\",8]");
  }

  @Test
  void moduleStateLivesOnInTheEnvironment() throws Exception {
    var e = open("index.mjs", "let n = 0; export const handler = async () => ++n;");
    assertThat(result(start(e, "{}"))).isEqualTo("1");
    assertThat(result(start(e, "{}"))).isEqualTo("2");
  }

  @Test
  void anErrorThatIsThrownHasTypeMessageAndTrace() throws Exception {
    var e =
        open("index.mjs", "export const handler = async () => {\n  throw new TypeError('no');\n};");
    var failed = failure(start(e, "{}"));
    assertThat(failed.errorType()).isEqualTo("TypeError");
    assertThat(failed.errorMessage()).isEqualTo("no");
    assertThat(failed.trace().toString()).contains("index.mjs:2");
    assertThat(failed.fatal()).isFalse();
  }

  @Test
  void aSyntaxErrorNamesFileAndLine() throws Exception {
    var e = open("index.mjs", "export const handler = async () => {\n  return 1 +;\n};");
    var failed = failure(start(e, "{}"));
    assertThat(failed.errorType()).isEqualTo("Runtime.UserCodeSyntaxError");
    assertThat(failed.errorMessage()).contains("index.mjs:2");
    var c = open("index.js", "exports.handler = async () => {\n  return 1 +;\n};");
    assertThat(failure(start(c, "{}")).errorMessage()).contains("index.js:2");
  }

  @Test
  void aMissingHandlerOrModuleIsSaidInLambdasWords() throws Exception {
    assertThat(failure(start(open("index.mjs", "export const other = 1;"), "{}")))
        .extracting(Failed::errorType, Failed::errorMessage)
        .containsExactly("Runtime.HandlerNotFound", "index.handler is undefined or not exported");
    assertThat(failure(start(open("other.mjs", "export const handler = 1;"), "{}")))
        .extracting(Failed::errorType, Failed::errorMessage)
        .containsExactly(
            "Runtime.ImportModuleError",
            "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs");
    assertThat(
            failure(start(open("index.mjs", "import 'leftpad'; export const handler = 1;"), "{}")))
        .extracting(Failed::errorType)
        .isEqualTo("Runtime.ImportModuleError");
  }

  @Test
  void deepRecursionIsARangeErrorInTheHandler() throws Exception {
    var e =
        open(
            "index.mjs", "const f = (n) => 1 + f(n + 1); export const handler = async () => f(0);");
    assertThat(failure(start(e, "{}")).errorType()).isEqualTo("RangeError");
    assertThat(failure(start(e, "{}")).errorType()).isEqualTo("RangeError");
  }

  @Test
  void anAsyncHandlerThatWaitsForNothingEndsAsNodeDoes() throws Exception {
    var e =
        open("index.mjs", "export const handler = async () => { await new Promise(() => {}); };");
    assertThat(failure(start(e, "{}")).errorType()).isEqualTo("Runtime.NodeJsExit");
  }

  @Test
  void exitEndsTheEnvironment() throws Exception {
    var e =
        open(
            "index.mjs",
            "export const handler = async () => { try { process.exit(3); } catch {} return 1; };");
    assertThat(start(e, "{}").end()).contains(new Turn.Exited(3));
  }

  @Test
  void anUnhandledRejectionEndsTheInvocation() throws Exception {
    var e =
        open(
            "index.mjs",
            "export const handler = async () => { Promise.reject(new Error('lost')); await new"
                + " Promise((r) => setTimeout(r, 10)); };");
    var failed = failure(start(e, "{}"));
    assertThat(failed.errorType()).isEqualTo("Runtime.UnhandledPromiseRejection");
    assertThat(failed.errorMessage()).isEqualTo("Error: lost");
  }

  @Test
  void anEndlessLoopIsCancelledAndOthersGoOn() throws Exception {
    var loop = open("index.mjs", "export const handler = async () => { for (;;) {} };");
    var other = open("index.mjs", "export const handler = async () => 'fine';");
    now(process.init(loop, "index.handler", NOW, LIMIT));
    assertThatThrownBy(
            () -> now(process.start(loop, "{}", context(), 1, NOW, Duration.ofMillis(300))))
        .isInstanceOf(HandlerProcess.TookTooLong.class);
    assertThat(process.isAlive()).isTrue();
    assertThat(result(start(other, "{}"))).isEqualTo("\"fine\"");
  }

  @Test
  void anAllocationBombEndsItsOwnEnvironmentOnly() throws Exception {
    var other = open("index.mjs", "let n = 0; export const handler = async () => ++n;");
    assertThat(result(start(other, "{}"))).isEqualTo("1");
    for (var bomb :
        List.of(
            "const all = []; for (;;) all.push(new Uint8Array(16000000));",
            "const all = []; for (let i = 0; ; i++) all.push({ i, text: 'x' + i });",
            "return new Uint8Array(4e9).length;")) {
      var hog =
          open(Map.of("index.mjs", "export const handler = async () => { " + bomb + " };"), 128);
      var end = start(hog, "{}").end();
      assertThat(end)
          .hasValueSatisfying(
              e -> assertThat(e).isInstanceOfAny(Turn.Exited.class, Turn.Failed.class));
    }
    // What the other environment holds is still there, in the same process.
    assertThat(result(start(other, "{}"))).isEqualTo("2");
  }

  @Test
  void aHandlerThatHoldsMoreThanItsFunctionHasIsKilledAndOneWithMoreMemoryIsNot() throws Exception {
    var code =
        """
        const all = [];
        export const handler = async (megabytes) => {
          for (let i = 0; i < megabytes; i++) all.push(new Uint8Array(1 << 20));
          return all.length;
        };
        """;
    var other = open("index.mjs", "let n = 0; export const handler = async () => ++n;");
    assertThat(result(start(other, "{}"))).isEqualTo("1");
    // A quarter of a gigabyte is too much for a function of 128 MB, and for one of 512 MB it is
    // not.
    var small = open(Map.of("index.mjs", code), 128);
    assertThat(start(small, "300").end()).contains(new Turn.Exited(137));
    process.close(small);
    var large = open(Map.of("index.mjs", code), 512);
    assertThat(result(start(large, "250"))).isEqualTo("250");
    process.close(large);
    // What is kept between invocations counts too.
    var leak = open(Map.of("index.mjs", code), 128);
    var turn = start(leak, "40");
    for (int i = 0; i < 10 && turn.end().orElseThrow() instanceof Succeeded; i++) {
      turn = now(process.start(leak, "40", context(), 42, NOW, LIMIT));
    }
    assertThat(turn.end()).contains(new Turn.Exited(137));
    process.close(leak);
    assertThat(result(now(process.start(other, "{}", context(), 42, NOW, LIMIT)))).isEqualTo("2");
  }

  @Test
  void aHandlerThatThrowsAwayWhatItAllocatesIsNotKilled() throws Exception {
    var code =
        """
        export const handler = async () => {
          let sum = 0;
          for (let i = 0; i < 2000; i++) sum += new Uint8Array(1 << 20).length;
          return sum;
        };
        """;
    var churn = open(Map.of("index.mjs", code), 128);
    assertThat(result(start(churn, "{}"))).isEqualTo(Long.toString(2000L << 20));
    process.close(churn);
  }

  @Test
  void handlersReachNothingOfTheMachine() throws Exception {
    var e =
        open(
            "index.mjs",
            """
            export const handler = async () => {
              const seen = [typeof Java, typeof Polyglot, typeof load, typeof quit, typeof Packages];
              for (const path of ['/etc/passwd', 'file:///etc/passwd']) {
                try { await import(path); seen.push('read'); } catch (e) { seen.push('refused'); }
              }
              return seen;
            };
            """);
    assertThat(result(start(e, "{}")))
        .isEqualTo(
            "[\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"refused\",\"refused\"]");
  }

  @Test
  void theSameSeedGivesTheSameRandomness() throws Exception {
    var code = "export const handler = async () => [Math.random(), crypto.randomUUID()];";
    assertThat(result(start(open("index.mjs", code), "{}")))
        .isEqualTo(result(start(open("index.mjs", code), "{}")));
  }

  @Test
  void theProcessEndsWithItsOwner() throws Exception {
    var mine = HandlerProcess.start();
    var handle = ProcessHandle.of(mine.pid()).orElseThrow();
    mine.closeInput();
    assertThat(handle.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void filesOfTheFunctionCanBeReadAndOthersCannot() throws Exception {
    var e =
        open(
            Map.of(
                "index.mjs",
                """
                import { readFileSync } from "node:fs";
                import path from "path";
                export const handler = async () => {
                  const seen = [readFileSync(path.join("/var/task", "a.txt"), "utf8")];
                  try { readFileSync("/etc/passwd"); } catch (e) { seen.push(e.code); }
                  return seen;
                };
                """,
                "a.txt",
                "hello"));
    assertThat(result(start(e, "{}"))).isEqualTo("[\"hello\",\"ENOENT\"]");
  }

  @Test
  void theBuiltInsOfNodeWork() throws Exception {
    var e =
        open(
            "index.js",
            """
            const { createHash } = require("node:crypto");
            const util = require("util");
            exports.handler = async () => [
              createHash("sha256").update("abc").digest("hex"),
              createHash("md5").update("abc").digest("base64"),
              Buffer.from("h\u00e9llo").toString("base64"),
              new URL("/x?a=1&a=2#f", "https://Example.com:443/y").href,
              [...new URLSearchParams("a=1+2&b=%20")].join(";"),
              util.format("%s is %d", "x", 4, { a: [1, { b: new Map([[1, 2]]) }] }),
              structuredClone({ a: [1], d: new Date(0) }).d.toISOString(),
              btoa("hi") + atob("aGk="),
              new TextDecoder().decode(new TextEncoder().encode("ok")),
            ];
            """);
    assertThat(result(start(e, "{}")))
        .isEqualTo(
            "[\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\","
                + "\"kAFQmDzST7DWlj99KOF/cg==\",\"aMOpbGxv\",\"https://example.com/x?a=1&a=2#f\","
                + "\"a,1 2;b, \",\"x is 4 { a: [ 1, { b: [Map] } ] }\","
                + "\"1970-01-01T00:00:00.000Z\",\"aGk=hi\",\"ok\"]");
  }

  @Test
  void aDatabaseClientSendsItsStatements() throws Exception {
    var e =
        open(
            "index.mjs",
            """
            import pg from "pg";
            import { Pool } from "pg";
            export const handler = async () => {
              const client = new pg.Client({ host: "db.example", database: "shop" });
              await client.connect();
              const { rows, rowCount, fields } = await client.query("SELECT name FROM items WHERE id = $1", [7]);
              await client.end();
              return [rows, rowCount, fields.map((f) => f.name), typeof Pool];
            };
            """);
    var connect = (Call) start(e, "{}").effects().getLast();
    assertThat(connect.service() + ":" + connect.operation()).isEqualTo("rds:ExecuteSql");
    var query =
        (Call)
            now(process.resume(e, connect.id(), true, Fields.EMPTY, NOW, LIMIT))
                .effects()
                .getLast();
    assertThat(query.input().text("Host")).contains("db.example");
    assertThat(query.input().list("Parameters")).containsExactly(Value.of(7));
    var answer =
        Fields.EMPTY
            .with("Columns", Value.list(Value.of("name")))
            .with("Rows", Value.list(Fields.EMPTY.with("name", "cup")))
            .with("RowCount", 1);
    assertThat(result(now(process.resume(e, query.id(), true, answer, NOW, LIMIT))))
        .isEqualTo("[[{\"name\":\"cup\"}],1,[\"name\"],\"function\"]");
  }

  @Test
  void nodes24AndLaterKnowNoCallbacksAndDetectModules() throws Exception {
    var e = "environment" + ++environments;
    now(
        process.open(
            e,
            Map.of(
                "index.js",
                "export const handler = (event, context, callback) => callback(null, 1);"),
            Map.of(),
            "v24.0.0",
            NOW,
            LIMIT));
    assertThat(failure(now(process.init(e, "index.handler", NOW, LIMIT))).errorType())
        .isEqualTo("Runtime.CallbackHandlerDeprecated");
  }
}
