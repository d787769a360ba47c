package dev.diorama.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.model.Value.Fields;
import org.junit.jupiter.api.Test;

class S3AuthorizationTest {
  private static final String PUBLIC_READ =
      "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': '*',"
          + " 'Action': 's3:GetObject', 'Resource': '${Photos.Arn}/public/*'}]}";

  private static Stage stage(String bucketProperties) {
    return Sketch.of(new S3Service())
        .caller("Alice", "s3:*")
        .caller("Reader", "s3:GetObject")
        .caller("Lister", "s3:GetObject", "s3:ListBucket")
        .callerWith(
            "Prefixed",
            "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action':"
                + " 's3:ListBucket', 'Resource': '*', 'Condition': {'StringLike': {'s3:prefix':"
                + " 'mine/*'}}}, {'Effect': 'Allow', 'Action': 's3:DeleteObject', 'Resource':"
                + " 'arn:aws:s3:::photos/mine/*'}]}")
        .anonymous("Browser")
        .add("Photos", "AWS::S3::Bucket", bucketProperties)
        .run();
  }

  private static Stage stage() {
    return stage("{'BucketName': 'photos'}");
  }

  private static Fields key(String key) {
    return Fields.EMPTY.with("Key", key);
  }

  @Test
  void aDenialNamesTheResourceInQuotes() {
    try (var stage = stage()) {
      var denied = stage.bad("Reader", "s3:PutObject", "Photos", key("a").with("Body", "x"));
      assertThat(denied.code()).isEqualTo("AccessDenied");
      assertThat(denied.status()).isEqualTo(403);
      assertThat(denied.message())
          .isEqualTo(
              "User: arn:aws:sts::123456789012:assumed-role/ReaderRole/Reader is not authorized to"
                  + " perform: s3:PutObject on resource: \"arn:aws:s3:::photos/a\" because no"
                  + " identity-based policy allows the s3:PutObject action");
    }
  }

  @Test
  void headObjectNeedsGetObject() {
    try (var stage = stage()) {
      stage.good("Alice", "s3:PutObject", "Photos", key("a").with("Body", "x"));
      stage.good("Reader", "s3:HeadObject", "Photos", key("a"));
    }
  }

  @Test
  void whoMayNotListDoesNotLearnThatAKeyIsMissing() {
    try (var stage = stage()) {
      var reader = stage.bad("Reader", "s3:GetObject", "Photos", key("none"));
      assertThat(reader.code()).isEqualTo("AccessDenied");
      assertThat(reader.message()).contains("s3:ListBucket on resource: \"arn:aws:s3:::photos\"");
      assertThat(stage.bad("Lister", "s3:GetObject", "Photos", key("none")).code())
          .isEqualTo("NoSuchKey");
    }
  }

  @Test
  void aListingHasItsPrefixAsConditionKey() {
    try (var stage = stage()) {
      stage.good(
          "Prefixed", "s3:ListObjectsV2", "Photos", Fields.EMPTY.with("Prefix", "mine/2026"));
      assertThat(
              stage
                  .bad(
                      "Prefixed",
                      "s3:ListObjectsV2",
                      "Photos",
                      Fields.EMPTY.with("Prefix", "yours/"))
                  .code())
          .isEqualTo("AccessDenied");
    }
  }

  @Test
  void eachKeyOfADeletionIsAuthorizedByItself() {
    try (var stage = stage()) {
      stage.good("Alice", "s3:PutObject", "Photos", key("mine/a").with("Body", "x"));
      stage.good("Alice", "s3:PutObject", "Photos", key("yours/a").with("Body", "x"));
      var input = Sketch.json("{'Delete': {'Objects': [{'Key': 'yours/a'}, {'Key': 'mine/a'}]}}");
      var result = stage.good("Prefixed", "s3:DeleteObjects", "Photos", input);
      assertThat(result.list("Deleted")).hasSize(1);
      assertThat(((Fields) result.list("Errors").getFirst()).text("Key")).contains("yours/a");
      assertThat(stage.counts("Photos")).containsEntry("objects", 1L);
      assertThat(stage.bad("Reader", "s3:DeleteObjects", "Photos", input).code())
          .isEqualTo("AccessDenied");
    }
  }

  @Test
  void aCopyNeedsReadingAndWriting() {
    try (var stage = stage()) {
      stage.good("Alice", "s3:PutObject", "Photos", key("a").with("Body", "x"));
      var denied =
          stage.bad("Reader", "s3:CopyObject", "Photos", key("b").with("CopySource", "photos/a"));
      assertThat(denied.message()).contains("s3:PutObject");
    }
  }

  @Test
  void anonymousReadersNeedABucketPolicyAndNoPublicAccessBlock() {
    var open = "'PublicAccessBlockConfiguration': {'RestrictPublicBuckets': false}";
    try (var stage =
        stage("{'BucketName': 'photos', 'Policy': " + PUBLIC_READ + ", " + open + "}")) {
      stage.good("Alice", "s3:PutObject", "Photos", key("public/a").with("Body", "x"));
      stage.good("Alice", "s3:PutObject", "Photos", key("private/a").with("Body", "x"));
      stage.good("Browser", "s3:GetObject", "Photos", key("public/a"));
      var denied = stage.bad("Browser", "s3:GetObject", "Photos", key("private/a"));
      assertThat(denied.message()).isEqualTo("Access Denied");
    }
    try (var stage = stage("{'BucketName': 'photos', 'Policy': " + PUBLIC_READ + "}")) {
      stage.good("Alice", "s3:PutObject", "Photos", key("public/a").with("Body", "x"));
      assertThat(stage.bad("Browser", "s3:GetObject", "Photos", key("public/a")).code())
          .isEqualTo("AccessDenied");
    }
  }
}
