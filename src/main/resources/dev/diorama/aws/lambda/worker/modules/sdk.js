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
const metadata = (status, id) => ({ httpStatusCode: status, requestId: id, attempts: 1, totalRetryDelay: 0 });

/** A client class, its commands, its exceptions and its aggregated client. */
function define({ service, name, operations, exceptions = [], before = (o, i) => i, after = (o, i) => i }) {
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
      this.config = { region: async () => process.env.AWS_REGION, ...config };
      this.middlewareStack = { add() {}, use() {}, clone: () => this.middlewareStack };
    }
    send(command, options, callback) {
      const done = typeof options === 'function' ? options : callback;
      const answer = this.run(command);
      if (!done) return answer;
      answer.then((out) => done(null, out), (e) => done(e));
      return undefined;
    }
    /** @param read makes what the promise resolves to of the operation's output */
    run(command, read) {
      try {
        if (typeof command?.operation !== 'string') throw new TypeError('send() needs a command');
        const { operation } = command;
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
const paginate = (command, inToken, outToken) =>
  async function* (config, input) {
    let token = config.startingToken;
    do {
      const page = await config.client.send(new command({ ...input, ...(token === undefined ? {} : { [inToken]: token }) }));
      yield page;
      token = page[outToken];
    } while (token !== undefined && token !== null);
  };

/** The bytes of a body with the readers that the SDK mixes in. */
function body(bytes) {
  const data = Buffer.from(bytes ?? '');
  return Object.assign(data, {
    transformToString: async (encoding = 'utf8') => data.toString(encoding),
    transformToByteArray: async () => new Uint8Array(data),
    transformToWebStream: () => {
      throw new Error('transformToWebStream is not in Diorama');
    },
    [Symbol.asyncIterator]: async function* () {
      if (data.length > 0) yield data;
    },
    on(event, listener) {
      if (event === 'data' && data.length > 0) queueMicrotask(() => listener(data));
      if (event === 'end') queueMicrotask(() => queueMicrotask(listener));
      return this;
    },
  });
}
const blob = (value) =>
  value === undefined || value === null || value instanceof Uint8Array
    ? value
    : Buffer.from(typeof value === 'string' ? value : value instanceof ArrayBuffer ? value : String(value));

module.exports = { define, paginate, body, blob, ServiceException };
