package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.model.References;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/// Versions keep their code and configuration while the unpublished one moves on, and aliases share
/// invocations out.
class VersionsTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ONE =
      "let n = 0; export const handler = async (e, c) => 'one ' + ++n + ' ' + c.functionVersion + '"
          + " ' + c.memoryLimitInMB + ' ' + process.env.AWS_LAMBDA_FUNCTION_VERSION;";
  private static final String TWO = "export const handler = async () => 'two';";

  private static byte[] zip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.mjs"));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String run(LambdaClient lambda, String qualifier) {
    return lambda
        .invoke(b ->
            b.functionName("Resize").qualifier(qualifier).payload(SdkBytes.fromUtf8String("{}")))
        .payload()
        .asUtf8String();
  }

  @Test
  void aPublishedVersionKeepsItsCodeAndItsConfiguration() {
    try (var system =
            RunningSystem.live(
                LambdaWorld.drawing(LambdaWorld.function(ONE)),
                LambdaWorld.catalog(List.of()),
                context ->
                    List.of(
                        new LambdaEmulator(context, LambdaWorld.WORKER),
                        new Keeper(context),
                        new LogKeeper(new ArrayList<>())),
                new RunOptions(1, OptionalInt.of(0), Optional.empty()));
        var lambda = client(system)) {
      assertThat(run(lambda, "$LATEST")).isEqualTo("\"one 1 $LATEST 128 $LATEST\"");
      assertThat(lambda.publishVersion(b -> b.functionName("Resize")).version()).isEqualTo("1");
      // Nothing has changed, so that there is no new version.
      assertThat(lambda.publishVersion(b -> b.functionName("Resize")).version()).isEqualTo("1");
      var updated =
          lambda.updateFunctionCode(b ->
              b.functionName("Resize").zipFile(SdkBytes.fromByteArray(zip(TWO))).publish(true));
      assertThat(updated.version()).isEqualTo("2");
      assertThat(updated.functionArn()).endsWith(":function:Resize:2");
      lambda.updateFunctionConfiguration(b -> b.functionName("Resize").memorySize(512));
      assertThat(run(lambda, "$LATEST")).isEqualTo("\"two\"");
      // Version 1 has environments of its own.
      assertThat(run(lambda, "1")).isEqualTo("\"one 1 1 128 1\"");
      assertThat(run(lambda, "1")).isEqualTo("\"one 2 1 128 1\"");
      var versions = lambda.listVersionsByFunction(b -> b.functionName("Resize")).versions();
      assertThat(versions).extracting(v -> v.version()).containsExactly("$LATEST", "1", "2");
      assertThat(versions).extracting(v -> v.memorySize()).containsExactly(512, 128, 128);

      lambda.createAlias(b -> b.functionName("Resize").name("live").functionVersion("1"));
      assertThat(run(lambda, "live")).isEqualTo("\"one 3 1 128 1\"");
      lambda.updateAlias(b -> b.functionName("Resize").name("live").functionVersion("2"));
      var answer = lambda.invoke(b -> b.functionName("Resize:live"));
      assertThat(answer.executedVersion()).isEqualTo("2");
      assertThatThrownBy(() ->
              lambda.createAlias(b -> b.functionName("Resize").name("live").functionVersion("1")))
          .isInstanceOf(ResourceConflictException.class);
      assertThatThrownBy(() ->
              lambda.createAlias(b -> b.functionName("Resize").name("x").functionVersion("9")))
          .isInstanceOf(ResourceNotFoundException.class);
      lambda.deleteAlias(b -> b.functionName("Resize").name("live"));
      assertThatThrownBy(() -> run(lambda, "live")).isInstanceOf(ResourceNotFoundException.class);
    }
  }

  private static LambdaClient client(RunningSystem system) {
    var keys = system.credentials(LambdaWorld.CALLER);
    return LambdaClient.builder()
        .endpointOverride(URI.create(system.endpointUrl()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())))
        .build();
  }

  private static Fields declared(String weight) {
    return Fields.EMPTY
        .with("Role", References.to("TheRole"))
        .with("Diorama", Fields.EMPTY.with("Duration", 10))
        .with("Versions", LambdaWorld.json("[{\"Version\":\"1\"},{\"Version\":\"2\"}]"))
        .with(
            "Aliases",
            LambdaWorld.json(
                """
                [{"Name":"live","FunctionVersion":"1","AdditionalVersion":"2","FunctionWeight":"%s"}]
                """
                    .formatted(weight)));
  }

  private static List<String> executed(String weight, int times) {
    var versions = new ArrayList<String>();
    try (var world = LambdaWorld.of(LambdaWorld.drawing(declared(weight)))) {
      for (int i = 0; i < times; i++) {
        if (world.call("Invoke", Fields.EMPTY.with("FunctionName", "Resize:live"), SOON)
            instanceof OperationResult.Success s) {
          versions.add(s.output().text("ExecutedVersion").orElse(""));
        }
      }
    }
    return versions;
  }

  @Test
  void anAliasSharesInvocationsOutByItsWeightsAndTheSeedDecides() {
    var versions = executed("0.25", 400);
    assertThat(versions).hasSize(400);
    // 100 of 400 within four standard deviations of nine.
    assertThat(versions.stream().filter("2"::equals).count()).isBetween(65L, 135L);
    assertThat(executed("0.25", 400)).isEqualTo(versions);
    assertThat(executed("0", 50)).containsOnly("1");
    assertThat(executed("1", 50)).containsOnly("2");
  }

  @Test
  void aQualifierIsAResourceOfItsOwnInPolicies() {
    var arn = "arn:aws:lambda:us-east-1:123456789012:function:Resize";
    for (var allowed : List.of(arn, arn + ":live", arn + ":*")) {
      var drawing = LambdaWorld.drawing(declared("0"));
      var role = drawing.byLogicalId("CallerRole").orElseThrow();
      var policy =
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"%s"}]}
          """
              .formatted(allowed);
      var limited =
          drawing.with(
              LambdaWorld.resource(
                  role.id(),
                  role.type().value(),
                  role.logicalId(),
                  role.properties().with("Policy", LambdaWorld.json(policy))));
      try (var world = LambdaWorld.of(limited)) {
        for (var name : Map.of("Resize", arn, "Resize:live", arn + ":live").entrySet()) {
          var result = world.call("Invoke", Fields.EMPTY.with("FunctionName", name.getKey()), SOON);
          boolean matches =
              allowed.equals(name.getValue())
                  || (allowed.endsWith("*") && name.getValue().startsWith(arn + ":"));
          assertThat(result instanceof OperationResult.Success)
              .as("%s with %s", name, allowed)
              .isEqualTo(matches);
        }
      }
    }
  }

  @Test
  void theFunctionsPolicyCanLetInvokeOneAlias() {
    var drawing =
        LambdaWorld.drawing(
            declared("0")
                .with(
                    "Permissions",
                    Value.list(
                        Fields.EMPTY
                            .with("Id", "a")
                            .with("Principal", "*")
                            .with("Qualifier", "live"))));
    var role = drawing.byLogicalId("CallerRole").orElseThrow();
    var nothing = LambdaWorld.json("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    var limited =
        drawing.with(
            LambdaWorld.resource(
                role.id(),
                role.type().value(),
                role.logicalId(),
                role.properties().with("Policy", nothing)));
    try (var world = LambdaWorld.of(limited)) {
      assertThat(world.call("Invoke", Fields.EMPTY.with("FunctionName", "Resize:live"), SOON))
          .isInstanceOf(OperationResult.Success.class);
      assertThat(world.call("Invoke", Fields.EMPTY.with("FunctionName", "Resize"), SOON))
          .isInstanceOf(OperationResult.Failure.class);
    }
  }
}
