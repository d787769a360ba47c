package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import dev.diorama.runtime.RuntimeContext.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signs requests with the AWS SDK for Java's own signer.
public record SdkSigner(String service, Credentials credentials, Instant at) {

  /// How a body is signed.
  public enum Body {
    /// With its hash.
    SIGNED,
    /// Not at all.
    UNSIGNED,
    /// In signed chunks.
    CHUNKS,
    /// In signed chunks with a signed trailing checksum.
    CHUNKS_AND_TRAILER,
    /// In unsigned chunks with a trailing checksum.
    UNSIGNED_CHUNKS_AND_TRAILER
  }

  /// Signs in the headers.
  public HttpRequest sign(String method, String uri, Map<String, String> headers, byte[] body) {
    return sign(method, uri, headers, body, Body.SIGNED, Optional.empty());
  }

  /// Signs the body in a given way, or the query if there is a `validity`.
  public HttpRequest sign(
      String method,
      String uri,
      Map<String, String> headers,
      byte[] content,
      Body body,
      Optional<Duration> validity) {
    var request =
        SdkHttpRequest.builder().method(SdkHttpMethod.valueOf(method)).uri(URI.create(uri));
    headers.forEach(request::putHeader);
    if (body.name().contains("CHUNKS")) {
      request.putHeader("x-amz-decoded-content-length", String.valueOf(content.length));
    }
    var s3 = service.equals("s3");
    var signed =
        AwsV4HttpSigner.create()
            .sign(r -> {
              r.identity(identity())
                  .request(request.build())
                  .payload(ContentStreamProvider.fromByteArray(content))
                  .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC))
                  .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                  .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                  .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
                  .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3)
                  .putProperty(
                      AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                      !body.name().contains("UNSIGNED"))
                  .putProperty(
                      AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, body.name().contains("CHUNKS"));
              if (body.name().contains("TRAILER")) {
                r.putProperty(
                    AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
              }
              validity.ifPresent(v ->
                  r.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                      .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, v));
            });
    return new HttpRequest(
        method,
        signed.request().encodedPath(),
        signed.request().encodedQueryParameters().orElse(""),
        signed.request().headers(),
        Value.of(signed.payload().map(SdkSigner::bytes).orElse(new byte[0])));
  }

  private AwsCredentialsIdentity identity() {
    return credentials.sessionToken().isEmpty()
        ? AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey())
        : AwsSessionCredentialsIdentity.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
  }

  private static byte[] bytes(ContentStreamProvider payload) {
    try (var in = payload.newStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
