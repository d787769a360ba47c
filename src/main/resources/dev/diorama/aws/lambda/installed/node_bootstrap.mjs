// A runtime client for Node.js: asks the Lambda Runtime API for events and calls the handler.
// docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html and nodejs-handler.html
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import fs from 'node:fs';
import util from 'node:util';
import { pathToFileURL } from 'node:url';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, at, body, headers = {}) {
  return new Promise((done, failed) => {
    const request = http.request(
      { host, port, method, agent, path: '/2018-06-01/runtime/' + at,
        headers: body === undefined ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) } },
      (response) => {
        const chunks = [];
        response.on('data', (c) => chunks.push(c));
        response.on('end', () => done({ headers: response.headers, body: Buffer.concat(chunks).toString() }));
      });
    request.on('error', failed);
    request.end(body);
  });
}

// What is no call to this machine belongs to Diorama's gate. Node.js sends it there from 22.21 and
// 24.5 on (NODE_USE_ENV_PROXY: nodejs.org/api/cli.html#node_use_env_proxy1); with an older one it
// would leave the machine unseen, and is refused.
const [major, minor] = process.versions.node.split('.').map(Number);
if (process.env.HTTPS_PROXY && !(major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21))) {
  const refused = (host) => {
    const e = new Error(`Diorama: Node.js ${process.versions.node} cannot send a request to ${host} through the drawn network. Use Node.js 24 or newer, or the embedded one.`);
    return Object.assign(e, { code: 'ENOTFOUND', hostname: host });
  };
  const isOurs = (host) => /^(127\.|localhost$|\[?::1\]?$)/.test(host);
  const { fetch } = globalThis;
  globalThis.fetch = async (resource, options) => {
    const { hostname } = new URL(String(resource?.url ?? resource));
    if (!isOurs(hostname)) throw Object.assign(new TypeError('fetch failed'), { cause: refused(hostname) });
    return fetch(resource, options);
  };
  for (const module of [http, https]) {
    const { request } = module;
    module.request = (...args) => {
      const [target] = args;
      const named = typeof target === 'string' || target instanceof URL ? new URL(String(target)).hostname : target?.hostname ?? target?.host ?? 'localhost';
      const host = String(named).replace(/:\d+$/, '');
      if (isOurs(host)) return request(...args);
      const failed = request({ host: '127.0.0.1', port: 9, method: 'GET' });
      queueMicrotask(() => failed.destroy(refused(host)));
      return failed;
    };
    module.get = (...args) => {
      const sent = module.request(...args);
      sent.end();
      return sent;
    };
  }
  syncBuiltinESMExports();
}

let requestId;
for (const [name, level] of [['log', 'INFO'], ['info', 'INFO'], ['warn', 'WARN'], ['error', 'ERROR'], ['debug', 'DEBUG'], ['trace', 'TRACE']]) {
  console[name] = (...args) => {
    fs.writeSync(1, `${new Date().toISOString()}\t${requestId}\t${level}\t${util.format(...args).replace(/\n/g, '\r')}\n`);
  };
}

function described(e) {
  return e instanceof Error || (e && typeof e.stack === 'string')
    ? { errorType: e.name, errorMessage: e.message, trace: String(e.stack).split('\n') }
    : { errorType: typeof e, errorMessage: String(e), trace: [] };
}

async function fail(at, e, title) {
  const d = described(e);
  console.error(`${title} \t${JSON.stringify({ errorType: d.errorType, errorMessage: d.errorMessage, stack: d.trace })}`);
  await call('POST', at, JSON.stringify(d), {
    'Content-Type': 'application/json', 'Lambda-Runtime-Function-Error-Type': d.errorType });
}

function named(name, message) {
  const e = new Error(message);
  e.name = 'Runtime.' + name;
  return e;
}

async function load() {
  const [all, dir, file, member] = /^(.*\/)?([^./]+)\.(.+)$/.exec(process.env._HANDLER) ?? [];
  if (!all) throw named('MalformedHandlerName', 'Bad handler');
  const base = path.join(process.env.LAMBDA_TASK_ROOT, dir ?? '', file);
  const found = ['.js', '.mjs', '.cjs'].map((end) => base + end).find((f) => fs.existsSync(f));
  if (!found) throw named('ImportModuleError', `Error: Cannot find module '${file}'`);
  let module;
  try {
    module = await import(pathToFileURL(found));
  } catch (e) {
    throw e instanceof SyntaxError ? named('UserCodeSyntaxError', String(e)) : e;
  }
  const handler = module[member] ?? module.default?.[member];
  if (typeof handler !== 'function') throw named('HandlerNotFound', `${all} is undefined or not exported`);
  return handler;
}

function context(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

let handler;
try {
  handler = await load();
} catch (e) {
  await fail('init/error', e, 'Uncaught Exception');
  process.exit(1);
}
for (;;) {
  const { headers, body } = await call('GET', 'invocation/next');
  requestId = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  try {
    const result = await new Promise((done, failed) => {
      const answer = handler(JSON.parse(body), context(headers), (e, r) => (e ? failed(e) : done(r)));
      if (answer && typeof answer.then === 'function') answer.then(done, failed);
    });
    await call('POST', `invocation/${requestId}/response`, JSON.stringify(result ?? null), { 'Content-Type': 'application/json' });
  } catch (e) {
    await fail(`invocation/${requestId}/error`, e, 'Invoke Error');
  }
}
