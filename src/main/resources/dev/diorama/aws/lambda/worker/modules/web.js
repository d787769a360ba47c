// What browsers and Node.js have in common besides fetch, as far as handlers use it: events, blobs,
// forms and streams. dom.spec.whatwg.org, w3c.github.io/FileAPI, xhr.spec.whatwg.org,
// streams.spec.whatwg.org
class DOMException extends Error {
  constructor(message = '', name = 'Error') {
    super(message);
    Object.defineProperty(this, 'name', { value: name });
  }
}
class Event {
  constructor(type, { cancelable = false } = {}) {
    this.type = type;
    this.cancelable = cancelable;
    this.defaultPrevented = false;
    this.timeStamp = performance.now();
  }
  preventDefault() {
    if (this.cancelable) this.defaultPrevented = true;
  }
  stopPropagation() {}
  stopImmediatePropagation() {
    this.stopped = true;
  }
}
class CustomEvent extends Event {
  constructor(type, options = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}
class EventTarget {
  #listeners = new Map();
  addEventListener(type, listener, options) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), { listener, once: Boolean(options?.once) }]);
  }
  removeEventListener(type, listener) {
    this.#listeners.set(type, (this.#listeners.get(type) ?? []).filter((l) => l.listener !== listener));
  }
  dispatchEvent(event) {
    event.target = this;
    for (const { listener, once } of this.#listeners.get(event.type) ?? []) {
      if (once) this.removeEventListener(event.type, listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
      if (event.stopped) break;
    }
    return !event.defaultPrevented;
  }
}

class Blob {
  #bytes;
  constructor(parts = [], { type = '' } = {}) {
    this.#bytes = Buffer.concat(Array.from(parts, (p) => (p instanceof Blob ? p.#bytes : Buffer.from(p))));
    this.type = String(type).toLowerCase();
  }
  get size() {
    return this.#bytes.length;
  }
  slice(start, end, type) {
    return new Blob([this.#bytes.subarray(start, end)], { type });
  }
  encoded() {
    return [this.#bytes, this.type || undefined];
  }
  async text() {
    return this.#bytes.toString('utf8');
  }
  async arrayBuffer() {
    return new Uint8Array(this.#bytes).buffer;
  }
  async bytes() {
    return new Uint8Array(this.#bytes);
  }
  stream() {
    const bytes = this.#bytes;
    return new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(bytes));
        controller.close();
      },
    });
  }
}
class File extends Blob {
  constructor(parts, name, options = {}) {
    super(parts, options);
    this.name = name;
    this.lastModified = options.lastModified ?? Date.now();
  }
}
class FormData {
  #pairs = [];
  append(name, value, file) {
    this.#pairs.push([String(name), value instanceof Blob ? (value instanceof File && file === undefined ? value : new File([value], file ?? 'blob', { type: value.type })) : String(value)]);
  }
  set(name, value, file) {
    this.delete(name);
    this.append(name, value, file);
  }
  delete(name) {
    this.#pairs = this.#pairs.filter(([k]) => k !== name);
  }
  get(name) {
    return this.#pairs.find(([k]) => k === name)?.[1] ?? null;
  }
  getAll(name) {
    return this.#pairs.filter(([k]) => k === name).map(([, v]) => v);
  }
  has(name) {
    return this.#pairs.some(([k]) => k === name);
  }
  forEach(f) {
    for (const [k, v] of this.#pairs) f(v, k, this);
  }
  entries() {
    return this.#pairs.map((p) => [...p])[Symbol.iterator]();
  }
  *keys() {
    for (const [k] of this.#pairs) yield k;
  }
  *values() {
    for (const [, v] of this.#pairs) yield v;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  /** As multipart/form-data: www.rfc-editor.org/rfc/rfc7578. */
  encoded() {
    const boundary = `----formdata-${crypto.randomUUID().replaceAll('-', '')}`;
    const quoted = (text) => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const parts = this.#pairs.flatMap(([k, v]) => {
      const file = v instanceof File;
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(k)}"${file ? `; filename="${quoted(v.name)}"\r\nContent-Type: ${v.type || 'application/octet-stream'}` : ''}\r\n\r\n`;
      return [Buffer.from(head), file ? v.encoded()[0] : Buffer.from(v), Buffer.from('\r\n')];
    });
    return [Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), `multipart/form-data; boundary=${boundary}`];
  }
}

class ReadableStream {
  #chunks = [];
  #waiting = [];
  #closed = false;
  #error;
  #source;
  #pulling = false;
  locked = false;
  constructor(source = {}) {
    this.#source = source;
    this.controller = {
      desiredSize: 1,
      enqueue: (chunk) => this.#put({ value: chunk, done: false }),
      close: () => this.#end(),
      error: (e) => this.#fail(e),
    };
    const started = source.start?.(this.controller);
    Promise.resolve(started).catch((e) => this.#fail(e));
  }
  #put(item) {
    if (this.#closed || this.#error) throw new TypeError('Invalid state: Controller is already closed');
    const next = this.#waiting.shift();
    if (next) next.done(item);
    else this.#chunks.push(item);
  }
  #end() {
    this.#closed = true;
    for (const w of this.#waiting.splice(0)) w.done({ value: undefined, done: true });
  }
  #fail(e) {
    this.#error = { e };
    for (const w of this.#waiting.splice(0)) w.failed(e);
  }
  #next() {
    if (this.#chunks.length > 0) return Promise.resolve(this.#chunks.shift());
    if (this.#error) return Promise.reject(this.#error.e);
    if (this.#closed) return Promise.resolve({ value: undefined, done: true });
    const answer = new Promise((done, failed) => this.#waiting.push({ done, failed }));
    this.#pull();
    return answer;
  }
  #pull() {
    if (this.#pulling || !this.#source.pull) return;
    this.#pulling = true;
    Promise.resolve().then(() => this.#source.pull(this.controller)).then(
      () => {
        this.#pulling = false;
        if (this.#waiting.length > 0 && !this.#closed && !this.#error) this.#pull();
      },
      (e) => this.#fail(e));
  }
  getReader() {
    if (this.locked) throw new TypeError('Invalid state: ReadableStream is locked');
    this.locked = true;
    return {
      read: () => this.#next(),
      releaseLock: () => { this.locked = false; },
      cancel: (reason) => this.cancel(reason),
      closed: new Promise(() => {}),
    };
  }
  async cancel(reason) {
    this.#chunks = [];
    this.#end();
    await this.#source.cancel?.(reason);
  }
  async *values() {
    const reader = this.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  }
  [Symbol.asyncIterator]() {
    return this.values();
  }
  async pipeTo(target) {
    const writer = target.getWriter();
    for await (const chunk of this) await writer.write(chunk);
    await writer.close();
  }
  pipeThrough({ readable, writable }) {
    this.pipeTo(writable).catch((e) => readable.controller.error(e));
    return readable;
  }
  tee() {
    const reader = this.getReader();
    const twins = [];
    const pull = async () => {
      const { value, done } = await reader.read();
      for (const t of twins) done ? t.controller.close() : t.controller.enqueue(value);
    };
    twins.push(new ReadableStream({ pull }), new ReadableStream({ pull }));
    return [...twins];
  }
  static from(items) {
    const source = (items[Symbol.asyncIterator] ?? items[Symbol.iterator]).call(items);
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
  }
}
class WritableStream {
  #sink;
  locked = false;
  constructor(sink = {}) {
    this.#sink = sink;
    this.started = Promise.resolve(sink.start?.({ error() {} }));
  }
  getWriter() {
    this.locked = true;
    return {
      ready: Promise.resolve(),
      desiredSize: 1,
      closed: this.started,
      write: async (chunk) => {
        await this.started;
        await this.#sink.write?.(chunk, {});
      },
      close: async () => {
        await this.started;
        await this.#sink.close?.();
      },
      abort: async (reason) => this.#sink.abort?.(reason),
      releaseLock: () => { this.locked = false; },
    };
  }
}
class TransformStream {
  constructor(transformer = {}) {
    this.readable = new ReadableStream({});
    const { controller } = this.readable;
    const own = { enqueue: controller.enqueue, error: controller.error, terminate: controller.close, desiredSize: 1 };
    this.writable = new WritableStream({
      start: () => transformer.start?.(own),
      write: (chunk) => (transformer.transform ? transformer.transform(chunk, own) : own.enqueue(chunk)),
      close: async () => {
        await transformer.flush?.(own);
        controller.close();
      },
    });
  }
}
class TextDecoderStream extends TransformStream {
  constructor(encoding = 'utf-8') {
    const decoder = new (require('string_decoder').StringDecoder)(encoding);
    super({ transform: (chunk, c) => c.enqueue(decoder.write(Buffer.from(chunk))) });
  }
}
class TextEncoderStream extends TransformStream {
  constructor() {
    super({ transform: (chunk, c) => c.enqueue(new TextEncoder().encode(chunk)) });
  }
}
module.exports = { DOMException, Event, CustomEvent, EventTarget, Blob, File, FormData, ReadableStream, WritableStream, TransformStream, TextDecoderStream, TextEncoderStream };
