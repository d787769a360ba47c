// What handlers do, as the build lets a worker do it before it makes the worker's AOT cache.
import { createHash } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const s3 = new S3Client({});
const sqs = new SQSClient({});

class NotFound extends Error {
  constructor(id) {
    super(`no note ${id}`);
    this.name = "NotFound";
  }
}
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function note(id) {
  const { Item } = await documents.send(new GetCommand({ TableName: process.env.TABLE_NAME, Key: { id } }));
  if (!Item) throw new NotFound(id);
  return Item;
}

async function rarely(id, item) {
  console.log("saving", { id, item });
  await documents.send(new PutCommand({ TableName: process.env.TABLE_NAME, Item: { ...item, at: new Date().toISOString() } }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "notes", Key: `${id}.txt` }));
  const text = await Body.transformToString();
  await s3.send(new PutObjectCommand({ Bucket: "notes", Key: `${id}.sum`, Body: createHash("sha256").update(text).digest("hex") }));
  await sqs.send(new SendMessageCommand({ QueueUrl: "queue", MessageBody: JSON.stringify({ id, words: text.split(/\s+/).filter(Boolean) }) }));
  await sleep(1);
  const groups = new Map();
  for (const [key, value] of Object.entries(item)) groups.set(key, [...(groups.get(key) ?? []), value]);
  return Array.from(groups.keys()).map((k) => k.toUpperCase()).sort().join(",");
}

export const handler = async (event, context) => {
  const { id } = event.pathParameters ?? {};
  try {
    const item = await note(id);
    const more = Number(id) % 10 === 0 ? await rarely(id, item) : "";
    return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ ...item, more, left: context.getRemainingTimeInMillis() }) };
  } catch (e) {
    console.error(e);
    return { statusCode: e instanceof NotFound ? 404 : 500, body: JSON.stringify({ message: e.message }) };
  }
};
