package dev.diorama.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html`.
class RequestKeysTest {
  @Test
  void aListingSaysWhatItAsksFor() {
    assertThat(
            RequestKeys.of(
                "s3:ListBucket",
                Fields.EMPTY
                    .with("Prefix", "home/")
                    .with("Delimiter", "/")
                    .with("MaxKeys", Value.of(10))))
        .isEqualTo(
            Map.of(
                "s3:prefix", List.of("home/"),
                "s3:delimiter", List.of("/"),
                "s3:max-keys", List.of("10")));
    assertThat(RequestKeys.of("s3:ListBucket", Fields.EMPTY)).isEmpty();
  }

  @Test
  void anUploadSaysWhatItsHeadersSay() {
    assertThat(
            RequestKeys.of(
                "s3:PutObject",
                Fields.EMPTY
                    .with("Key", "a")
                    .with("ACL", "public-read")
                    .with("ServerSideEncryption", "aws:kms")
                    .with("SSEKMSKeyId", "k")
                    .with("StorageClass", "GLACIER")
                    .with("IfNoneMatch", "*")
                    .with("Tagging", "stage=test&owner=Ann%20B")
                    .with("CopySource", "/from/dir/a%20b?versionId=1")
                    .with("MetadataDirective", "COPY")))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("s3:x-amz-acl", List.of("public-read")),
                Map.entry("s3:x-amz-server-side-encryption", List.of("aws:kms")),
                Map.entry("s3:x-amz-server-side-encryption-aws-kms-key-id", List.of("k")),
                Map.entry("s3:x-amz-storage-class", List.of("GLACIER")),
                Map.entry("s3:if-none-match", List.of("*")),
                Map.entry("s3:RequestObjectTag/stage", List.of("test")),
                Map.entry("s3:RequestObjectTag/owner", List.of("Ann B")),
                Map.entry("s3:RequestObjectTagKeys", List.of("stage", "owner")),
                Map.entry("s3:x-amz-copy-source", List.of("from/dir/a b")),
                Map.entry("s3:x-amz-metadata-directive", List.of("COPY"))));
    assertThat(RequestKeys.of("s3:GetObject", Fields.EMPTY.with("IfMatch", "x"))).isEmpty();
    assertThat(RequestKeys.of("s3:PutObject", Fields.EMPTY.with("Tagging", "%zz=1&=2"))).isEmpty();
  }
}
