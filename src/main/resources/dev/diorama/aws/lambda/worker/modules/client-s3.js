const { define, paginate, waiter, body, blob, collected } = require('@diorama/sdk');
module.exports = define({
  service: 's3',
  name: 'S3',
  operations: ['AbortMultipartUpload', 'CompleteMultipartUpload', 'CopyObject', 'CreateBucket', 'CreateMultipartUpload', 'DeleteBucket', 'DeleteObject', 'DeleteObjects', 'GetBucketLocation', 'GetObject', 'GetObjectTagging', 'HeadBucket', 'HeadObject', 'ListBuckets', 'ListObjects', 'ListObjectsV2', 'PutObject', 'PutObjectTagging', 'UploadPart'],
  exceptions: ['NoSuchKey', 'NoSuchBucket', 'NotFound', 'BucketAlreadyExists', 'BucketAlreadyOwnedByYou', 'NoSuchUpload'],
  // A stream is read before it is sent.
  prepare: (operation, input) =>
    input.Body?.[Symbol.asyncIterator] && !(input.Body instanceof Uint8Array)
      ? collected(input.Body).then((Body) => ({ ...input, Body }))
      : undefined,
  before: (operation, input) => ('Body' in input ? { ...input, Body: blob(input.Body) } : input),
  after: (operation, out) => {
    const answer = { ...out };
    if (operation === 'GetObject') answer.Body = body(out.Body);
    const date = (v) => (v === undefined ? v : new Date(typeof v === 'number' ? v * 1000 : v));
    if (answer.LastModified !== undefined) answer.LastModified = date(answer.LastModified);
    if (Array.isArray(answer.Contents)) answer.Contents = answer.Contents.map((c) => ({ ...c, LastModified: date(c.LastModified) }));
    return answer;
  },
});
const e = module.exports;
e.paginateListObjectsV2 = paginate(e.ListObjectsV2Command, 'ContinuationToken', 'NextContinuationToken', 'MaxKeys');
const there = (out, error) => (out ? 'SUCCESS' : error.name === 'NotFound' || error.$metadata?.httpStatusCode === 404 ? 'RETRY' : 'FAILURE');
const gone = (out, error) => (out ? 'RETRY' : there(out, error) === 'RETRY' ? 'SUCCESS' : 'FAILURE');
e.waitUntilObjectExists = waiter(e.HeadObjectCommand, there);
e.waitUntilObjectNotExists = waiter(e.HeadObjectCommand, gone);
e.waitUntilBucketExists = waiter(e.HeadBucketCommand, there);
e.waitUntilBucketNotExists = waiter(e.HeadBucketCommand, gone);
