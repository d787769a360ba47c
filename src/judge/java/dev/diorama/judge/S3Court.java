package dev.diorama.judge;

import dev.diorama.aws.SdkClients;
import dev.diorama.aws.Sketch;
import dev.diorama.aws.s3.S3Service;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RunningSystem;
import java.net.URI;
import java.util.Set;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Diorama's S3 beside S3Proxy, each with an empty bucket `photos`.
final class S3Court implements AutoCloseable {
  /// What S3 may answer or not, or answers by a time or a random number.
  private static final Masks MASKS =
      new Masks(
          Set.of("LastModified", "UploadId", "NextContinuationToken"),
          Set.of(
              "AcceptRanges",
              "ChecksumType",
              "ChecksumCRC32",
              "ChecksumAlgorithm",
              "ContinuationToken",
              "Initiated",
              "Initiator",
              "Location",
              "NextPartNumberMarker",
              "Owner",
              "RequestCharged",
              "ServerSideEncryption",
              "StorageClass"));

  private final RunningSystem system;
  private final S3Proxy proxy;
  private final Trial trial;

  S3Court() {
    system =
        Sketch.of(new S3Service())
            .caller("Alice", "s3:*")
            .add("photos", "AWS::S3::Bucket", "{'BucketName': 'photos'}")
            .runLive();
    proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .blobStore(new TransientNio2BlobStore())
            .awsAuthentication(AuthenticationType.NONE, "", "")
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not start", e);
    }
    trial =
        new Trial(
            new Engine(
                "Diorama",
                S3Client.class,
                SdkClients.client(S3Client.builder().forcePathStyle(true), system, "Alice")),
            new Engine(
                "S3Proxy",
                S3Client.class,
                S3Client.builder()
                    .forcePathStyle(true)
                    .endpointOverride(URI.create("http://127.0.0.1:" + proxy.getPort()))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .build()),
            (operation, answer) -> answer,
            S3Court::normal,
            Answer::equals);
    trial.judge().call("CreateBucket", Fields.EMPTY.with("Bucket", "photos"));
  }

  Trial trial() {
    return trial;
  }

  private static Answer normal(String operation, Answer answer) {
    return answer.isFailure()
        ? answer.withoutMessage().withOutput(Fields.EMPTY)
        : answer.withOutput(withoutEmpty(MASKS.of(answer.output())));
  }

  /// An empty element of XML and none at all say the same.
  private static Fields withoutEmpty(Fields output) {
    var result = output;
    for (var member : output.values().entrySet()) {
      if (member.getValue().equals(Value.of("")) && !member.getKey().equals("Body")) {
        result = result.without(member.getKey());
      }
    }
    return result;
  }

  @Override
  public void close() {
    trial.ours().close();
    trial.judge().close();
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not stop", e);
    }
    system.close();
  }
}
