import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";

const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});

export const handler = async (reading) => {
  await dynamodb.send(
    new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: marshall(reading) }),
  );
  const alert = reading.celsius > 90;
  if (alert) {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: process.env.QUEUE_URL,
        MessageBody: JSON.stringify(reading),
      }),
    );
  }
  return { alert };
};
