// fetch over the drawn internet: each request is the operation HttpRequest of the service `client`,
// which knows what the drawn hosts answer.
const { call } = inner;
class Headers {
  #map = new Map();
  constructor(init = {}) {
    for (const [k, v] of init[Symbol.iterator] ? init : Object.entries(init)) this.set(k, v);
  }
  get(name) {
    return this.#map.get(String(name).toLowerCase()) ?? null;
  }
  set(name, value) {
    this.#map.set(String(name).toLowerCase(), String(value));
  }
  append(name, value) {
    const had = this.get(name);
    this.set(name, had === null ? value : `${had}, ${value}`);
  }
  has(name) {
    return this.#map.has(String(name).toLowerCase());
  }
  delete(name) {
    this.#map.delete(String(name).toLowerCase());
  }
  forEach(f) {
    this.#map.forEach((v, k) => f(v, k, this));
  }
  entries() {
    return this.#map.entries();
  }
  keys() {
    return this.#map.keys();
  }
  values() {
    return this.#map.values();
  }
  [Symbol.iterator]() {
    return this.#map.entries();
  }
}
class Response {
  #bytes;
  constructor(body = '', { status = 200, statusText = '', headers = {}, url = '' } = {}) {
    this.#bytes = Buffer.from(body ?? '');
    this.status = status;
    this.statusText = statusText;
    this.headers = new Headers(headers);
    this.url = url;
    this.ok = status >= 200 && status < 300;
    this.bodyUsed = false;
  }
  #take() {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    this.bodyUsed = true;
    return this.#bytes;
  }
  async text() {
    return this.#take().toString('utf8');
  }
  async json() {
    return JSON.parse(this.#take().toString('utf8'));
  }
  async arrayBuffer() {
    const b = this.#take();
    return b.buffer.slice(b.byteOffset, b.byteOffset + b.length);
  }
  async bytes() {
    return new Uint8Array(this.#take());
  }
}
class AbortSignal {
  aborted = false;
  reason = undefined;
  #listeners = [];
  addEventListener(type, listener) {
    this.#listeners.push(listener);
  }
  removeEventListener(type, listener) {
    this.#listeners = this.#listeners.filter((l) => l !== listener);
  }
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  fire(reason) {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const l of this.#listeners) l({ type: 'abort', target: this });
  }
  static timeout(ms) {
    const signal = new AbortSignal();
    setTimeout(() => signal.fire(named('TimeoutError', 'The operation was aborted due to timeout')), ms);
    return signal;
  }
}
const named = (name, text) => Object.assign(new Error(text), { name });
class AbortController {
  signal = new AbortSignal();
  abort(reason = named('AbortError', 'This operation was aborted')) {
    this.signal.fire(reason);
  }
}
async function fetch(resource, options = {}) {
  const url = String(resource?.url ?? resource);
  const headers = {};
  new Headers(options.headers ?? {}).forEach((v, k) => (headers[k] = v));
  const body = options.body === undefined || options.body === null ? undefined : Buffer.from(String(options.body) === '[object Object]' ? JSON.stringify(options.body) : options.body instanceof Uint8Array ? options.body : String(options.body));
  options.signal?.throwIfAborted();
  const input = { Method: (options.method ?? 'GET').toUpperCase(), Url: url, Headers: headers };
  if (body) input.Body = body;
  const aborted = new Promise((_, failed) => options.signal?.addEventListener('abort', () => failed(options.signal.reason)));
  try {
    const sent = call('client', 'HttpRequest', input);
    const out = await (options.signal ? Promise.race([sent, aborted]) : sent);
    return new Response(out.Body ?? '', { status: Number(out.StatusCode ?? out.Status ?? 200), headers: out.Headers ?? {}, url });
  } catch (e) {
    if (e instanceof Error) throw e;
    throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(e.message), { code: e.code }) });
  }
}
module.exports = { fetch, Headers, Response, AbortController, AbortSignal };
