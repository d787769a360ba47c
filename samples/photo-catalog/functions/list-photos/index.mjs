import { DynamoDBClient, GetItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

const dynamodb = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

const json = (statusCode, body) => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const handler = async (event) => {
  const name = event.pathParameters?.name;
  if (name === undefined) {
    const { Items } = await dynamodb.send(new ScanCommand({ TableName }));
    return json(200, { photos: Items.map((item) => unmarshall(item)) });
  }
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { name: { S: decodeURIComponent(name) } } }),
  );
  return Item ? json(200, unmarshall(Item)) : json(404, { message: `no photo ${name}` });
};
