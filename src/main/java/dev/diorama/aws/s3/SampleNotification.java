package dev.diorama.aws.s3;

import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;

/// The notification of an object that was created, as an example with the drawing's own names
/// (docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
final class SampleNotification {
  private SampleNotification() {}

  static Fields of(Resource bucket, Connection connection, Environment environment) {
    var name = BucketType.bucketName(bucket);
    var key =
        connection.properties().text("Prefix").orElse("")
            + "example"
            + connection.properties().text("Suffix").orElse(".txt");
    var s3 =
        Fields.EMPTY
            .with("s3SchemaVersion", "1.0")
            .with("configurationId", connection.id().value())
            .with(
                "bucket",
                Fields.EMPTY
                    .with("name", name)
                    .with(
                        "ownerIdentity",
                        Fields.EMPTY.with("principalId", "A" + environment.accountId()))
                    .with("arn", "arn:" + environment.partition() + ":s3:::" + name))
            .with(
                "object",
                Fields.EMPTY
                    .with("key", key)
                    .with("size", 5)
                    .with("eTag", "8b1a9953c4611296a827abf8c47804d7")
                    .with("sequencer", "019B76DACC00000001"));
    return Fields.EMPTY.with(
        "Records",
        Value.list(
            Fields.EMPTY
                .with("eventVersion", "2.1")
                .with("eventSource", "aws:s3")
                .with("awsRegion", environment.region())
                .with("eventTime", "2026-01-01T00:00:00.000Z")
                .with("eventName", "ObjectCreated:Put")
                .with("userIdentity", Fields.EMPTY.with("principalId", "AWS:AIDAINPONIXQXHT3IKHL2"))
                .with("requestParameters", Fields.EMPTY.with("sourceIPAddress", "127.0.0.1"))
                .with(
                    "responseElements",
                    Fields.EMPTY
                        .with("x-amz-request-id", "D82B88E5F771F645")
                        .with(
                            "x-amz-id-2",
                            "vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6"))
                .with("s3", s3)));
  }
}
