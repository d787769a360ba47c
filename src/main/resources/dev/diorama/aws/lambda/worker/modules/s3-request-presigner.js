// @aws-sdk/s3-request-presigner: URLs that anybody may use for a while, signed with the function's
// own keys: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const { createHash, createHmac } = require('crypto');
const METHODS = { GetObject: 'GET', HeadObject: 'HEAD', PutObject: 'PUT', DeleteObject: 'DELETE', UploadPart: 'PUT', ListObjectsV2: 'GET' };
const QUERY = {
  VersionId: 'versionId', PartNumber: 'partNumber', UploadId: 'uploadId', ResponseContentDisposition: 'response-content-disposition',
  ResponseContentType: 'response-content-type', ResponseCacheControl: 'response-cache-control', ResponseExpires: 'response-expires', Prefix: 'prefix', MaxKeys: 'max-keys',
};
const encoded = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

async function getSignedUrl(client, command, { expiresIn = 900, signingDate = new Date() } = {}) {
  const { operation, input } = command;
  const method = METHODS[operation];
  if (client.signs !== 's3' || method === undefined) throw new Error(`getSignedUrl for ${operation ?? 'this command'} is not in Diorama's embedded Node.js.`);
  const region = await client.config.region();
  const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
  const endpoint = new URL(process.env.AWS_ENDPOINT_URL || `https://s3.${region}.amazonaws.com`);
  const path = '/' + [input.Bucket, ...String(input.Key ?? '').split('/')].map(encoded).join('/');
  const at = new Date(signingDate).toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`;
  const query = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256', 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD', 'X-Amz-Credential': `${accessKeyId}/${scope}`, 'X-Amz-Date': at,
    'X-Amz-Expires': String(expiresIn), 'X-Amz-SignedHeaders': 'host', 'x-id': operation,
    ...(sessionToken ? { 'X-Amz-Security-Token': sessionToken } : {}),
  };
  if (operation === 'ListObjectsV2') query['list-type'] = '2';
  for (const [member, name] of Object.entries(QUERY)) if (input[member] !== undefined) query[name] = String(input[member]);
  const canonical = Object.keys(query).map((k) => `${encoded(k)}=${encoded(query[k])}`).sort().join('&');
  const request = [method, path, canonical, `host:${endpoint.host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(request).digest('hex')].join('\n');
  const key = [at.slice(0, 8), region, 's3', 'aws4_request'].reduce(hmac, `AWS4${secretAccessKey}`);
  return `${endpoint.origin}${path}?${canonical}&X-Amz-Signature=${hmac(key, toSign).toString('hex')}`;
}
module.exports = { getSignedUrl };
