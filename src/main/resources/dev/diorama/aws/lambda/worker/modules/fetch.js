// fetch over the drawn internet: each request is the operation HttpRequest of the service `client`,
// which knows what the drawn hosts answer. fetch.spec.whatwg.org
const { call } = inner;
class Headers {
  #map = new Map();
  constructor(init = {}) {
    for (const [k, v] of init?.[Symbol.iterator] ? init : Object.entries(init ?? {})) this.append(k, v);
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
  getSetCookie() {
    const had = this.get('set-cookie');
    return had === null ? [] : [had];
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
/** The bytes of a body and the content type that it brings. */
function bytesOf(body) {
  if (body === undefined || body === null) return [Buffer.alloc(0)];
  if (typeof body === 'string') return [Buffer.from(body), 'text/plain;charset=UTF-8'];
  if (body instanceof Uint8Array || body instanceof ArrayBuffer) return [Buffer.from(body)];
  if (body instanceof URLSearchParams) return [Buffer.from(body.toString()), 'application/x-www-form-urlencoded;charset=UTF-8'];
  if (typeof body.encoded === 'function') return body.encoded();
  return [Buffer.from(String(body))];
}
/** What Request and Response have in common. */
class Body {
  #bytes;
  #read = false;
  constructor(body, headers) {
    const [bytes, type] = bytesOf(body);
    this.#bytes = bytes;
    this.headers = new Headers(headers);
    if (type && !this.headers.has('content-type')) this.headers.set('content-type', type);
  }
  get bodyUsed() {
    return this.#read;
  }
  /** The bytes without reading them. */
  peek() {
    return this.#bytes;
  }
  #take() {
    if (this.#read) throw new TypeError('Body is unusable: Body has already been read');
    this.#read = true;
    return this.#bytes;
  }
  get body() {
    if (this.#bytes.length === 0) return null;
    const take = () => this.#take();
    return new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(take()));
        controller.close();
      },
    });
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
  async blob() {
    return new Blob([this.#take()], { type: this.headers.get('content-type') ?? '' });
  }
  async formData() {
    const form = new FormData();
    for (const [k, v] of new URLSearchParams(await this.text())) form.append(k, v);
    return form;
  }
}
class Response extends Body {
  constructor(body = null, { status = 200, statusText = '', headers = {}, url = '' } = {}) {
    super(body, headers);
    this.status = status;
    this.statusText = statusText;
    this.url = url;
    this.ok = status >= 200 && status < 300;
    this.redirected = false;
    this.type = 'basic';
  }
  clone() {
    return new Response(this.peek(), this);
  }
  static json(value, init = {}) {
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(value), { ...init, headers });
  }
  static error() {
    return new Response(null, { status: 0 });
  }
}
class Request extends Body {
  constructor(input, init = {}) {
    const from = input instanceof Request ? input : undefined;
    super(init.body ?? from?.peek(), init.headers ?? from?.headers);
    this.url = new URL(from ? from.url : String(input)).href;
    this.method = (init.method ?? from?.method ?? 'GET').toUpperCase();
    this.signal = init.signal ?? from?.signal;
    this.redirect = init.redirect ?? 'follow';
  }
  clone() {
    return new Request(this);
  }
}
class AbortSignal {
  aborted = false;
  reason = undefined;
  onabort = null;
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
    const event = { type: 'abort', target: this };
    this.onabort?.(event);
    for (const l of this.#listeners) typeof l === 'function' ? l(event) : l.handleEvent(event);
  }
  static timeout(ms) {
    const signal = new AbortSignal();
    setTimeout(() => signal.fire(named('TimeoutError', 'The operation was aborted due to timeout')), ms);
    return signal;
  }
  static abort(reason = named('AbortError', 'This operation was aborted')) {
    const signal = new AbortSignal();
    signal.fire(reason);
    return signal;
  }
  static any(signals) {
    const any = new AbortSignal();
    for (const s of signals) {
      if (s.aborted) any.fire(s.reason);
      else s.addEventListener('abort', () => any.fire(s.reason));
    }
    return any;
  }
}
const named = (name, text) => Object.assign(new Error(text), { name });
class AbortController {
  signal = new AbortSignal();
  abort(reason = named('AbortError', 'This operation was aborted')) {
    this.signal.fire(reason);
  }
}
/** A promise, unless the signal comes first. */
function unlessAborted(promise, signal) {
  if (!signal) return promise;
  signal.throwIfAborted();
  return Promise.race([promise, new Promise((_, failed) => signal.addEventListener('abort', () => failed(signal.reason)))]);
}
/** Sends a request and resolves to status, headers and bytes. */
async function send(input) {
  const out = await call('client', 'HttpRequest', input);
  return { status: Number(out.StatusCode ?? out.Status ?? 200), headers: out.Headers ?? {}, body: Buffer.from(out.Body ?? '') };
}
async function fetch(resource, options = {}) {
  if (options.body && typeof options.body === 'object' && Object.getPrototypeOf(options.body) === Object.prototype) {
    options = { ...options, body: String(options.body) };
  }
  let request;
  try {
    request = new Request(resource, options);
  } catch (e) {
    throw Object.assign(new TypeError(`Failed to parse URL from ${String(resource)}`), { cause: e });
  }
  const input = { Method: request.method, Url: request.url, Headers: Object.fromEntries(request.headers) };
  if (request.peek().length > 0) input.Body = request.peek();
  try {
    const out = await unlessAborted(send(input), request.signal);
    return new Response(out.body, { status: out.status, headers: out.headers, url: request.url });
  } catch (e) {
    if (e instanceof Error) throw e;
    throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(e.message), { code: e.code }) });
  }
}
module.exports = { fetch, send, unlessAborted, Headers, Request, Response, AbortController, AbortSignal };
