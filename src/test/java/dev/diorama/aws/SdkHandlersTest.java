package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What handlers do with the AWS SDK for JavaScript besides sending commands: bodies that are
/// streams, uploads, paginators, waiters, middleware and signed URLs
/// (docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/).
class SdkHandlersTest {
  static Stream<Arguments> handlers() {
    return Stream.of(
        Arguments.of(
            "a body is a stream of Node.js",
            """
            import { S3Client, PutObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';
            import { Readable, Transform } from 'node:stream';
            import { pipeline } from 'node:stream/promises';
            import { createGzip, gunzipSync } from 'node:zlib';
            const s3 = new S3Client({});
            const Bucket = process.env.BUCKET_NAME;
            export const handler = async () => {
              await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: Readable.from(['li', 'ne']) }));
              const { Body, ContentLength } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
              const parts = [];
              await pipeline(Body, createGzip(), async (source) => { for await (const part of source) parts.push(part); });
              const again = (await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))).Body;
              const text = await again.transformToString();
              let twice;
              try { await again.transformToString(); } catch (e) { twice = e.message; }
              return [ContentLength, Body instanceof Readable, gunzipSync(Buffer.concat(parts)).toString(), text, twice];
            };
            """,
            "[4,true,\"line\",\"line\",\"The stream has already been transformed.\"]"),
        Arguments.of(
            "an upload of a stream and a waiter for it",
            """
            import { S3Client, waitUntilObjectExists, paginateListObjectsV2 } from '@aws-sdk/client-s3';
            import { Upload } from '@aws-sdk/lib-storage';
            import { PassThrough } from 'node:stream';
            const client = new S3Client({});
            const Bucket = process.env.BUCKET_NAME;
            export const handler = async () => {
              for (const Key of ['x', 'y', 'z']) {
                const Body = new PassThrough();
                Body.end('some');
                await new Upload({ client, params: { Bucket, Key, Body } }).done();
              }
              const { state } = await waitUntilObjectExists({ client, maxWaitTime: 10 }, { Bucket, Key: 'z' });
              const keys = [];
              let pages = 0;
              for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket })) { pages++; keys.push(...page.Contents.map((o) => o.Key)); }
              return [state, pages, keys];
            };
            """,
            "[\"SUCCESS\",2,[\"x\",\"y\",\"z\"]]"),
        Arguments.of(
            "a waiter that waits in vain",
            """
            import { S3Client, waitUntilObjectExists } from '@aws-sdk/client-s3';
            const client = new S3Client({});
            export const handler = async () => {
              const began = Date.now();
              try { await waitUntilObjectExists({ client, maxWaitTime: 5, minDelay: 1 }, { Bucket: process.env.BUCKET_NAME, Key: 'none' }); }
              catch (e) { return [e.name, Date.now() - began >= 3000]; }
            };
            """,
            "[\"TimeoutError\",true]"),
        Arguments.of(
            "paginators and middleware of a table's client",
            """
            import { DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
            import { DynamoDBDocumentClient, BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
            const raw = new DynamoDBClient({});
            const seen = [];
            raw.middlewareStack.add((next, context) => async (args) => { seen.push(context.commandName); return next(args); }, { step: 'build', name: 'log' });
            const client = DynamoDBDocumentClient.from(raw);
            const TableName = process.env.TABLE_NAME;
            export const handler = async () => {
              await waitUntilTableExists({ client: raw, maxWaitTime: 10 }, { TableName });
              await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: [1, 2, 3].map((n) => ({ PutRequest: { Item: { id: String(n), n } } })) } }));
              const counts = [];
              for await (const page of paginateScan({ client, pageSize: 2 }, { TableName })) counts.push(page.Items.length);
              return [counts, seen];
            };
            """,
            "[[2,1],[\"DescribeTableCommand\",\"BatchWriteItemCommand\",\"ScanCommand\",\"ScanCommand\"]]"),
        Arguments.of(
            "a signed URL names key, time and token",
            """
            const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
            const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');
            exports.handler = async () => {
              const url = new URL(await getSignedUrl(new S3Client({ region: process.env.AWS_REGION }), new PutObjectCommand({ Bucket: process.env.BUCKET_NAME, Key: 'up/a b.png' }), { expiresIn: 60 }));
              return [url.pathname, url.searchParams.get('X-Amz-Expires'), url.searchParams.get('X-Amz-Signature').length, url.searchParams.has('X-Amz-Security-Token')];
            };
            """,
            "[\"/sample-bucket/up/a%20b.png\",\"60\",64,true]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("handlers")
  void theSdkDoesWhatHandlersExpect(String name, String code, String expected) {
    var drawing =
        new FunctionStage.Drawing()
            .add("Bucket", "AWS::S3::Bucket", "{'BucketName':'sample-bucket'}")
            .add(
                "Table",
                "AWS::DynamoDB::Table",
                "{'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST'}")
            .coded(
                "sample",
                ",'Timeout':20,'Environment':{'Variables':{'TABLE_NAME':'${Table}','BUCKET_NAME':'${Bucket}'}}",
                code);
    try (var stage = drawing.run()) {
      assertThat(stage.invoke("sample", "{}")).isEqualTo(expected);
    }
  }
}
