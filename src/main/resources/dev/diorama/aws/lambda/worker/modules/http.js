// The client side of node:http and node:https over the drawn internet, as `fetch` goes:
// nodejs.org/api/http.html. The answer comes whole.
const { Readable, Writable } = require('stream');
const { send } = require('fetch');
const STATUS_CODES = { 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 304: 'Not Modified', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict', 429: 'Too Many Requests', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' };
const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

class Agent {
  constructor(options = {}) {
    this.options = options;
    this.maxSockets = options.maxSockets ?? Infinity;
  }
  destroy() {}
}
class IncomingMessage extends Readable {
  constructor(status, headers) {
    super();
    this.statusCode = status;
    this.statusMessage = STATUS_CODES[status] ?? '';
    this.httpVersion = '1.1';
    this.headers = {};
    this.rawHeaders = [];
    for (const [k, v] of Object.entries(headers ?? {})) {
      this.headers[k.toLowerCase()] = String(v);
      this.rawHeaders.push(k, String(v));
    }
    this.complete = true;
    this.socket = {};
  }
}
function target(protocol, input, options) {
  if (typeof input === 'string' || input instanceof URL) {
    const u = new URL(String(input));
    return { protocol: u.protocol, hostname: u.hostname, port: u.port, path: u.pathname + u.search, auth: u.username ? `${u.username}:${u.password}` : undefined, ...options };
  }
  return { protocol, ...input };
}
class ClientRequest extends Writable {
  #headers = {};
  #parts = [];
  #timer;
  constructor(options) {
    super();
    // It ends with its answer, not when its body is sent.
    this.autoDestroy = false;
    this.method = (options.method ?? 'GET').toUpperCase();
    this.protocol = options.protocol;
    this.host = (options.hostname ?? options.host ?? 'localhost').replace(/:\d+$/, '');
    this.port = options.port;
    this.path = options.path ?? '/';
    this.socket = { setTimeout() {}, setKeepAlive() {}, setNoDelay() {}, on() {}, once() {}, destroy() {} };
    for (const [k, v] of Object.entries(options.headers ?? {})) if (v !== undefined) this.setHeader(k, v);
    if (options.auth) this.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    if (options.timeout) this.setTimeout(options.timeout);
    options.signal?.addEventListener('abort', () => this.destroy(options.signal.reason));
  }
  setHeader(name, value) {
    this.#headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
    return this;
  }
  getHeader(name) {
    return this.#headers[name.toLowerCase()];
  }
  getHeaders() {
    return { ...this.#headers };
  }
  hasHeader(name) {
    return name.toLowerCase() in this.#headers;
  }
  removeHeader(name) {
    delete this.#headers[name.toLowerCase()];
  }
  flushHeaders() {}
  setNoDelay() {}
  setSocketKeepAlive() {}
  setTimeout(ms, callback) {
    clearTimeout(this.#timer);
    if (callback) this.once('timeout', callback);
    if (ms > 0) this.#timer = setTimeout(() => this.emit('timeout'), ms);
    return this;
  }
  abort() {
    this.destroy();
  }
  _write(chunk, encoding, callback) {
    this.#parts.push(chunk);
    callback();
  }
  _final(callback) {
    callback();
    const standard = this.protocol === 'https:' ? '443' : '80';
    const port = this.port && String(this.port) !== standard ? `:${this.port}` : '';
    const body = this.#parts.length > 0 ? Buffer.concat(this.#parts) : undefined;
    send({ Method: this.method, Url: `${this.protocol}//${this.host}${port}${this.path}`, Headers: this.#headers, ...(body ? { Body: body } : {}) }).then(
      (out) => {
        clearTimeout(this.#timer);
        if (this.destroyed) return;
        const message = new IncomingMessage(out.status, out.headers);
        this.res = message;
        this.emit('response', message);
        if (out.body.length > 0) message.push(out.body);
        message.push(null);
      },
      (e) => {
        clearTimeout(this.#timer);
        this.destroy(Object.assign(new Error(e.message), { code: e.code, syscall: 'connect' }));
      });
  }
  destroy(error) {
    clearTimeout(this.#timer);
    this.aborted = this.res === undefined;
    return super.destroy(error ?? (this.aborted ? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }) : undefined));
  }
}
module.exports = (protocol) => {
  const request = (input, options, callback) => {
    const done = typeof options === 'function' ? options : callback;
    const made = new ClientRequest(target(protocol, input, typeof options === 'function' ? undefined : options));
    if (done) made.once('response', done);
    return made;
  };
  return {
    request,
    get: (...args) => {
      const made = request(...args);
      made.end();
      return made;
    },
    Agent, IncomingMessage, ClientRequest, STATUS_CODES, METHODS,
    globalAgent: new Agent(),
    createServer: inner.absent(`${protocol.slice(0, -1)}.createServer`),
  };
};
