package dev.diorama.aws.lambda.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.graalvm.polyglot.Source;

/// The modules that every handler finds: the AWS SDK (in Lambda's runtime since Node.js 18:
/// docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html), `pg`, and what Diorama offers of
/// Node.js. Each is a CommonJS file on the class path.
final class Builtins {
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("@aws-sdk/client-apigatewaymanagementapi", "client-apigatewaymanagementapi"),
          Map.entry("@aws-sdk/client-cloudwatch-logs", "client-cloudwatch-logs"),
          Map.entry("@aws-sdk/client-dynamodb", "client-dynamodb"),
          Map.entry("@aws-sdk/client-lambda", "client-lambda"),
          Map.entry("@aws-sdk/client-s3", "client-s3"),
          Map.entry("@aws-sdk/client-sqs", "client-sqs"),
          Map.entry("@aws-sdk/client-sts", "client-sts"),
          Map.entry("@aws-sdk/credential-provider-node", "credential-providers"),
          Map.entry("@aws-sdk/credential-providers", "credential-providers"),
          Map.entry("@aws-sdk/lib-dynamodb", "lib-dynamodb"),
          Map.entry("@aws-sdk/lib-storage", "lib-storage"),
          Map.entry("@aws-sdk/s3-request-presigner", "s3-request-presigner"),
          Map.entry("@aws-sdk/util-dynamodb", "util-dynamodb"),
          Map.entry("@diorama/absent", "absent"),
          Map.entry("@diorama/http", "http"),
          Map.entry("@diorama/sdk", "sdk"),
          Map.entry("@smithy/node-http-handler", "node-http-handler"),
          Map.entry("assert", "assert"),
          Map.entry("assert/strict", "assert"),
          Map.entry("async_hooks", "async_hooks"),
          Map.entry("buffer", "buffer"),
          Map.entry("console", "console"),
          Map.entry("crypto", "crypto"),
          Map.entry("events", "events"),
          Map.entry("fetch", "fetch"),
          Map.entry("fs", "fs"),
          Map.entry("fs/promises", "fs-promises"),
          Map.entry("globals", "globals"),
          Map.entry("http", "http-plain"),
          Map.entry("https", "https"),
          Map.entry("module", "module"),
          Map.entry("os", "os"),
          Map.entry("path", "path"),
          Map.entry("path/posix", "path"),
          Map.entry("perf_hooks", "perf_hooks"),
          Map.entry("pg", "pg"),
          Map.entry("process", "process"),
          Map.entry("querystring", "querystring"),
          Map.entry("stream", "stream"),
          Map.entry("stream/consumers", "stream-consumers"),
          Map.entry("stream/promises", "stream-promises"),
          Map.entry("stream/web", "web"),
          Map.entry("string_decoder", "string_decoder"),
          Map.entry("timers", "timers"),
          Map.entry("timers/promises", "timers-promises"),
          Map.entry("url", "url"),
          Map.entry("util", "util"),
          Map.entry("util/types", "util-types"),
          Map.entry("web", "web"),
          Map.entry("zlib", "zlib"));

  /// Modules that need what a handler cannot have: they say so when they are called.
  private static final Set<String> ABSENT =
      Set.of(
          "child_process",
          "cluster",
          "dgram",
          "dns",
          "http2",
          "inspector",
          "net",
          "readline",
          "tls",
          "vm",
          "worker_threads");

  /// Modules of ours that no handler means.
  private static final Set<String> OWN = Set.of("fetch", "globals", "pg", "web");

  private static final String WRAPPER =
      "(function (exports, require, module, __filename, __dirname, inner) {";

  private final Map<String, Source> compiled = new ConcurrentHashMap<>();
  private final Source bootstrap =
      Source.newBuilder("js", resource("bootstrap.js"), "diorama:bootstrap")
          .internal(true)
          .buildLiteral();

  /// The script that makes the runtime.
  Source bootstrap() {
    return bootstrap;
  }

  /// Whether there is a module of this name.
  static boolean has(String name) {
    return FILES.containsKey(name) || ABSENT.contains(name);
  }

  /// The names of the modules that a handler may mean: those of Node.js and of the AWS SDK.
  static List<String> names() {
    return Stream.concat(FILES.keySet().stream(), ABSENT.stream())
        .filter(n -> !n.startsWith("@diorama/") && !OWN.contains(n))
        .sorted()
        .toList();
  }

  /// The module as an expression that gives its function; shared by all environments, so that it is
  /// parsed once. Empty if there is no such module.
  Optional<Source> module(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    return Optional.of(
        compiled.computeIfAbsent(
            name,
            n ->
                Source.newBuilder("js", wrapped(text(n)), "node:" + n)
                    .internal(true)
                    .buildLiteral()));
  }

  private static String text(String name) {
    var file = FILES.get(name);
    return file == null
        ? "module.exports = require('@diorama/absent')('" + name + "');"
        : resource("modules/" + file + ".js");
  }

  /// A CommonJS file as an expression that gives its function; lines keep their numbers.
  static String wrapped(String text) {
    return WRAPPER + text + "\n})";
  }

  /// How much stands before the text on its first line.
  static int wrapperLength() {
    return WRAPPER.length();
  }

  private static String resource(String name) {
    try (InputStream in = Builtins.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
