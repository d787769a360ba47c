import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

export const handler = async ({ requestContext }) => {
  const { connectionId, eventType, authorizer } = requestContext;
  if (eventType === "CONNECT") {
    await documents.send(new PutCommand({ TableName, Item: { connectionId, name: authorizer.name } }));
  } else {
    await documents.send(new DeleteCommand({ TableName, Key: { connectionId } }));
  }
  return { statusCode: 200 };
};
