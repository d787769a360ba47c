import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async ({ body, requestContext }) => {
  const { domainName, stage, authorizer } = requestContext;
  const api = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
  const Data = JSON.stringify({ from: authorizer.name, text: JSON.parse(body).text });
  const { Items } = await documents.send(new ScanCommand({ TableName: process.env.TABLE_NAME }));
  for (const { connectionId } of Items) {
    try {
      await api.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
    } catch (error) {
      // A client may leave before its $disconnect has been worked off.
      if (!(error instanceof GoneException)) throw error;
    }
  }
  return { statusCode: 200 };
};
