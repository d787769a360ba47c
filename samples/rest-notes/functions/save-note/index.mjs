import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const lambda = new LambdaClient({});

export const handler = async (event) => {
  const { id } = event.pathParameters;
  const { text } = JSON.parse(event.body);
  await documents.send(
    new UpdateCommand({
      TableName: process.env.TABLE_NAME,
      Key: { id },
      UpdateExpression: "SET #text = :text",
      ExpressionAttributeNames: { "#text": "text" },
      ExpressionAttributeValues: { ":text": text },
    }),
  );
  await lambda.send(
    new InvokeCommand({
      FunctionName: process.env.MAILER,
      InvocationType: "Event",
      Payload: JSON.stringify({ id }),
    }),
  );
  return { statusCode: 200, body: JSON.stringify({ saved: id }) };
};
