package dev.diorama.aws.lambda.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Source;

/// The modules that every handler finds: the AWS SDK (in Lambda's runtime since Node.js 18:
/// docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html), `pg`, and what Diorama offers of
/// Node.js. Each is a CommonJS file on the class path.
final class Builtins {
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("globals", "globals"),
          Map.entry("buffer", "buffer"),
          Map.entry("crypto", "crypto"),
          Map.entry("events", "events"),
          Map.entry("fetch", "fetch"),
          Map.entry("fs", "fs"),
          Map.entry("fs/promises", "fs-promises"),
          Map.entry("path", "path"),
          Map.entry("process", "process"),
          Map.entry("querystring", "querystring"),
          Map.entry("timers", "timers"),
          Map.entry("timers/promises", "timers-promises"),
          Map.entry("url", "url"),
          Map.entry("util", "util"),
          Map.entry("assert", "assert"),
          Map.entry("pg", "pg"),
          Map.entry("@diorama/sdk", "sdk"),
          Map.entry("@aws-sdk/client-apigatewaymanagementapi", "client-apigatewaymanagementapi"),
          Map.entry("@aws-sdk/client-dynamodb", "client-dynamodb"),
          Map.entry("@aws-sdk/client-lambda", "client-lambda"),
          Map.entry("@aws-sdk/client-s3", "client-s3"),
          Map.entry("@aws-sdk/client-sqs", "client-sqs"),
          Map.entry("@aws-sdk/lib-dynamodb", "lib-dynamodb"),
          Map.entry("@aws-sdk/util-dynamodb", "util-dynamodb"));

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
    return FILES.containsKey(name);
  }

  /// The module as an expression that gives its function; shared by all environments, so that it is
  /// parsed once. Empty if there is no such module.
  Optional<Source> module(String name) {
    var file = FILES.get(name);
    if (file == null) {
      return Optional.empty();
    }
    return Optional.of(
        compiled.computeIfAbsent(
            name,
            n ->
                Source.newBuilder("js", wrapped(resource("modules/" + file + ".js")), "node:" + n)
                    .internal(true)
                    .buildLiteral()));
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
