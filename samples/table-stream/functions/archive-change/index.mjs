import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
import { unmarshall } from "@aws-sdk/util-dynamodb";

const s3 = new S3Client({});
let count = 0;

export const handler = async (event) => {
  for (const record of event.Records) {
    const { Keys, NewImage, OldImage } = record.dynamodb;
    const { sku } = unmarshall(Keys);
    count += 1;
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.BUCKET_NAME,
        Key: `${sku}/${count}-${record.eventName}.json`,
        ContentType: "application/json",
        Body: JSON.stringify({
          new: NewImage ? unmarshall(NewImage) : null,
          old: OldImage ? unmarshall(OldImage) : null,
        }),
      }),
    );
    console.log(`${record.eventName} of ${sku}`);
  }
};
