const { define } = require('@diorama/sdk');

/** The API and stage of an endpoint: https://<api>.execute-api.<region>.amazonaws.com/<stage>, or Diorama's own URL. */
function api(endpoint) {
  const { hostname, pathname } = new URL(typeof endpoint === 'string' ? endpoint : endpoint?.url ?? 'https://none/');
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts[0] === '_aws') return { ApiId: parts[2], Stage: parts[3] };
  return { ApiId: hostname.split('.')[0], Stage: parts[0] };
}
const text = (data) => (data instanceof Uint8Array ? Buffer.from(data).toString() : data);

module.exports = define({
  service: 'execute-api',
  name: 'ApiGatewayManagementApi',
  operations: ['DeleteConnection', 'GetConnection', 'PostToConnection'],
  exceptions: ['ForbiddenException', 'GoneException', 'LimitExceededException', 'PayloadTooLargeException'],
  before: (operation, input, config) => ({
    ...api(config.endpoint),
    ...input,
    ...('Data' in input ? { Data: text(input.Data) } : {}),
  }),
  after: (operation, out) =>
    operation === 'GetConnection'
      ? { ...out, ConnectedAt: new Date(out.ConnectedAt), LastActiveAt: new Date(out.LastActiveAt) }
      : out,
});
