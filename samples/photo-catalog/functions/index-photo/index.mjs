import { S3Client, HeadObjectCommand } from "@aws-sdk/client-s3";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

const s3 = new S3Client({});
const dynamodb = new DynamoDBClient({});

export const handler = async (event) => {
  for (const record of event.Records) {
    const bucket = record.s3.bucket.name;
    // S3 encodes the key in notifications like a form field.
    const name = decodeURIComponent(record.s3.object.key.replace(/\+/g, " "));
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: name }));
    await dynamodb.send(
      new PutItemCommand({
        TableName: process.env.TABLE_NAME,
        Item: {
          name: { S: name },
          contentType: { S: head.ContentType ?? "application/octet-stream" },
          bytes: { N: String(head.ContentLength) },
          uploadedAt: { S: record.eventTime },
        },
      }),
    );
    console.log(`indexed ${name} (${head.ContentLength} bytes)`);
  }
};
