// The AWS SDK for JavaScript v3 as handlers use it: `client.send(new XCommand(input))` becomes the
// operation X of the service. Nothing is signed or sent over HTTP here; Diorama's gate carries the
// call. Docs: docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/.
const { call } = inner;

class ServiceException extends Error {
  constructor({ name, message, $fault, $metadata, ...rest }) {
    super(message);
    Object.defineProperty(this, 'name', { value: name, writable: true, configurable: true });
    this.$fault = $fault;
    this.$metadata = $metadata;
    this.$service = rest.$service;
    Object.assign(this, rest);
  }
}
/** The keys of the function's role, which are in its environment. */
const credentials = async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});
const STEPS = ['initialize', 'serialize', 'build', 'finalizeRequest', 'deserialize'];
/** What a handler puts around the client's calls. */
class MiddlewareStack {
  #all = [];
  add(middleware, { step = 'initialize', name, override } = {}) {
    if (override) this.remove(name);
    this.#all.push({ middleware, name, at: STEPS.indexOf(step) });
    this.#all.sort((a, b) => a.at - b.at);
  }
  addRelativeTo(middleware, options = {}) {
    this.add(middleware, { ...options, step: 'build' });
  }
  use(plugin) {
    plugin.applyToStack(this);
  }
  remove(what) {
    const before = this.#all.length;
    this.#all = this.#all.filter((m) => m.middleware !== what && (what === undefined || m.name !== what));
    return this.#all.length < before;
  }
  identify() {
    return this.#all.map((m) => m.name ?? 'anonymous');
  }
  clone() {
    const copy = new MiddlewareStack();
    copy.#all = [...this.#all];
    return copy;
  }
  isUsed() {
    return this.#all.length > 0;
  }
  all() {
    return this.#all.map((m) => m.middleware);
  }
}
/** How long a client waits for an answer, in ms; undefined: for ever. */
function limitOf(handler) {
  const limits = [handler?.requestTimeout, handler?.socketTimeout, handler?.connectionTimeout].filter((ms) => ms > 0);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}
async function inTime(answer, signal, limit) {
  let timer;
  const late = new Promise((_, failed) => {
    if (limit) timer = setTimeout(() => failed(Object.assign(new Error(`Connection timed out after ${limit} ms`), { name: 'TimeoutError', $metadata: { attempts: 1, totalRetryDelay: 0 } })), limit);
    const aborted = () => failed(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    if (signal?.aborted) aborted();
    else signal?.addEventListener('abort', aborted);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
const metadata = (status, id) => ({ httpStatusCode: status, requestId: id, attempts: 1, totalRetryDelay: 0 });

/** A client class, its commands, its exceptions and its aggregated client. */
function define({ service, name, operations, exceptions = [], prepare, before = (o, i) => i, after = (o, i) => i }) {
  const exported = {};
  const errors = new Map();
  const base = class extends ServiceException {};
  exported[`${name}ServiceException`] = base;
  for (const e of exceptions) {
    const type = { [e]: class extends base {} }[e];
    errors.set(e, type);
    exported[e] = type;
  }
  const commands = new Map();
  for (const operation of operations) {
    const command = {
      [operation + 'Command']: class {
        constructor(input) {
          this.input = input ?? {};
          this.operation = operation;
        }
        get middlewareStack() {
          const stack = new MiddlewareStack();
          Object.defineProperty(this, 'middlewareStack', { value: stack });
          return stack;
        }
      },
    }[operation + 'Command'];
    commands.set(operation, command);
    exported[operation + 'Command'] = command;
  }
  /** The exception that an error answer becomes. */
  function thrown(e) {
    if (e.network) return Object.assign(new Error(e.message), { name: e.code, code: e.code, $metadata: { attempts: 3, totalRetryDelay: 0 } });
    const type = errors.get(e.code) ?? base;
    return new type({
      ...e.details,
      name: e.code,
      message: e.message,
      Code: e.code,
      $service: name,
      $fault: e.status >= 500 ? 'server' : 'client',
      $metadata: metadata(e.status),
    });
  }
  class Client {
    constructor(config = {}) {
      const { region } = config;
      this.config = { credentials, ...config, region: typeof region === 'function' ? region : async () => region ?? process.env.AWS_REGION };
      this.middlewareStack = new MiddlewareStack();
      this.limit = limitOf(config.requestHandler);
    }
    get signs() {
      return service;
    }
    send(command, options, callback) {
      const done = typeof options === 'function' ? options : callback;
      let answer = this.run(command);
      const signal = options?.abortSignal;
      if (signal || this.limit) answer = inTime(answer, signal, this.limit);
      if (!done) return answer;
      answer.then((out) => done(null, out), (e) => done(e));
      return undefined;
    }
    /** @param read makes what the promise resolves to of the operation's output */
    run(command, read) {
      try {
        if (typeof command?.operation !== 'string') throw new TypeError('send() needs a command');
        const { operation } = command;
        const ready = prepare?.(operation, command.input);
        if (ready) return ready.then((input) => this.run({ operation, input }, read));
        if (this.middlewareStack.isUsed() || Object.hasOwn(command, 'middlewareStack')) return this.runThrough(command, read);
        const output = (out) => {
          const answer = after(operation, out);
          answer.$metadata = metadata(200);
          return read ? read(answer) : answer;
        };
        return call(service, operation, before(operation, command.input, this.config), output, thrown);
      } catch (e) {
        return Promise.reject(e);
      }
    }
    /** As the SDK does it: each middleware is given the next one and the call's context. */
    async runThrough(command, read) {
      const { operation } = command;
      const last = async (args) => {
        const output = (out) => {
          const answer = after(operation, out);
          answer.$metadata = metadata(200);
          return answer;
        };
        const answered = await call(service, operation, before(operation, args.input, this.config), output, thrown);
        return { output: answered, response: { statusCode: 200, headers: {} } };
      };
      const context = { clientName: `${name}Client`, commandName: `${operation}Command`, logger: this.config.logger };
      const all = [...this.middlewareStack.all(), ...(command.middlewareStack?.all() ?? [])];
      const first = all.reduceRight((next, middleware) => middleware(next, context), last);
      const request = { method: 'POST', protocol: 'https:', hostname: `${service}.${process.env.AWS_REGION}.amazonaws.com`, path: '/', headers: {}, query: {} };
      const { output } = await first({ input: command.input, request });
      return read ? read(output) : output;
    }
    destroy() {}
  }
  exported[`${name}Client`] = { [`${name}Client`]: class extends Client {} }[`${name}Client`];
  exported[name] = { [name]: class extends Client {} }[name];
  for (const [operation, command] of commands) {
    const method = operation[0].toLowerCase() + operation.slice(1);
    exported[name].prototype[method] = function (input, ...rest) {
      return this.send(new command(input), ...rest);
    };
  }
  return exported;
}

/** A paginator: asks again with the token of the last answer. */
const paginate = (command, inToken, outToken, sizeName) =>
  async function* (config, input, ...rest) {
    let token = config.startingToken;
    const size = sizeName && config.pageSize ? { [sizeName]: config.pageSize } : {};
    do {
      const page = await config.client.send(new command({ ...input, ...size, ...(token === undefined ? {} : { [inToken]: token }) }), ...rest);
      yield page;
      const before = token;
      token = page[outToken];
      if (config.stopOnSameToken && token === before) return;
    } while (token !== undefined && token !== null && token !== '');
  };

/** A waiter: asks again until `state` says SUCCESS or FAILURE of what came back, or time is up. */
const waiter = (command, state) => {
  return async ({ client, maxWaitTime, minDelay = 2, maxDelay = 120 }, input) => {
    const until = Date.now() + maxWaitTime * 1000;
    for (let wait = minDelay; ; wait = Math.min(maxDelay, wait * 2)) {
      let reason;
      let found;
      try {
        reason = await client.send(new command(input));
        found = state(reason);
      } catch (e) {
        reason = e;
        found = state(undefined, e);
      }
      if (found === 'SUCCESS') return { state: 'SUCCESS', reason };
      if (found === 'FAILURE') throw reason instanceof Error ? reason : new Error(JSON.stringify({ state: 'FAILURE', reason }));
      if (Date.now() + wait * 1000 > until) throw Object.assign(new Error(JSON.stringify({ state: 'TIMEOUT', reason: 'Waiter has timed out' })), { name: 'TimeoutError' });
      await new Promise((done) => setTimeout(done, wait * 1000));
    }
  };
};

/** A body as the SDK gives it: a stream of Node.js with the readers that the SDK mixes in. */
let StreamedBody;
function body(bytes) {
  if (StreamedBody === undefined) {
    const { Readable } = require('stream');
    StreamedBody = class IncomingMessage extends Readable {
      #bytes;
      constructor(data) {
        super();
        this.#bytes = data;
        if (data.length > 0) this.push(data);
        this.push(null);
      }
      /** All at once, which needs no stream. */
      #whole() {
        if (this.readableEnded || this.waitingChunks.length === 0 && this.#bytes.length > 0) throw new Error('The stream has already been transformed.');
        this.waitingChunks.length = 0;
        return this.#bytes;
      }
      async transformToString(encoding = 'utf8') {
        return this.#whole().toString(encoding);
      }
      async transformToByteArray() {
        return new Uint8Array(this.#whole());
      }
    };
  }
  return new StreamedBody(Buffer.from(bytes ?? ''));
}
const blob = (value) =>
  value === undefined || value === null || value instanceof Uint8Array
    ? value
    : Buffer.from(typeof value === 'string' ? value : value instanceof ArrayBuffer ? value : String(value));

/** The bytes of a body that may be a stream. */
async function collected(value) {
  const parts = [];
  for await (const part of value) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
module.exports = { define, paginate, waiter, body, blob, collected, credentials, ServiceException };
