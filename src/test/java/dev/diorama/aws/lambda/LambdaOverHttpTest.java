package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/// The real AWS SDK against a live run.
class LambdaOverHttpTest {
  private static RunningSystem live() {
    var function =
        LambdaWorld.function(
                "export const handler = async (e) => { console.log('here'); if (e.fail) throw new"
                    + " RangeError('far'); return { twice: 2 * e.n }; };")
            .with("ReservedConcurrentExecutions", 7)
            .with("EventInvokeConfig", Fields.EMPTY.with("MaximumRetryAttempts", 1))
            .with(
                "Environment",
                Fields.EMPTY.with("Variables", Fields.EMPTY.with("OWN", "${Resize}")))
            .with(
                "Permissions",
                Value.list(
                    Fields.EMPTY
                        .with("Id", "bucket")
                        .with("Principal", "s3.amazonaws.com")
                        .with("SourceArn", "arn:aws:s3:::photos")))
            .with(
                "Aliases",
                Value.list(Fields.EMPTY.with("Name", "live").with("FunctionVersion", "3")));
    return RunningSystem.live(
        LambdaWorld.drawing(function),
        LambdaWorld.catalog(List.of()),
        context ->
            List.of(
                new LambdaEmulator(context, LambdaWorld.WORKER),
                new Keeper(context),
                new LogKeeper(new ArrayList<>())),
        new RunOptions(1, OptionalInt.of(0), Optional.empty()));
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

  @Test
  void theSdkInvokesListsAndReadsFunctions() {
    try (var system = live();
        var lambda = client(system)) {
      var answer =
          lambda.invoke(b ->
              b.functionName("Resize")
                  .logType(LogType.TAIL)
                  .payload(SdkBytes.fromUtf8String("{\"n\":21}")));
      assertThat(answer.payload().asUtf8String()).isEqualTo("{\"twice\":42}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.functionError()).isNull();
      assertThat(new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8))
          .contains("START RequestId: ", "INFO\there", "REPORT RequestId: ")
          // Only live: docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
          .containsPattern("\tMemory Size: 128 MB\tMax Memory Used: [1-9][0-9]{0,2} MB\t");

      var failed =
          lambda.invoke(
              b -> b.functionName("Resize").payload(SdkBytes.fromUtf8String("{\"fail\":true}")));
      assertThat(failed.functionError()).isEqualTo("Unhandled");
      assertThat(failed.payload().asUtf8String()).contains("\"errorType\":\"RangeError\"");

      assertThat(
              lambda
                  .invoke(b -> b.functionName("Resize").invocationType(InvocationType.EVENT))
                  .statusCode())
          .isEqualTo(202);
      assertThat(lambda.listFunctions().functions())
          .extracting(f -> f.functionName() + " " + f.runtimeAsString())
          .containsExactly("Resize nodejs24.x");
      assertThat(lambda.getFunction(b -> b.functionName("Resize")).configuration().timeout())
          .isEqualTo(3);
      assertThat(lambda.listAliases(b -> b.functionName("Resize")).aliases())
          .extracting(a -> a.name() + " " + a.functionVersion())
          .containsExactly("live 3");
      assertThat(lambda.getAlias(b -> b.functionName("Resize").name("live")).aliasArn())
          .endsWith(":function:Resize:live");
      assertThatThrownBy(() -> lambda.getAlias(b -> b.functionName("Resize").name("beta")))
          .isInstanceOf(ResourceNotFoundException.class);
      assertThat(lambda.listVersionsByFunction(b -> b.functionName("Resize")).versions())
          .extracting(v -> v.version())
          .containsExactly("$LATEST", "3");
      assertThat(lambda.listEventSourceMappings().eventSourceMappings()).isEmpty();
      assertThatThrownBy(() -> lambda.getEventSourceMapping(b -> b.uuid("none")))
          .isInstanceOf(ResourceNotFoundException.class);
      assertThatThrownBy(() -> lambda.invoke(b -> b.functionName("nobody")))
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageContaining("Function not found");
    }
  }

  /// What infrastructure tools and consoles ask first
  /// (docs.aws.amazon.com/lambda/latest/api/API_Operations.html).
  @Test
  void theSdkReadsHowAFunctionIsSetUp() {
    try (var system = live();
        var lambda = client(system)) {
      assertThat(lambda.getPolicy(b -> b.functionName("Resize")).policy())
          .contains("\"Sid\":\"bucket\"", "\"AWS:SourceArn\"", ":function:Resize");
      var settings = lambda.getAccountSettings();
      assertThat(settings.accountLimit().concurrentExecutions()).isEqualTo(1_000);
      assertThat(settings.accountLimit().unreservedConcurrentExecutions()).isEqualTo(993);
      assertThat(settings.accountUsage().functionCount()).isEqualTo(1);
      var configuration = lambda.getFunctionConfiguration(b -> b.functionName("Resize"));
      assertThat(configuration.environment().variables()).containsEntry("OWN", "Resize");
      assertThat(configuration.ephemeralStorage().size()).isEqualTo(512);
      assertThat(configuration.architecturesAsStrings()).containsExactly("x86_64");
      assertThat(lambda.listTags(b -> b.resource(configuration.functionArn())).tags()).isEmpty();
      assertThat(
              lambda
                  .getFunctionConcurrency(b -> b.functionName("Resize"))
                  .reservedConcurrentExecutions())
          .isEqualTo(7);
      assertThat(
              lambda
                  .getFunctionEventInvokeConfig(b -> b.functionName("Resize"))
                  .maximumRetryAttempts())
          .isEqualTo(1);
      var first = lambda.listVersionsByFunction(b -> b.functionName("Resize").maxItems(1));
      assertThat(first.versions()).extracting(v -> v.version()).containsExactly("$LATEST");
      var second =
          lambda.listVersionsByFunction(
              b -> b.functionName("Resize").maxItems(1).marker(first.nextMarker()));
      assertThat(second.versions()).extracting(v -> v.version()).containsExactly("3");
      assertThat(second.nextMarker()).isNull();
      assertThatThrownBy(() -> lambda.deleteFunction(b -> b.functionName("Resize")))
          .hasMessageContaining("are drawn");
    }
  }
}
