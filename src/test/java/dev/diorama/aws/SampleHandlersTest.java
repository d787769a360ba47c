package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeEvent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Handlers in the manner of public serverless samples, unchanged: what people write for API
/// Gateway, queues, buckets, tables, authorizers and other functions. Python runs in this machine's
/// own and is skipped where there is none.
class SampleHandlersTest {
  /// A handler, an event, and what its answer holds.
  record Sample(String name, String runtime, String code, String event, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(
            "hello",
            "nodejs24.x",
            """
            export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify("Hello from Lambda!") });
            """,
            "{}",
            "Hello from Lambda!"),
        new Sample(
            "commonJs",
            "nodejs24.x",
            """
            exports.handler = async function (event, context) { console.log("EVENT: \\n" + JSON.stringify(event, null, 2)); return context.logStreamName.length > 0; };
            """,
            "{\"a\":1}",
            "true"),
        new Sample(
            "callback",
            "nodejs20.x",
            """
            exports.handler = (event, context, callback) => { setTimeout(() => callback(null, { done: event.id }), 100); };
            """,
            "{\"id\":7}",
            "{\"done\":7}"),
        new Sample(
            "apiProxy",
            "nodejs24.x",
            """
            export const handler = async (event) => {
              const name = event.queryStringParameters?.name ?? 'World';
              return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ message: `Hello ${name}` }) };
            };
            """,
            "{\"queryStringParameters\":{\"name\":\"Ada\"}}",
            "Hello Ada"),
        new Sample(
            "router",
            "nodejs22.x",
            """
            const routes = { 'GET /items': () => [1, 2], 'GET /items/{id}': (e) => ({ id: e.pathParameters.id }) };
            exports.handler = async (event) => {
              const route = routes[event.routeKey];
              if (!route) return { statusCode: 404, body: 'Not Found' };
              return { statusCode: 200, body: JSON.stringify(route(event)) };
            };
            """,
            "{\"routeKey\":\"GET /items/{id}\",\"pathParameters\":{\"id\":\"42\"}}",
            "42"),
        new Sample(
            "putItem",
            "nodejs24.x",
            """
            import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
            import { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, UpdateCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
            const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            const TableName = process.env.TABLE_NAME;
            export const handler = async (event) => {
              const body = JSON.parse(event.body);
              await ddb.send(new PutCommand({ TableName, Item: { id: body.id, name: body.name, at: new Date().toISOString() } }));
              return { statusCode: 201, body: JSON.stringify(body) };
            };
            """,
            "{\"body\":\"{\\\"id\\\":\\\"1\\\",\\\"name\\\":\\\"Ann\\\"}\"}",
            "201"),
        new Sample(
            "getItem",
            "nodejs24.x",
            """
            import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
            import { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, UpdateCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
            const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            const TableName = process.env.TABLE_NAME;
            export const handler = async (event) => {
              await ddb.send(new PutCommand({ TableName, Item: { id: 'g', n: 5, tags: new Set(['a']) } }));
              const { Item } = await ddb.send(new GetCommand({ TableName, Key: { id: 'g' } }));
              return Item ? { statusCode: 200, n: Item.n } : { statusCode: 404 };
            };
            """,
            "{}",
            "{\"statusCode\":200,\"n\":5}"),
        new Sample(
            "query",
            "nodejs24.x",
            """
            import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
            import { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, UpdateCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
            const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            const TableName = process.env.TABLE_NAME;
            export const handler = async () => {
              await ddb.send(new PutCommand({ TableName, Item: { id: 'q', v: true } }));
              const r = await ddb.send(new QueryCommand({ TableName, KeyConditionExpression: '#i = :i', ExpressionAttributeNames: { '#i': 'id' }, ExpressionAttributeValues: { ':i': 'q' } }));
              return r.Items.map((i) => i.v);
            };
            """,
            "{}",
            "[true]"),
        new Sample(
            "counter",
            "nodejs24.x",
            """
            import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
            import { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, UpdateCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
            const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            const TableName = process.env.TABLE_NAME;
            export const handler = async () => {
              const r = await ddb.send(new UpdateCommand({ TableName, Key: { id: 'c' }, UpdateExpression: 'ADD hits :one', ExpressionAttributeValues: { ':one': 1 }, ReturnValues: 'UPDATED_NEW' }));
              return r.Attributes.hits;
            };
            """,
            "{}",
            "1"),
        new Sample(
            "conditional",
            "nodejs24.x",
            """
            import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
            import { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, UpdateCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
            const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            const TableName = process.env.TABLE_NAME;
            export const handler = async () => {
              const put = () => ddb.send(new PutCommand({ TableName, Item: { id: 'once' }, ConditionExpression: 'attribute_not_exists(id)' }));
              await put();
              try { await put(); } catch (e) { return e.name; }
            };
            """,
            "{}",
            "ConditionalCheckFailedException"),
        new Sample(
            "deleteItem",
            "nodejs24.x",
            """
            import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
            import { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, UpdateCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
            const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
            const TableName = process.env.TABLE_NAME;
            export const handler = async () => {
              await ddb.send(new PutCommand({ TableName, Item: { id: 'd' } }));
              await ddb.send(new DeleteCommand({ TableName, Key: { id: 'd' } }));
              return (await ddb.send(new GetCommand({ TableName, Key: { id: 'd' } }))).Item ?? 'gone';
            };
            """,
            "{}",
            "gone"),
        new Sample(
            "lowLevelDynamo",
            "nodejs20.x",
            """
            const { DynamoDBClient, PutItemCommand, ScanCommand } = require('@aws-sdk/client-dynamodb');
            const { marshall, unmarshall } = require('@aws-sdk/util-dynamodb');
            const client = new DynamoDBClient({ region: process.env.AWS_REGION });
            exports.handler = async () => {
              await client.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: marshall({ id: 'low', list: [1, 'b'] }) }));
              const { Items } = await client.send(new ScanCommand({ TableName: process.env.TABLE_NAME }));
              return Items.map((i) => unmarshall(i)).find((i) => i.id === 'low').list;
            };
            """,
            "{}",
            "[1,\"b\"]"),
        new Sample(
            "sqsProducer",
            "nodejs24.x",
            """
            import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
            const client = new SQSClient({});
            export const handler = async (event) => {
              const r = await client.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify(event), MessageAttributes: { kind: { DataType: 'String', StringValue: 'order' } } }));
              return typeof r.MessageId;
            };
            """,
            "{\"order\":1}",
            "string"),
        new Sample(
            "sqsConsumer",
            "nodejs24.x",
            """
            exports.handler = async (event) => {
              for (const record of event.Records) { const body = JSON.parse(record.body); console.log('processing', body.id); }
              return { batchItemFailures: event.Records.filter((r) => JSON.parse(r.body).bad).map((r) => ({ itemIdentifier: r.messageId })) };
            };
            """,
            "{\"Records\":[{\"messageId\":\"m1\",\"body\":\"{\\\"id\\\":1}\"},{\"messageId\":\"m2\",\"body\":\"{\\\"bad\\\":true}\"}]}",
            "{\"itemIdentifier\":\"m2\"}"),
        new Sample(
            "s3Event",
            "nodejs24.x",
            """
            import { S3Client, PutObjectCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
            const s3 = new S3Client({});
            export const handler = async (event) => {
              const Bucket = process.env.BUCKET_NAME;
              await s3.send(new PutObjectCommand({ Bucket, Key: 'in/a b.txt', Body: 'some text', ContentType: 'text/plain' }));
              const Key = decodeURIComponent(event.Records[0].s3.object.key.replace(/\\+/g, ' '));
              const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key }));
              return [await Body.transformToString(), ContentType];
            };
            """,
            "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"in/a+b.txt\"}}}]}",
            "[\"some text\",\"text/plain\"]"),
        new Sample(
            "invokeOther",
            "nodejs24.x",
            """
            import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
            const lambda = new LambdaClient({});
            export const handler = async () => {
              const r = await lambda.send(new InvokeCommand({ FunctionName: 'hello', Payload: JSON.stringify({}) }));
              return JSON.parse(Buffer.from(r.Payload).toString()).statusCode;
            };
            """,
            "{}",
            "200"),
        new Sample(
            "streamConsumer",
            "nodejs24.x",
            """
            exports.handler = async (event) => {
              const names = event.Records.map((r) => `${r.eventName}:${r.dynamodb.Keys.id.S}`);
              console.log(names);
              return `Successfully processed ${event.Records.length} records.`;
            };
            """,
            "{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"1\"}}}}]}",
            "processed 1 records"),
        new Sample(
            "basicAuth",
            "nodejs24.x",
            """
            exports.handler = async (event) => {
              const [, encoded] = event.headers.authorization.split(' ');
              const [user] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
              return { isAuthorized: user === 'admin', context: { user } };
            };
            """,
            "{\"headers\":{\"authorization\":\"Basic YWRtaW46c2VjcmV0\"}}",
            "{\"isAuthorized\":true"),
        new Sample(
            "policyAuthorizer",
            "nodejs22.x",
            """
            const policy = (Effect, Resource) => ({ principalId: 'user', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] } });
            exports.handler = async (event) => event.authorizationToken === 'allow' ? policy('Allow', event.methodArn) : policy('Deny', event.methodArn);
            """,
            "{\"authorizationToken\":\"allow\",\"methodArn\":\"arn\"}",
            "\"Effect\":\"Allow\""),
        new Sample(
            "hmac",
            "nodejs24.x",
            """
            import { createHmac, createHash, randomUUID } from 'node:crypto';
            export const handler = async () => [createHmac('sha256', 'key').update('data').digest('hex'), createHash('md5').update('a').digest('base64'), randomUUID().length];
            """,
            "{}",
            "5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0"),
        new Sample(
            "urls",
            "nodejs24.x",
            """
            export const handler = async (e) => { const u = new URL(e.url); return [u.hostname, u.searchParams.get("q"), new URLSearchParams({ a: "1 2" }).toString()]; };
            """,
            "{\"url\":\"https://example.com/p?q=x\"}",
            "[\"example.com\",\"x\",\"a=1+2\"]"),
        new Sample(
            "parallel",
            "nodejs24.x",
            """
            const wait = (ms, v) => new Promise((r) => setTimeout(() => r(v), ms));
            export const handler = async () => { const t = Date.now(); const r = await Promise.all([wait(300, 'a'), wait(200, 'b')]); return [...r, Date.now() - t < 320]; };
            """,
            "{}",
            "[\"a\",\"b\",true]"),
        new Sample(
            "classHandler",
            "nodejs24.x",
            """
            class Service { #count = 0; async handle(event) { this.#count += event.by; return this.#count; } }
            const service = new Service();
            export const handler = service.handle.bind(service);
            """,
            "{\"by\":3}",
            "3"),
        new Sample(
            "middleware",
            "nodejs22.x",
            """
            const compose = (...f) => (h) => f.reduceRight((n, m) => m(n), h);
            const json = (next) => async (e, c) => { try { return { statusCode: 200, body: JSON.stringify(await next(JSON.parse(e.body), c)) }; } catch (x) { return { statusCode: 500, body: x.message }; } };
            const timed = (next) => async (e, c) => { console.time?.('x'); return next(e, c); };
            exports.handler = compose(json, timed)(async (body) => { if (!body.ok) throw new Error('not ok'); return body; });
            """,
            "{\"body\":\"{\\\"ok\\\":false}\"}",
            "not ok"),
        new Sample(
            "remaining",
            "nodejs24.x",
            """
            export const handler = async (e, context) => context.getRemainingTimeInMillis() > 1000 && context.memoryLimitInMB;
            """,
            "{}",
            "512"),
        new Sample(
            "cloudWatchMetric",
            "nodejs24.x",
            """
            export const handler = async () => { console.log(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [{ Namespace: 'app', Dimensions: [[]], Metrics: [{ Name: 'n' }] }] }, n: 1 })); return 'logged'; };
            """,
            "{}",
            "logged"),
        new Sample(
            "fibonacci",
            "nodejs24.x",
            """
            exports.handler = async ({ n }) => { const f = (k) => (k < 2 ? k : f(k - 1) + f(k - 2)); return f(n); };
            """,
            "{\"n\":15}",
            "610"),
        new Sample(
            "pythonHello",
            "python3.12",
            """
            import json

            def handler(event, context):
                print("request: " + json.dumps(event))
                return {"statusCode": 200, "body": json.dumps({"message": "hello " + event["name"]})}
            """,
            "{\"name\":\"Ada\"}",
            "hello Ada"),
        new Sample(
            "pythonBatch",
            "python3.12",
            """
            import json, logging
            logger = logging.getLogger()
            logger.setLevel(logging.INFO)

            def handler(event, context):
                failures = []
                for record in event["Records"]:
                    try:
                        body = json.loads(record["body"])
                        logger.info("order %s", body["id"])
                    except Exception as e:
                        failures.append({"itemIdentifier": record["messageId"]})
                return {"batchItemFailures": failures}
            """,
            "{\"Records\":[{\"messageId\":\"a\",\"body\":\"{}\"},{\"messageId\":\"b\",\"body\":\"{\\\"id\\\":1}\"}]}",
            "[{\"itemIdentifier\": \"a\"}]"),
        new Sample(
            "pythonEnvironment",
            "python3.12",
            """
            import os, datetime, decimal

            def handler(event, context):
                return [os.environ["TABLE_NAME"], context.memory_limit_in_mb, context.get_remaining_time_in_millis() > 0]
            """,
            "{}",
            "Table"));
  }

  private static FunctionStage.Drawing drawing() {
    return new FunctionStage.Drawing()
        .add("Bucket", "AWS::S3::Bucket", "{'BucketName':'sample-bucket'}")
        .add("Queue", "AWS::SQS::Queue", "{}")
        .add(
            "Table",
            "AWS::DynamoDB::Table",
            "{'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST'}");
  }

  private static void add(FunctionStage.Drawing drawing, Sample sample) {
    drawing.coded(
        sample.name(),
        ",'Timeout':20,'Runtime':'"
            + sample.runtime()
            + "','Environment':{'Variables':{'TABLE_NAME':'${Table}','QUEUE_URL':'${Queue}','BUCKET_NAME':'${Bucket}'}}",
        sample.code());
  }

  private static boolean installed(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleRunsUnchanged(Sample sample) {
    assumeTrue(
        sample.runtime().startsWith("nodejs") || installed("python3", "--version"),
        "no python3 on this machine");
    var drawing = drawing();
    samples().filter(s -> s.name().equals("hello")).forEach(s -> add(drawing, s));
    add(drawing, sample);
    try (var stage = drawing.run()) {
      assertThat(stage.invoke(sample.name(), sample.event())).contains(sample.expected());
    }
  }

  /// boto3 speaks to the run's own port, so that the run is live.
  @Test
  void aPythonHandlerUsesBoto3() throws Exception {
    assumeTrue(installed("python3", "-c", "import boto3"), "no boto3 on this machine");
    var code =
        """
        import boto3, os, json
        table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
        sqs = boto3.client("sqs")

        def handler(event, context):
            table.put_item(Item={"id": event["id"], "n": 3})
            item = table.get_item(Key={"id": event["id"]})["Item"]
            sent = sqs.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=json.dumps(event))
            return {"n": int(item["n"]), "sent": "MessageId" in sent}
        """;
    var drawing = drawing();
    add(drawing, new Sample("boto", "python3.12", code, "", ""));
    try (var stage = drawing.runLive()) {
      var answer =
          stage
              .system()
              .submit(
                  new ResourceId("Sender"),
                  "lambda:Invoke",
                  new ResourceId("boto"),
                  Fields.EMPTY.with("Payload", "{\"id\":\"7\"}"))
              .get(60, TimeUnit.SECONDS);
      assertThat(answer).isInstanceOf(OperationResult.Success.class);
      assertThat(FunctionStage.payload(answer)).isEqualTo("{\"n\": 3, \"sent\": true}");
      // Its calls went through the gate, as the function's own role.
      assertThat(stage.events(RuntimeEvent.CallSucceeded.class)).hasSizeGreaterThan(3);
    }
  }
}
