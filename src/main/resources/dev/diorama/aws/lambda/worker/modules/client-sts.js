const { define } = require('@diorama/sdk');
module.exports = define({
  service: 'sts',
  name: 'STS',
  operations: ['AssumeRole', 'GetCallerIdentity'],
  exceptions: ['ExpiredTokenException', 'MalformedPolicyDocumentException', 'PackedPolicyTooLargeException', 'RegionDisabledException'],
  after: (operation, out) =>
    out.Credentials?.Expiration === undefined ? out : { ...out, Credentials: { ...out.Credentials, Expiration: new Date(out.Credentials.Expiration) } },
});
