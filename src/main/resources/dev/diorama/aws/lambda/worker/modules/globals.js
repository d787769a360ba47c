// Puts what Node.js offers everywhere on the global object.
module.exports = (inner) => {
  const { Buffer } = require('buffer');
  const { format } = require('util');
  const url = require('url');
  const crypto = require('crypto');
  const console = {};
  for (const [name, level] of Object.entries({ log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG', trace: 'TRACE' })) {
    console[name] = (...args) => inner.log(level, format(...args));
  }
  console.dir = (value) => console.log(value);
  console.table = (value) => console.log(value);
  console.assert = (holds, ...args) => holds || console.error('Assertion failed', ...args);
  const labels = new Map();
  console.count = (label = 'default') => {
    labels.set(label, (labels.get(label) ?? 0) + 1);
    console.log(`${label}: ${labels.get(label)}`);
  };
  const times = new Map();
  console.time = (label = 'default') => void times.set(label, Date.now());
  console.timeEnd = console.timeLog = (label = 'default') =>
    console.log(`${label}: ${Date.now() - (times.get(label) ?? Date.now())}ms`);
  console.group = (...args) => args.length && console.log(...args);
  console.groupCollapsed = console.group;
  console.groupEnd = () => {};
  console.dirxml = console.log;
  console.countReset = (label = 'default') => void labels.delete(label);
  const started = inner.host.now();
  const process = {
    env: inner.host.environment(),
    argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
    platform: 'linux',
    arch: 'x64',
    pid: 1,
    version: inner.host.nodeVersion(),
    versions: { node: inner.host.nodeVersion().slice(1) },
    cwd: () => '/var/task',
    exit: (code) => inner.exit(code),
    nextTick: (task, ...args) => queueMicrotask(() => task(...args)),
    uptime: () => (inner.host.now() - started) / 1000,
    hrtime: Object.assign(
      () => {
        const ms = inner.host.now() - started;
        return [Math.trunc(ms / 1000), (ms % 1000) * 1e6];
      },
      { bigint: () => BigInt(inner.host.now() - started) * 1000000n }),
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    title: 'node',
    execPath: '/var/lang/bin/node',
    execArgv: [],
    release: { name: 'node' },
    features: {},
    config: {},
    exitCode: undefined,
    umask: () => 0o22,
    cpuUsage: () => ({ user: 0, system: 0 }),
    abort: () => inner.exit(134),
    emit: () => false,
    listeners: () => [],
    listenerCount: () => 0,
    emitWarning: (text) => console.warn(String(text)),
    stdout: { write: (text) => { inner.host.effect(JSON.stringify({ log: String(text).replace(/\n$/, '') })); return true; } },
  };
  for (const name of ['on', 'once', 'off', 'addListener', 'prependListener', 'removeListener', 'removeAllListeners']) process[name] = () => process;
  process.stderr = process.stdout;
  Object.assign(globalThis, {
    console,
    process,
    Buffer,
    URL: url.URL,
    URLSearchParams: url.URLSearchParams,
    crypto: crypto.webcrypto,
    performance: { now: () => inner.host.now() - started, timeOrigin: started, mark() {}, measure() {} },
    btoa: (text) => Buffer.from(String(text), 'latin1').toString('base64'),
    atob: (text) => Buffer.from(String(text), 'base64').toString('latin1'),
    structuredClone: (value) => require('util').clone(value, new Map()),
    fetch: require('fetch').fetch,
    Headers: require('fetch').Headers,
    Request: require('fetch').Request,
    Response: require('fetch').Response,
    AbortController: require('fetch').AbortController,
    AbortSignal: require('fetch').AbortSignal,
  });
  // What few handlers use is loaded when they do.
  for (const name of ['DOMException', 'Event', 'CustomEvent', 'EventTarget', 'Blob', 'File', 'FormData', 'ReadableStream', 'WritableStream', 'TransformStream', 'TextDecoderStream', 'TextEncoderStream']) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => require('web')[name],
      set: (value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true }),
    });
  }
};
