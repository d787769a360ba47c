package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.diorama.edit.Edit;
import dev.diorama.model.Document;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeContext.Credentials;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The photo catalogue through the real AWS SDK for Java over HTTP.
class AwsSdkJourneyTest {
  private static final Path FILE = Samples.named("photo-catalog");
  private static final ResourceId OPERATOR = new ResourceId("operator");
  private static final String BUCKET = "photo-catalog-photos";

  private static <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, RunningSystem system, Credentials keys) {
    return builder
        .endpointOverride(URI.create(system.endpointUrl()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
        .build();
  }

  private static S3Client s3(RunningSystem system, Credentials keys) {
    return client(S3Client.builder().forcePathStyle(true), system, keys);
  }

  private static void upload(S3Client s3) {
    s3.putObject(
        r -> r.bucket(BUCKET).key("cat.png").contentType("image/png"),
        RequestBody.fromString("meow"));
  }

  @Test
  void aPictureTravelsFromTheSdkToTheBrowser() throws Exception {
    var document = Samples.read(FILE);
    try (var system = Samples.live(document, FILE)) {
      var keys = system.credentials(OPERATOR);
      try (var s3 = s3(system, keys);
          var dynamodb = client(DynamoDbClient.builder(), system, keys)) {
        upload(s3);
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).keyCount()).isEqualTo(1);
        var item = awaitItem(dynamodb);
        assertThat(item)
            .containsEntry("contentType", AttributeValue.fromS("image/png"))
            .containsEntry("bytes", AttributeValue.fromN("4"));
      }
      var response = get(system, document, "/photos");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"name\":\"cat.png\"");
    }
  }

  /// The indexing function works beside the caller, so the item appears a little later.
  private static Map<String, AttributeValue> awaitItem(DynamoDbClient dynamodb)
      throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      var item =
          dynamodb
              .getItem(r ->
                  r.tableName("PhotoCatalog").key(Map.of("name", AttributeValue.fromS("cat.png"))))
              .item();
      if (!item.isEmpty()) {
        return item;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the item never appeared");
  }

  private static HttpResponse<String> get(RunningSystem system, Document document, String path)
      throws Exception {
    var catalog = Samples.STUDIO.catalog();
    var api = document.architecture().byLogicalId("PhotoApi").orElseThrow();
    var url = system.endpointUrl() + catalog.facets(api).urlPath(api).orElseThrow() + path;
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aKeyThatNobodyHasIsRefusedInAwsWords() {
    try (var system = Samples.live(Samples.read(FILE), FILE);
        var s3 = s3(system, new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMIK7MDENG", ""));
        var dynamodb =
            client(
                DynamoDbClient.builder(),
                system,
                new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMIK7MDENG", ""))) {
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> upload(s3))
          .satisfies(e -> {
            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId");
          });
      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(() -> dynamodb.scan(r -> r.tableName("PhotoCatalog")))
          .satisfies(e ->
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
    }
  }

  @Test
  void aWrongSecretIsRefusedInAwsWords() {
    try (var system = Samples.live(Samples.read(FILE), FILE)) {
      var wrong = new Credentials(system.credentials(OPERATOR).accessKeyId(), "wrong", "");
      try (var s3 = s3(system, wrong);
          var dynamodb = client(DynamoDbClient.builder(), system, wrong)) {
        assertThatExceptionOfType(S3Exception.class)
            .isThrownBy(() -> upload(s3))
            .satisfies(e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
            });
        assertThatExceptionOfType(DynamoDbException.class)
            .isThrownBy(() -> dynamodb.scan(r -> r.tableName("PhotoCatalog")))
            .satisfies(e ->
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException"));
      }
    }
  }

  @Test
  void aRoleThatLacksThePermissionIsDeniedInAwsWords() {
    var document = Samples.read(FILE);
    var statements = PropertyPath.parse("Policies[0].PolicyDocument.Statement");
    var without =
        new Edit.SetProperty(new ResourceId("operator-role"), statements.then(0), Optional.empty())
            .apply(document);
    try (var system = Samples.live(without, FILE)) {
      var keys = system.credentials(OPERATOR);
      try (var s3 = s3(system, keys);
          var dynamodb = client(DynamoDbClient.builder(), system, keys)) {
        assertThatExceptionOfType(S3Exception.class)
            .isThrownBy(() -> upload(s3))
            .satisfies(e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "User: arn:aws:sts::123456789012:assumed-role/OperatorRole/Operator is not"
                          + " authorized to perform: s3:PutObject on resource:"
                          + " \"arn:aws:s3:::photo-catalog-photos/cat.png\" because no"
                          + " identity-based policy allows the s3:PutObject action");
            });
        assertThatExceptionOfType(DynamoDbException.class)
            .isThrownBy(() ->
                dynamodb.deleteItem(r ->
                    r.tableName("PhotoCatalog")
                        .key(Map.of("name", AttributeValue.fromS("cat.png")))))
            .satisfies(e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .endsWith(
                      "is not authorized to perform: dynamodb:DeleteItem on resource:"
                          + " arn:aws:dynamodb:us-east-1:123456789012:table/PhotoCatalog because"
                          + " no identity-based policy allows the dynamodb:DeleteItem action");
            });
      }
    }
  }
}
