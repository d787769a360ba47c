package dev.diorama.aws.lambda.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.lambda.worker.Turn.Call;
import dev.diorama.aws.lambda.worker.Turn.Failed;
import dev.diorama.aws.lambda.worker.Turn.StartTimer;
import dev.diorama.aws.lambda.worker.Turn.Succeeded;
import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What handlers find of Node.js's modules and globals: nodejs.org/api/.
class NodeModulesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long NOW = 1_767_225_600_000L;

  private static HandlerProcess process;
  private static int environments;

  @BeforeAll
  static void startsAProcess() throws Exception {
    process = HandlerProcess.start();
  }

  @AfterAll
  static void endsIt() {
    process.close();
  }

  private static Turn start(String environment, String file, String code, long storage)
      throws Exception {
    process.open(environment, Map.of(file, code), Map.of(), "v22.0.0", storage, NOW, LIMIT).get();
    var init = process.init(environment, "index.handler", NOW, LIMIT).get();
    return init.end().isPresent() ? init : invoke(environment, "{}");
  }

  private static Turn invoke(String environment, String event) throws Exception {
    var context = Fields.EMPTY.with("awsRequestId", "id").with("deadline", NOW + 3000);
    return process.start(environment, event, context, 42, NOW, LIMIT).get();
  }

  private static String result(Turn turn) {
    assertThat(turn.end()).as("%s", turn).containsInstanceOf(Succeeded.class);
    return turn.end().map(e -> e instanceof Succeeded s ? s.json() : "").orElse("");
  }

  private static String newEnvironment() {
    return "modules" + ++environments;
  }

  static Stream<Arguments> modules() {
    return Stream.of(
        Arguments.of(
            "streams flow through a pipeline",
            """
            import { Readable, Transform, Writable, PassThrough } from 'node:stream';
            import { pipeline } from 'node:stream/promises';
            export const handler = async () => {
              const out = [];
              await pipeline(
                Readable.from(['a', 'b', 'c']),
                new Transform({ transform(chunk, encoding, done) { done(null, chunk.toString().toUpperCase()); } }),
                new PassThrough(),
                new Writable({ write(chunk, encoding, done) { out.push(chunk.toString()); done(); } }));
              const parts = [];
              for await (const part of Readable.from(Buffer.from('xyz'))) parts.push(String(part));
              return [out.join(''), parts.join('')];
            };
            """,
            "[\"ABC\",\"xyz\"]"),
        Arguments.of(
            "an error in a pipeline ends it",
            """
            import { Readable, Transform, pipeline } from 'node:stream';
            export const handler = async () => new Promise((done) =>
              pipeline(Readable.from(['a']), new Transform({ transform(c, e, next) { next(new Error('broken')); } }), new Transform({ transform(c, e, next) { next(null, c); } }), (e) => done(e.message)));
            """,
            "\"broken\""),
        Arguments.of(
            "a stream that is read by events ends",
            """
            const { Readable } = require('stream');
            exports.handler = () => new Promise((done) => {
              const all = [];
              const stream = Readable.from(['€', 'uro'], { objectMode: false });
              stream.setEncoding('utf8');
              stream.on('data', (c) => all.push(c));
              stream.on('end', () => done(all.join('')));
            });
            """,
            "\"€uro\""),
        Arguments.of(
            "zlib undoes what it did, and reads gzip of others",
            """
            import { gunzipSync, gzipSync, inflateSync, deflateSync, gunzip, createGzip } from 'node:zlib';
            import { promisify } from 'node:util';
            import { Readable } from 'node:stream';
            export const handler = async () => {
              const parts = [];
              for await (const p of Readable.from(['stream'], { objectMode: false }).pipe(createGzip())) parts.push(p);
              let wrong;
              try { gunzipSync(Buffer.from('plain')); } catch (e) { wrong = [e.code, e.message]; }
              return [
                gunzipSync(gzipSync('text')).toString(), inflateSync(deflateSync(Buffer.from('x'))).toString(),
                (await promisify(gunzip)(Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64'))).toString(), gunzipSync(Buffer.concat(parts)).toString(), wrong];
            };
            """,
            "[\"text\",\"x\",\"hello\",\"stream\",[\"Z_DATA_ERROR\",\"incorrect header check\"]]"),
        Arguments.of(
            "crypto has known answers",
            """
            const c = require('crypto');
            exports.handler = async () => {
              const key = Buffer.alloc(32, 1);
              const iv = Buffer.alloc(12, 2);
              const gcm = c.createCipheriv('aes-256-gcm', key, iv);
              const sealed = Buffer.concat([gcm.update('secret', 'utf8'), gcm.final()]);
              const open = c.createDecipheriv('aes-256-gcm', key, iv);
              open.setAuthTag(gcm.getAuthTag());
              const cbc = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
              return [
                c.pbkdf2Sync('password', 'salt', 2, 20, 'sha1').toString('hex'),
                Buffer.concat([open.update(sealed), open.final()]).toString(),
                cbc.update('a', 'utf8', 'hex') + cbc.final('hex'),
                c.createHash('sha256').update('a').copy().digest('base64url'),
                Buffer.from(await c.subtle.digest('SHA-1', Buffer.from('abc'))).toString('hex')];
            };
            """,
            // RFC 6070, FIPS 180 and, for AES, what OpenSSL gives.
            "[\"ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957\",\"secret\",\"8e4a3d4beb92d54c7e95f67d41daed59\",\"ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs\",\"a9993e364706816aba3e25717850c26c9cd0d89d\"]"),
        Arguments.of(
            "buffers read and write numbers",
            """
            exports.handler = async () => {
              const b = Buffer.alloc(16);
              b.writeUInt32BE(0xdeadbeef, 0); b.writeInt16LE(-2, 4); b.writeDoubleBE(1.5, 8);
              let wrong;
              try { b.readInt32LE(14); } catch (e) { wrong = e.code; }
              return [b.toString('hex'), b.readUInt32BE(0), b.readInt16LE(4), b.readDoubleBE(8), b.lastIndexOf('\\u00fe'), Buffer.from('abcd').swap16().toString(), wrong];
            };
            """,
            "[\"deadbeeffeff00003ff8000000000000\",3735928559,-2,1.5,-1,\"badc\",\"ERR_OUT_OF_RANGE\"]"),
        Arguments.of(
            "globals of the web are there",
            """
            export const handler = async () => {
              const form = new FormData();
              form.append('a', '1');
              form.append('file', new Blob(['text'], { type: 'text/plain' }), 'a.txt');
              const request = new Request('https://example.com/x', { method: 'post', body: new URLSearchParams({ q: '1 2' }) });
              const target = new EventTarget();
              let seen = 0;
              target.addEventListener('x', (e) => { seen += e.detail; });
              target.dispatchEvent(new CustomEvent('x', { detail: 3 }));
              const stream = new ReadableStream({ start(c) { c.enqueue('s'); c.close(); } }).pipeThrough(new TransformStream({ transform: (x, c) => c.enqueue(x + x) }));
              const all = [];
              for await (const x of stream) all.push(x);
              return [await new Response(form.get('file')).text(), request.method, await request.text(), request.headers.get('content-type'), seen, all, await Response.json({ a: 1 }).json(), structuredClone(new Map([[1, 2]])).get(1)];
            };
            """,
            "[\"text\",\"POST\",\"q=1+2\",\"application/x-www-form-urlencoded;charset=UTF-8\",3,[\"ss\"],{\"a\":1},2]"),
        Arguments.of(
            "what is small",
            """
            import os from 'node:os';
            import { createRequire, isBuiltin } from 'node:module';
            import { AsyncLocalStorage } from 'node:async_hooks';
            import { StringDecoder } from 'node:string_decoder';
            import { performance } from 'node:perf_hooks';
            import assert from 'node:assert/strict';
            import { on } from 'node:events';
            import { setTimeout as sleep } from 'node:timers/promises';
            const require = createRequire(import.meta.url);
            const storage = new AsyncLocalStorage();
            export const handler = async () => {
              assert.throws(() => { throw new TypeError('t'); }, TypeError);
              await assert.rejects(async () => { throw new Error('r'); }, /r/);
              const decoder = new StringDecoder('utf8');
              return [os.tmpdir(), isBuiltin('node:fs'), typeof require('crypto').createHash, await storage.run(7, async () => { await null; return storage.getStore(); }), storage.getStore() ?? null, decoder.write(Buffer.from([0xe2, 0x82])) + decoder.write(Buffer.from([0xac])), typeof performance.now(), import.meta.dirname, typeof on, typeof sleep];
            };
            """,
            "[\"/tmp\",true,\"function\",7,null,\"€\",\"number\",\"/var/task\",\"function\",\"function\"]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void modulesDoWhatNodeDoes(String name, String code, String expected) throws Exception {
    var file = code.contains("export const") ? "index.mjs" : "index.js";
    assertThat(result(start(newEnvironment(), file, code, 512))).isEqualTo(expected);
  }

  @Test
  void aSignatureOfAnRsaKeyVerifies() throws Exception {
    var code =
        """
        const c = require('crypto');
        exports.handler = async ({ privateKey, publicKey }) => {
          const signed = c.createSign('RSA-SHA256').update('text').sign(privateKey, 'base64');
          const verify = (text) => c.createVerify('RSA-SHA256').update(text).verify(publicKey, signed, 'base64');
          return [verify('text'), verify('other')];
        };
        """;
    var environment = newEnvironment();
    process.open(environment, Map.of("index.js", code), Map.of(), "v22.0.0", NOW, LIMIT).get();
    process.init(environment, "index.handler", NOW, LIMIT).get();
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    var event =
        Json.write(
            Fields.EMPTY
                .with("privateKey", pem("PRIVATE KEY", pair.getPrivate().getEncoded()))
                .with("publicKey", pem("PUBLIC KEY", pair.getPublic().getEncoded())));
    assertThat(result(invoke(environment, event))).isEqualTo("[true,false]");
  }

  private static String pem(String name, byte[] der) {
    return "-----BEGIN "
        + name
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + name
        + "-----\n";
  }

  /// docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html
  @Test
  void ephemeralStorageStaysUpToItsSizeAndAllElseIsReadOnly() throws Exception {
    var code =
        """
        import fs from 'node:fs';
        import { readFile, writeFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
        import { pipeline } from 'node:stream/promises';
        const of = async (task) => { try { return await task(); } catch (e) { return e.code; } };
        export const handler = async ({ again }) => {
          if (again) return [await readFile('/tmp/kept.txt', 'utf8'), fs.readdirSync('/tmp')];
          await writeFile('/tmp/kept.txt', 'kept');
          await mkdir('/tmp/a/b', { recursive: true });
          await pipeline(fs.createReadStream('/tmp/kept.txt'), fs.createWriteStream('/tmp/a/b/copy'));
          fs.appendFileSync('/tmp/a/b/copy', '!');
          const before = [fs.readFileSync('/tmp/a/b/copy', 'utf8'), (await stat('/tmp/a')).isDirectory(), await readdir('/tmp/a')];
          await rm('/tmp/a', { recursive: true });
          const big = Buffer.alloc(600 * 1024);
          return [...before, await of(() => fs.writeFileSync('/tmp/1', big)), await of(() => fs.writeFileSync('/tmp/2', big)), await of(() => writeFile('/var/task/x', 'x')), await of(() => readFile('/etc/passwd')), await of(() => readFile('/tmp/none')), await of(() => rm('/tmp/1'))];
        };
        """;
    var environment = newEnvironment();
    assertThat(result(start(environment, "index.mjs", code, 1)))
        .isEqualTo("[\"kept!\",true,[\"b\"],null,\"ENOSPC\",\"EROFS\",\"ENOENT\",\"ENOENT\",null]");
    assertThat(result(invoke(environment, "{\"again\":true}")))
        .isEqualTo("[\"kept\",[\"kept.txt\"]]");
  }

  @Test
  void anHttpsRequestGoesWhereFetchGoes() throws Exception {
    var code =
        """
        const https = require('https');
        exports.handler = () => new Promise((done, failed) => {
          const request = https.request({ hostname: 'api.example.com', path: '/p?q=1', method: 'POST', headers: { 'X-A': 'b' } }, (response) => {
            const parts = [];
            response.on('data', (part) => parts.push(part));
            response.on('end', () => done([response.statusCode, response.headers['content-type'], Buffer.concat(parts).toString()]));
          });
          request.on('error', failed);
          request.write('{"a"');
          request.end(':1}');
        });
        """;
    var environment = newEnvironment();
    var turn = start(environment, "index.js", code, 512);
    var call = (Call) turn.effects().getLast();
    assertThat(call.service() + ":" + call.operation()).isEqualTo("client:HttpRequest");
    assertThat(call.input().text("Url")).contains("https://api.example.com/p?q=1");
    assertThat(call.input().text("Method")).contains("POST");
    var answer =
        Fields.EMPTY
            .with("StatusCode", 201)
            .with("Headers", Fields.EMPTY.with("Content-Type", "text/plain"))
            .with("Body", "made");
    assertThat(result(process.resume(environment, call.id(), true, answer, NOW, LIMIT).get()))
        .isEqualTo("[201,\"text/plain\",\"made\"]");
  }

  @Test
  void aClientWithATimeoutDoesNotWaitForEver() throws Exception {
    var code =
        """
        import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';
        import { NodeHttpHandler } from '@smithy/node-http-handler';
        const s3 = new S3Client({ requestHandler: new NodeHttpHandler({ connectionTimeout: 200 }) });
        export const handler = async () => { try { await s3.send(new ListBucketsCommand({})); } catch (e) { return e.name; } };
        """;
    var environment = newEnvironment();
    var turn = start(environment, "index.mjs", code, 512);
    var timer =
        turn.effects().stream()
            .flatMap(e -> e instanceof StartTimer t ? Stream.of(t) : Stream.of())
            .findFirst()
            .orElseThrow();
    assertThat(timer.millis()).isEqualTo(200);
    assertThat(result(process.timer(environment, timer.id(), NOW + 200, LIMIT).get()))
        .isEqualTo("\"TimeoutError\"");
  }

  /// docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
  @Test
  void theAnswerOfACallbackWaitsUntilNothingIsLeftToDo() throws Exception {
    var code =
        """
        exports.handler = (event, context, callback) => {
          context.callbackWaitsForEmptyEventLoop = event.waits !== false;
          setTimeout(() => console.log('later'), 500);
          callback(null, Object.keys(context).includes('deadline'));
        };
        """;
    var environment = newEnvironment();
    var turn = start(environment, "index.js", code, 512);
    assertThat(turn.end()).isEmpty();
    var timer = (StartTimer) turn.effects().getFirst();
    var last = process.timer(environment, timer.id(), NOW + 500, LIMIT).get();
    assertThat(last.effects()).hasSize(1);
    assertThat(result(last)).isEqualTo("false");
    assertThat(result(invoke(environment, "{\"waits\":false}"))).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "require('child_process').execSync('ls')",
        "require('net').connect(80)",
        "require('worker_threads').Worker('x')",
        "require('http').createServer()",
        "require('crypto').scryptSync('a', 'b', 1)"
      })
  void whatNeedsTheMachineSaysSo(String call) throws Exception {
    var turn =
        start(newEnvironment(), "index.js", "exports.handler = async () => " + call + ";", 512);
    assertThat(turn.end().orElseThrow())
        .isInstanceOf(Failed.class)
        .asString()
        .contains("is not in Diorama's embedded Node.js", "Diorama.Runtime");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import { SNSClient } from '@aws-sdk/client-sns'; export const handler = async () => 1;",
        "import AWS from 'aws-sdk'; export const handler = async () => 1;"
      })
  void aPackageOfTheSdkThatIsNotThereSaysWhatToDo(String code) throws Exception {
    var turn = start(newEnvironment(), "index.mjs", code, 512);
    assertThat(turn.end().orElseThrow())
        .asString()
        .contains("Runtime.ImportModuleError")
        .containsAnyOf("@aws-sdk/client-dynamodb", "use v3");
  }
}
