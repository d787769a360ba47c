package dev.diorama.aws.lambda.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diorama.aws.lambda.installed.RuntimeProcess.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AWS's own runtime clients against our Runtime API. They are not among Diorama's dependencies:
/// `-Ddiorama.lambda.clients=FOLDER` names a folder with `jars` (aws-lambda-java-core,
/// -serialization and -runtime-interface-client) and `node_modules` (aws-lambda-ric); without it
/// these tests are skipped, and so is what a folder does not have.
class RuntimeInterfaceClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Optional<Path> CLIENTS =
      Optional.ofNullable(System.getProperty("diorama.lambda.clients")).map(Path::of);

  private static Map<String, String> variables(String handler) {
    return Map.of(
        "_HANDLER", handler,
        "AWS_LAMBDA_FUNCTION_NAME", "Hello",
        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
        "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/Hello",
        "AWS_LAMBDA_LOG_STREAM_NAME", "stream",
        "AWS_REGION", "us-east-1");
  }

  @TempDir Path folder;

  private static Path client(String inside) {
    assumeTrue(CLIENTS.isPresent(), "no -Ddiorama.lambda.clients");
    var path = CLIENTS.get().resolve(inside);
    assumeTrue(Files.exists(path), path + " is not there");
    return path;
  }

  private static RuntimeProcess.Ended invoke(RuntimeProcess process, String id, String event) {
    return process.invoke(
        id,
        event,
        4_102_444_800_000L,
        "arn:aws:lambda:us-east-1:123456789012:function:Hello",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        LIMIT);
  }

  @Test
  void theJavaRuntimeInterfaceClientRunsASourceFile() throws Exception {
    var jars = client("jars");
    var lib = Files.createDirectory(folder.resolve("lib"));
    try (var files = Files.list(jars)) {
      for (var jar : files.toList()) {
        Files.copy(jar, lib.resolve(jar.getFileName()));
      }
    }
    var source = folder.resolve("Hello.java");
    Files.writeString(
        source,
        """
        import com.amazonaws.services.lambda.runtime.Context;
        import java.util.Map;
        public class Hello {
          private int count;
          public Map<String, Object> handle(Map<String, String> event, Context context) {
            if (event.containsKey("fail")) throw new IllegalStateException(event.get("fail"));
            context.getLogger().log("greeting " + event.get("name"));
            return Map.of("hello", event.get("name") + " " + ++count + " " + context.getAwsRequestId());
          }
        }
        """);
    try (var process = RuntimeProcess.start("java21", folder, variables("Hello::handle"), 2_048)) {
      var ready = process.initialize(LIMIT);
      assertThat(ready.kind()).as(ready.toString()).isEqualTo(Kind.INITIALIZED);
      assertThat(invoke(process, "id-1", "{\"name\":\"Ada\"}").payload())
          .isEqualTo("{\"hello\":\"Ada 1 id-1\"}");
      var second = invoke(process, "id-2", "{\"name\":\"Bo\"}");
      assertThat(second.payload()).as(second.toString()).contains("Bo 2 id-2");
      var failed = invoke(process, "id-3", "{\"fail\":\"no\"}");
      assertThat(failed.kind()).isEqualTo(Kind.FAILED);
      assertThat(failed.payload()).contains("java.lang.IllegalStateException", "\"no\"");
    }
  }

  @Test
  void theNodeRuntimeInterfaceClientWorks() throws Exception {
    var client = client("node_modules/aws-lambda-ric/bin/index.mjs");
    Files.writeString(
        folder.resolve("index.js"),
        "exports.handler = async (event, context) => ({ hello: event.name, id:"
            + " context.awsRequestId });");
    var bootstrap = folder.resolve("bootstrap");
    Files.writeString(bootstrap, "#!/bin/sh\nexec node " + client + " index.handler\n");
    assertThat(bootstrap.toFile().setExecutable(true)).isTrue();
    try (var process =
        RuntimeProcess.start("provided.al2023", folder, variables("index.handler"), 2_048)) {
      var ready = process.initialize(LIMIT);
      assertThat(ready.kind()).as(ready.toString()).isEqualTo(Kind.INITIALIZED);
      assertThat(invoke(process, "id-1", "{\"name\":\"Ada\"}").payload())
          .isEqualTo("{\"hello\":\"Ada\",\"id\":\"id-1\"}");
    }
  }
}
