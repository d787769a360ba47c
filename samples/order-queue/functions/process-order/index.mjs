import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

const dynamodb = new DynamoDBClient({});

export const handler = async (event) => {
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    if (!(order.quantity > 0)) {
      // The message becomes visible again, and after two tries it moves to the dead-letter queue.
      throw new Error(`order ${order.orderId} has no positive quantity`);
    }
    await dynamodb.send(
      new PutItemCommand({
        TableName: process.env.TABLE_NAME,
        Item: {
          orderId: { S: order.orderId },
          item: { S: order.item },
          quantity: { N: String(order.quantity) },
        },
      }),
    );
    console.log(`saved order ${order.orderId}`);
  }
};
