// Puts what Node.js offers everywhere on the global object.
module.exports = (inner) => {
  // Most handlers need few of the modules behind it: each is loaded when it is first asked for.
  const lazily = (name, get) => {
    const become = (value) =>
      Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(globalThis, name, {
      get: () => become(get())[name],
      set: become,
      enumerable: true,
      configurable: true,
    });
  };
  let formatter;
  const format = (...args) => (formatter ??= require('util').format)(...args);
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
    performance: { now: () => inner.host.now() - started, timeOrigin: started, mark() {}, measure() {} },
    btoa: (text) => Buffer.from(String(text), 'latin1').toString('base64'),
    atob: (text) => Buffer.from(String(text), 'base64').toString('latin1'),
    structuredClone: (value) => require('util').clone(value, new Map()),
  });
  lazily('Buffer', () => require('buffer').Buffer);
  lazily('URL', () => require('url').URL);
  lazily('URLSearchParams', () => require('url').URLSearchParams);
  lazily('crypto', () => require('crypto').webcrypto);
  for (const name of ['fetch', 'Headers', 'Response', 'AbortController', 'AbortSignal']) {
    lazily(name, () => require('fetch')[name]);
  }
  lazily('Request', () => require('fetch').Request);
  for (const name of ['DOMException', 'Event', 'CustomEvent', 'EventTarget', 'Blob', 'File', 'FormData', 'ReadableStream', 'WritableStream', 'TransformStream', 'TextDecoderStream', 'TextEncoderStream']) {
    lazily(name, () => require('web')[name]);
  }
};
