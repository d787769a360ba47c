// @aws-sdk/credential-providers and credential-provider-node: in a function, the keys of its role
// are in the environment.
const { credentials } = require('@diorama/sdk');
const provider = () => credentials;
module.exports = { defaultProvider: provider, fromEnv: provider, fromNodeProviderChain: provider };
