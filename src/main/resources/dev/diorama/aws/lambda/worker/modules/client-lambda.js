const { define, blob } = require('@diorama/sdk');
const text = (bytes) => Object.assign(bytes, { transformToString: (encoding) => Buffer.from(bytes).toString(encoding ?? 'utf8') });
module.exports = define({
  service: 'lambda',
  name: 'Lambda',
  operations: ['GetAccountSettings', 'GetAlias', 'GetFunction', 'GetFunctionConcurrency', 'GetFunctionConfiguration', 'GetFunctionUrlConfig', 'GetPolicy', 'Invoke', 'ListAliases', 'ListEventSourceMappings', 'ListFunctions', 'ListTags', 'ListVersionsByFunction', 'PublishVersion', 'UpdateFunctionConfiguration'],
  exceptions: ['ResourceNotFoundException', 'TooManyRequestsException', 'InvalidRequestContentException', 'RequestTooLargeException', 'ServiceException', 'ResourceConflictException'],
  before: (operation, input) => ('Payload' in input ? { ...input, Payload: blob(input.Payload) } : input),
  after: (operation, out) => (out.Payload === undefined ? out : { ...out, Payload: text(Buffer.from(out.Payload)) }),
});
module.exports.InvocationType = { DryRun: 'DryRun', Event: 'Event', RequestResponse: 'RequestResponse' };
module.exports.LogType = { None: 'None', Tail: 'Tail' };
