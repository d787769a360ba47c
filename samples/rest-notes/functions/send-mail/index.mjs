import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";

const s3 = new S3Client({});

export const handler = async ({ id }) => {
  await s3.send(
    new PutObjectCommand({
      Bucket: process.env.BUCKET_NAME,
      Key: `note-${id}.txt`,
      Body: `note ${id} was saved`,
    }),
  );
};
