const { define, paginate, body, blob } = require('@diorama/sdk');
module.exports = define({
  service: 's3',
  name: 'S3',
  operations: ['AbortMultipartUpload', 'CompleteMultipartUpload', 'CopyObject', 'CreateBucket', 'CreateMultipartUpload', 'DeleteBucket', 'DeleteObject', 'DeleteObjects', 'GetBucketLocation', 'GetObject', 'GetObjectTagging', 'HeadBucket', 'HeadObject', 'ListBuckets', 'ListObjects', 'ListObjectsV2', 'PutObject', 'PutObjectTagging', 'UploadPart'],
  exceptions: ['NoSuchKey', 'NoSuchBucket', 'NotFound', 'BucketAlreadyExists', 'BucketAlreadyOwnedByYou', 'NoSuchUpload'],
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
module.exports.paginateListObjectsV2 = paginate(module.exports.ListObjectsV2Command, 'ContinuationToken', 'NextContinuationToken');
