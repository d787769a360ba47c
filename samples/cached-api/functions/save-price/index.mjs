import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ pathParameters: { id }, body }) => {
  const { price } = JSON.parse(body);
  await documents.send(new PutCommand({ TableName: process.env.TABLE_NAME, Item: { id, price } }));
  return { statusCode: 200, body: JSON.stringify({ id, price }) };
};
