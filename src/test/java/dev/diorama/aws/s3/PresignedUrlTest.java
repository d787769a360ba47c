package dev.diorama.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// URLs that the AWS SDK signed, used by somebody without keys.
class PresignedUrlTest {
  private RunningSystem system;
  private S3Presigner presigner;
  private HttpClient somebody;

  @BeforeEach
  void start() {
    system =
        Sketch.of(new S3Service())
            .caller("Alice", "s3:GetObject", "s3:PutObject", "s3:ListBucket")
            .add("Photos", "AWS::S3::Bucket", "{'BucketName': 'photos'}")
            .runLive();
    var keys = system.credentials(new ResourceId("Alice"));
    presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create(system.endpointUrl()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    somebody = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    somebody.close();
    presigner.close();
    system.close();
  }

  private String put(String key) {
    return presigner
        .presignPutObject(b ->
            b.signatureDuration(Duration.ofMinutes(5))
                .putObjectRequest(p -> p.bucket("photos").key(key)))
        .url()
        .toString();
  }

  private String get(String key) {
    return presigner
        .presignGetObject(b ->
            b.signatureDuration(Duration.ofMinutes(5))
                .getObjectRequest(p -> p.bucket("photos").key(key)))
        .url()
        .toString();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return somebody.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void uploadsAndDownloadsWithTheSignersPermissions() throws Exception {
    var key = "a b/ü+.txt";
    var put =
        send(HttpRequest.newBuilder(URI.create(put(key))).PUT(BodyPublishers.ofString("hello")));
    assertThat(put.statusCode()).isEqualTo(200);
    var got = send(HttpRequest.newBuilder(URI.create(get(key))));
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo("hello");
  }

  @Test
  void aChangedUrlIsRefused() throws Exception {
    var other = send(HttpRequest.newBuilder(URI.create(get("one").replace("/one?", "/two?"))));
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body()).contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void theOldSignatureIsRefusedAsNewBucketsRefuseIt() throws Exception {
    var old =
        system.endpointUrl() + "/photos/a?AWSAccessKeyId=AKIA&Signature=abc%3D&Expires=4102444800";
    var refused = send(HttpRequest.newBuilder(URI.create(old)));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("<Code>InvalidRequest</Code>", "Please use AWS4-HMAC-SHA256.");
  }
}
