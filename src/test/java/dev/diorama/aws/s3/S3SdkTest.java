package dev.diorama.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.SdkClients;
import dev.diorama.aws.Sketch;
import dev.diorama.runtime.RunningSystem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// AWS's own client against the engine, over HTTP.
class S3SdkTest {
  private static final String PUBLIC_READ =
      "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': '*',"
          + " 'Action': 's3:GetObject', 'Resource': '${Site.Arn}/*'}]}";

  private static RunningSystem system;
  private static S3Client alice;
  private static S3Client reader;

  @BeforeAll
  static void start() {
    system =
        Sketch.of(new S3Service())
            .caller("Alice", "s3:*")
            .caller("Reader", "s3:GetObject")
            .anonymous("Browser")
            .add("Photos", "AWS::S3::Bucket", "{'BucketName': 'photos'}")
            .add(
                "Site",
                "AWS::S3::Bucket",
                "{'BucketName': 'site', 'Policy': "
                    + PUBLIC_READ
                    + ", 'PublicAccessBlockConfiguration': {'RestrictPublicBuckets': false},"
                    + " 'CorsConfiguration': {'CorsRules': [{'AllowedOrigins':"
                    + " ['https://*.example.org'], 'AllowedMethods': ['GET', 'PUT'],"
                    + " 'AllowedHeaders': ['*']}]}}")
            .runLive();
    alice = SdkClients.client(S3Client.builder().forcePathStyle(true), system, "Alice");
    reader = SdkClients.client(S3Client.builder().forcePathStyle(true), system, "Reader");
  }

  @AfterAll
  static void stop() {
    alice.close();
    reader.close();
    system.close();
  }

  private static void put(String bucket, String key, String body) {
    alice.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(body));
  }

  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html` and its neighbours.
  @Test
  void whatABucketIsConfiguredWithIsReadFromTheDrawing() {
    assertThat(alice.getBucketPolicy(b -> b.bucket("site")).policy()).contains("s3:GetObject");
    assertThat(alice.getBucketCors(b -> b.bucket("site")).corsRules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.allowedOrigins()).containsExactly("https://*.example.org");
          assertThat(rule.allowedMethods()).containsExactly("GET", "PUT");
          assertThat(rule.exposeHeaders()).isEmpty();
        });
    var blocks = alice.getPublicAccessBlock(b -> b.bucket("site"));
    assertThat(blocks.publicAccessBlockConfiguration().restrictPublicBuckets()).isFalse();
    assertThat(blocks.publicAccessBlockConfiguration().blockPublicAcls()).isTrue();

    assertThat(alice.getBucketLocation(b -> b.bucket("photos")).locationConstraintAsString())
        .isEqualTo("");
    assertThat(alice.getBucketVersioning(b -> b.bucket("photos")).status()).isNull();
    assertThat(
            alice
                .getBucketEncryption(b -> b.bucket("photos"))
                .serverSideEncryptionConfiguration()
                .rules())
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("AES256"));
    assertThat(
            alice
                .getBucketOwnershipControls(b -> b.bucket("photos"))
                .ownershipControls()
                .rules()
                .getFirst()
                .objectOwnershipAsString())
        .isEqualTo("BucketOwnerEnforced");
    assertThat(alice.getBucketRequestPayment(b -> b.bucket("photos")).payerAsString())
        .isEqualTo("BucketOwner");
    assertThat(
            alice.getBucketNotificationConfiguration(b -> b.bucket("photos")).queueConfigurations())
        .isEmpty();
  }

  @Test
  void whatABucketDoesNotHaveIsSaidInAwsWords() {
    assertError("NoSuchBucketPolicy", () -> alice.getBucketPolicy(b -> b.bucket("photos")));
    assertError("NoSuchCORSConfiguration", () -> alice.getBucketCors(b -> b.bucket("photos")));
    assertError("NoSuchTagSet", () -> alice.getBucketTagging(b -> b.bucket("photos")));
    assertError(
        "NoSuchLifecycleConfiguration",
        () -> alice.getBucketLifecycleConfiguration(b -> b.bucket("photos")));
    assertError("NoSuchBucket", () -> alice.getBucketPolicy(b -> b.bucket("nobody-drew-this")));
    assertError("AccessDenied", () -> reader.getBucketPolicy(b -> b.bucket("site")));
    assertError("NotImplemented", () -> alice.deleteBucketPolicy(b -> b.bucket("site")));
  }

  private static void assertError(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void aContentHashThatIsNoneIsInvalid() {
    assertError(
        "InvalidDigest",
        () ->
            alice.putObject(
                b -> b.bucket("photos").key("hash").contentMD5("x"), RequestBody.fromString("a")));
  }

  @Test
  void anObjectMakesTheRoundTrip() {
    var key = "dir/with space/ü+&.txt";
    var put =
        alice.putObject(
            b ->
                b.bucket("photos")
                    .key(key)
                    .contentType("text/plain")
                    .metadata(Map.of("owner", "alice")),
            RequestBody.fromString("hello"));
    assertThat(put.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");

    var got = alice.getObjectAsBytes(b -> b.bucket("photos").key(key));
    assertThat(got.asUtf8String()).isEqualTo("hello");
    assertThat(got.response().contentType()).isEqualTo("text/plain");
    assertThat(got.response().metadata()).containsEntry("owner", "alice");
    var head = alice.headObject(b -> b.bucket("photos").key(key));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.lastModified()).isNotNull();
    assertThat(
            alice
                .getObjectAsBytes(b -> b.bucket("photos").key(key).range("bytes=1-3"))
                .asUtf8String())
        .isEqualTo("ell");
  }

  @Test
  void listingsPageAndDecode() {
    for (var key : List.of("list/a b", "list/ü", "list/x/1", "list/x/2")) {
      put("photos", key, "x");
    }
    var keys =
        alice
            .listObjectsV2Paginator(b -> b.bucket("photos").prefix("list/").maxKeys(1))
            .contents()
            .stream()
            .map(S3Object::key)
            .toList();
    assertThat(keys).containsExactly("list/a b", "list/x/1", "list/x/2", "list/ü");
    var grouped = alice.listObjectsV2(b -> b.bucket("photos").prefix("list/").delimiter("/"));
    assertThat(grouped.commonPrefixes()).singleElement().matches(p -> p.prefix().equals("list/x/"));
    assertThat(alice.listBuckets().buckets())
        .extracting(b -> b.name())
        .containsExactly("photos", "site");
    assertThat(alice.getBucketLocation(b -> b.bucket("photos")).locationConstraintAsString())
        .isNullOrEmpty();
    assertThat(alice.headBucket(b -> b.bucket("photos")).bucketRegion()).isEqualTo("us-east-1");
  }

  @Test
  void errorsAreTheClientsOwnExceptions() {
    assertThatThrownBy(() -> alice.getObjectAsBytes(b -> b.bucket("photos").key("none")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> alice.headObject(b -> b.bucket("photos").key("none")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> alice.listObjectsV2(b -> b.bucket("no-such-bucket")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(
            () -> reader.putObject(b -> b.bucket("photos").key("a"), RequestBody.fromString("x")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.awsErrorDetails().errorMessage())
                  .contains("s3:PutObject on resource: \"arn:aws:s3:::photos/a\"");
            });
    assertThatThrownBy(() -> alice.createBucket(b -> b.bucket("another")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented"));
  }

  @Test
  void copiesAndDeletionsWork() {
    put("photos", "from me", "x");
    var copied =
        alice.copyObject(b ->
            b.sourceBucket("photos")
                .sourceKey("from me")
                .destinationBucket("photos")
                .destinationKey("copy")
                .metadataDirective(MetadataDirective.COPY));
    assertThat(copied.copyObjectResult().eTag()).isNotEmpty();
    var deleted =
        alice.deleteObjects(b ->
            b.bucket("photos")
                .delete(d ->
                    d.objects(
                        ObjectIdentifier.builder().key("copy").build(),
                        ObjectIdentifier.builder().key("from me").build())));
    assertThat(deleted.deleted()).hasSize(2);
    assertThat(deleted.errors()).isEmpty();
    alice.deleteObject(b -> b.bucket("photos").key("copy"));
  }

  @Test
  void aFileGoesUpInParts() {
    var id = alice.createMultipartUpload(b -> b.bucket("photos").key("big")).uploadId();
    var first = new byte[5 << 20];
    var one =
        alice.uploadPart(
            b -> b.bucket("photos").key("big").uploadId(id).partNumber(1),
            RequestBody.fromBytes(first));
    var two =
        alice.uploadPart(
            b -> b.bucket("photos").key("big").uploadId(id).partNumber(2),
            RequestBody.fromString("end"));
    var done =
        alice.completeMultipartUpload(b ->
            b.bucket("photos")
                .key("big")
                .uploadId(id)
                .multipartUpload(m ->
                    m.parts(
                        CompletedPart.builder().partNumber(1).eTag(one.eTag()).build(),
                        CompletedPart.builder().partNumber(2).eTag(two.eTag()).build())));
    assertThat(done.eTag()).endsWith("-2\"");
    assertThat(alice.headObject(b -> b.bucket("photos").key("big")).contentLength())
        .isEqualTo((5L << 20) + 3);
  }

  @Test
  void theBucketMayStandInTheHostName() {
    try (var virtual =
        SdkClients.client(
            // Not every system's resolver knows names below localhost, though browsers do.
            S3Client.builder()
                .httpClient(Apache5HttpClient.builder().dnsResolver(new OnlyLoopback()).build()),
            system,
            "Alice",
            system.endpointUrl().replace("127.0.0.1", "s3.localhost"))) {
      virtual.putObject(b -> b.bucket("photos").key("v"), RequestBody.fromString("virtual"));
      assertThat(virtual.getObjectAsBytes(b -> b.bucket("photos").key("v")).asUtf8String())
          .isEqualTo("virtual");
    }
  }

  @Test
  void aBrowserReadsAPublicBucket() throws Exception {
    alice.putObject(
        b -> b.bucket("site").key("index.html").contentType("text/html"),
        RequestBody.fromString("<p>hi"));
    put("photos", "secret", "x");
    try (var http = HttpClient.newHttpClient()) {
      var page = http.send(get("/site/index.html"), BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).isEqualTo("<p>hi");
      assertThat(page.headers().firstValue("content-type")).contains("text/html");
      var secret = http.send(get("/photos/secret"), BodyHandlers.ofString());
      assertThat(secret.statusCode()).isEqualTo(403);
      assertThat(secret.body()).contains("<Code>AccessDenied</Code>");
    }
  }

  @Test
  void aPageOfAnotherOriginReadsWhatTheBucketsRulesAllow() throws Exception {
    put("site", "data.json", "{}");
    try (var http = HttpClient.newHttpClient()) {
      for (var from : List.of("https://a.example.org", "https://example.com")) {
        boolean allowed = from.endsWith(".example.org");
        var preflight =
            http.send(
                crossOrigin("/site/data.json", from)
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "content-type")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(allowed ? 200 : 403);
        var get = http.send(crossOrigin("/site/data.json", from).build(), BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(get.headers().firstValue("access-control-allow-origin").isPresent())
            .isEqualTo(allowed);
      }
    }
  }

  private static HttpRequest.Builder crossOrigin(String path, String origin) {
    return HttpRequest.newBuilder(URI.create(system.endpointUrl() + path)).header("Origin", origin);
  }

  private static final class OnlyLoopback implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(system.endpointUrl() + path)).build();
  }
}
