// The part of node:stream that handlers use: nodejs.org/api/stream.html. Everything flows in
// microtasks of the turn in which it is asked for; a reader that waits sees no time pass.
const { EventEmitter } = require('events');

const failure = (code, text) => Object.assign(new Error(text), { code });
const bytesOf = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk instanceof Uint8Array && !Buffer.isBuffer(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : chunk);

class Stream extends EventEmitter {
  destroyed = false;
  closed = false;
  errored = null;
  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    const ended = (e = error) => {
      this.errored = e ?? null;
      queueMicrotask(() => {
        if (e) this.emit('error', e);
        this.closed = true;
        this.emit('close');
      });
    };
    this._destroy(error ?? null, (e) => ended(e ?? error));
    return this;
  }
  _destroy(error, callback) {
    callback(error);
  }
  pipe(target, { end = true } = {}) {
    this.on('data', (chunk) => {
      if (target.write(chunk) === false) {
        this.pause();
        target.once('drain', () => this.resume());
      }
    });
    if (end) this.once('end', () => target.end());
    target.emit('pipe', this);
    return target;
  }
}

/** What makes a stream readable; a Duplex has it too. */
const reading = {
  startReading({ read, objectMode, readableObjectMode, encoding, destroy } = {}) {
    if (read) this._read = read;
    if (destroy) this._destroy = destroy;
    this.readableObjectMode = Boolean(objectMode ?? readableObjectMode);
    this.readableEncoding = encoding ?? null;
    this.readable = true;
    this.readableEnded = false;
    this.readableFlowing = null;
    this.waitingChunks = [];
    this.noMore = false;
    this.asked = false;
    this.flowing = false;
  },
  _read() {},
  push(chunk, encoding) {
    this.asked = false;
    if (chunk === null) {
      this.noMore = true;
    } else {
      this.waitingChunks.push(this.readableObjectMode ? chunk : bytesOf(chunk, encoding));
    }
    this.schedule();
    return this.waitingChunks.length < 16;
  },
  unshift(chunk) {
    this.waitingChunks.unshift(this.readableObjectMode ? chunk : bytesOf(chunk));
  },
  setEncoding(encoding) {
    this.readableEncoding = encoding;
    return this;
  },
  shown(chunk) {
    return this.readableEncoding && !this.readableObjectMode ? this.decoded(chunk) : chunk;
  },
  decoded(chunk) {
    this.decoder ??= new (require('string_decoder').StringDecoder)(this.readableEncoding);
    return this.decoder.write(chunk);
  },
  schedule() {
    if (this.flowing) return;
    this.flowing = true;
    queueMicrotask(() => {
      this.flowing = false;
      this.flow();
    });
  },
  flow() {
    if (this.destroyed || this.readableEnded) return;
    if (this.readableFlowing) {
      if (this.waitingChunks.length > 0) {
        this.emit('data', this.shown(this.waitingChunks.shift()));
        return this.schedule();
      }
      if (this.noMore) return this.finishReading();
      return this.ask();
    }
    if (this.listenerCount('readable') > 0) {
      if (this.waitingChunks.length > 0) this.emit('readable');
      else if (this.noMore) {
        this.emit('readable');
        this.finishReading();
      } else this.ask();
    }
  },
  ask() {
    if (this.asked || this.noMore || this.destroyed) return;
    this.asked = true;
    try {
      this._read(16384);
    } catch (e) {
      this.destroy(e);
    }
  },
  finishReading() {
    if (this.readableEnded) return;
    this.readableEnded = true;
    this.readable = false;
    this.emit('end');
    if (this.autoDestroy !== false && (this.writableFinished ?? true)) this.destroy();
  },
  read(size) {
    if (this.waitingChunks.length === 0) {
      if (this.noMore) this.schedule();
      else this.ask();
      if (this.waitingChunks.length === 0) return null;
    }
    if (this.readableObjectMode) return this.waitingChunks.shift();
    const all = Buffer.concat(this.waitingChunks.splice(0));
    if (size !== undefined && size < all.length) {
      this.waitingChunks.unshift(all.subarray(size));
      return this.shown(all.subarray(0, size));
    }
    if (this.noMore) this.schedule();
    return this.shown(all);
  },
  resume() {
    this.readableFlowing = true;
    this.schedule();
    return this;
  },
  pause() {
    this.readableFlowing = false;
    return this;
  },
  isPaused() {
    return this.readableFlowing === false;
  },
  listenTo(event) {
    if (event === 'data' && this.readableFlowing !== false) this.resume();
    if (event === 'readable') {
      this.readableFlowing = false;
      this.schedule();
    }
  },
  async *[Symbol.asyncIterator]() {
    try {
      for (;;) {
        if (this.errored) throw this.errored;
        if (this.waitingChunks.length > 0) {
          yield this.shown(this.waitingChunks.shift());
        } else if (this.noMore) {
          this.finishReading();
          return;
        } else if (this.destroyed) {
          throw failure('ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
        } else {
          const more = this.nextPush();
          this.ask();
          await more;
        }
      }
    } finally {
      this.destroy();
    }
  },
  /** Resolves when something has been pushed, or the stream has ended. */
  nextPush() {
    return new Promise((done, failed) => {
      if (this.waitingChunks.length > 0 || this.noMore) return done();
      const push = this.push;
      const restore = () => delete this.push;
      this.push = (...args) => {
        restore();
        const answer = push.apply(this, args);
        done();
        return answer;
      };
      this.once('error', (e) => { restore(); failed(e); });
      this.once('close', () => { restore(); done(); });
    });
  },
  async toArray() {
    const all = [];
    for await (const chunk of this) all.push(chunk);
    return all;
  },
  map(f) {
    const source = this;
    return Readable.from((async function* () { for await (const c of source) yield await f(c); })());
  },
  filter(f) {
    const source = this;
    return Readable.from((async function* () { for await (const c of source) if (await f(c)) yield c; })());
  },
  async forEach(f) {
    for await (const c of this) await f(c);
  },
  // What the AWS SDK mixes into the body of an answer.
  async transformToByteArray() {
    return new Uint8Array(Buffer.concat((await this.toArray()).map((c) => bytesOf(c))));
  },
  async transformToString(encoding = 'utf8') {
    return Buffer.from(await this.transformToByteArray()).toString(encoding);
  },
  transformToWebStream() {
    return Readable.toWeb(this);
  },
};

/** What makes a stream writable. */
const writing = {
  startWriting({ write, writev, final, objectMode, writableObjectMode, decodeStrings = true, defaultEncoding, destroy } = {}) {
    if (write) this._write = write;
    if (final) this._final = final;
    if (destroy) this._destroy = destroy;
    this.writableObjectMode = Boolean(objectMode ?? writableObjectMode);
    this.decodeStrings = decodeStrings;
    this.defaultEncoding = defaultEncoding;
    this.writable = true;
    this.writableEnded = false;
    this.writableFinished = false;
    this.writableLength = 0;
    this.pending = [];
    this.writingNow = false;
    this.corked = 0;
  },
  _write(chunk, encoding, callback) {
    callback();
  },
  write(chunk, encoding, callback) {
    const done = typeof encoding === 'function' ? encoding : callback;
    if (this.writableEnded) {
      const e = failure('ERR_STREAM_WRITE_AFTER_END', 'write after end');
      done?.(e);
      this.destroy(e);
      return false;
    }
    if (this.destroyed) {
      done?.(failure('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
      return false;
    }
    if (!this.writableObjectMode && typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw Object.assign(
        new TypeError(`The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ${chunk === null ? 'null' : `an instance of ${chunk?.constructor?.name ?? typeof chunk}`}`),
        { code: 'ERR_INVALID_ARG_TYPE' });
    }
    const name = typeof encoding === 'string' ? encoding : this.defaultEncoding;
    const data = this.writableObjectMode || this.decodeStrings === false ? chunk : bytesOf(chunk, name);
    this.pending.push({ data, encoding: typeof data === 'string' ? name ?? 'utf8' : 'buffer', done });
    this.writableLength++;
    this.writeNext();
    return this.pending.length < 16;
  },
  writeNext() {
    if (this.writingNow || this.destroyed) return;
    const next = this.pending.shift();
    if (next === undefined) {
      if (this.full) {
        this.full = false;
        queueMicrotask(() => this.emit('drain'));
      }
      if (this.writableEnded) this.finishWriting();
      return;
    }
    if (this.pending.length >= 15) this.full = true;
    this.writingNow = true;
    const after = (e) => {
      this.writingNow = false;
      this.writableLength--;
      next.done?.(e ?? null);
      if (e) this.destroy(e);
      else queueMicrotask(() => this.writeNext());
    };
    try {
      this._write(next.data, next.encoding, after);
    } catch (e) {
      after(e);
    }
  },
  end(chunk, encoding, callback) {
    const done = [chunk, encoding, callback].find((a) => typeof a === 'function');
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, encoding);
    if (done) this.once('finish', done);
    if (!this.writableEnded) {
      this.writableEnded = true;
      this.writable = false;
      queueMicrotask(() => this.writeNext());
    }
    return this;
  },
  finishWriting() {
    if (this.finishing) return;
    this.finishing = true;
    const finished = (e) => {
      if (e) return this.destroy(e);
      this.writableFinished = true;
      this.emit('finish');
      if (this.autoDestroy !== false && (this.readableEnded ?? true)) this.destroy();
    };
    if (this._final) this._final(finished);
    else finished();
  },
  cork() {},
  uncork() {},
  setDefaultEncoding(encoding) {
    this.defaultEncoding = encoding;
    return this;
  },
};
const mix = (type, ...parts) => {
  for (const part of parts) {
    for (const key of Reflect.ownKeys(part)) {
      Object.defineProperty(type.prototype, key, { value: part[key], writable: true, configurable: true });
    }
  }
};

class Readable extends Stream {
  constructor(options) {
    super();
    this.startReading(options);
  }
  on(event, listener) {
    super.on(event, listener);
    this.listenTo(event);
    return this;
  }
  static from(source, options) {
    if (typeof source === 'string' || source instanceof Uint8Array) {
      const one = new Readable({ objectMode: true, ...options });
      one.push(source);
      one.push(null);
      return one;
    }
    const items = (source[Symbol.asyncIterator] ?? source[Symbol.iterator]).call(source);
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        Promise.resolve(items.next()).then(
          async ({ done, value }) => this.push(done ? null : await value),
          (e) => this.destroy(e));
      },
    });
  }
  static fromWeb(web, options) {
    return Readable.from(web, { objectMode: false, ...options });
  }
  static toWeb(stream) {
    const items = stream[Symbol.asyncIterator]();
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await items.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => void stream.destroy(reason),
    });
  }
}
mix(Readable, reading);
class Writable extends Stream {
  constructor(options) {
    super();
    this.startWriting(options);
  }
}
mix(Writable, writing);
class Duplex extends Readable {
  constructor(options) {
    super(options);
    this.startWriting(options);
  }
}
mix(Duplex, writing);
// A Duplex is a Writable too.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(it) {
    return Function.prototype[Symbol.hasInstance].call(this, it) || (this === Writable && Function.prototype[Symbol.hasInstance].call(Duplex, it));
  },
});
class Transform extends Duplex {
  constructor(options = {}) {
    super(options);
    if (options.transform) this._transform = options.transform;
    if (options.flush) this._flush = options.flush;
  }
  _transform(chunk, encoding, callback) {
    callback(null, chunk);
  }
  _write(chunk, encoding, callback) {
    this._transform(chunk, encoding, (e, out) => {
      if (e) return callback(e);
      if (out !== undefined && out !== null) this.push(out);
      callback();
    });
  }
  _final(callback) {
    const ended = (e, out) => {
      if (e) return callback(e);
      if (out !== undefined && out !== null) this.push(out);
      this.push(null);
      callback();
    };
    if (this._flush) this._flush(ended);
    else ended();
  }
}
class PassThrough extends Transform {}

function finished(stream, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  let told = false;
  const tell = (e) => {
    if (told) return;
    told = true;
    done(e);
  };
  const writes = stream instanceof Writable;
  const reads = stream instanceof Readable;
  const over = () => (!writes || stream.writableFinished) && (!reads || stream.readableEnded);
  stream.on('error', tell);
  stream.on('end', () => over() && tell());
  stream.on('finish', () => over() && tell());
  stream.on('close', () => tell(over() || stream.errored ? stream.errored ?? undefined : failure('ERR_STREAM_PREMATURE_CLOSE', 'Premature close')));
  return () => { told = true; };
}
function asStream(part) {
  if (part instanceof Stream) return part;
  if (typeof part === 'function') return part;
  return Readable.from(part);
}
function pipeline(...parts) {
  const callback = typeof parts.at(-1) === 'function' && parts.length > 2 && !(parts.at(-1) instanceof Stream) ? parts.pop() : () => {};
  const list = parts.length === 1 && Array.isArray(parts[0]) ? parts[0] : parts;
  joined(list).then((value) => callback(null, value), (e) => callback(e));
  return list.at(-1);
}
async function joined(list) {
  let at = asStream(typeof list[0] === 'function' ? list[0]() : list[0]);
  const waiting = [];
  for (const part of list.slice(1)) {
    if (typeof part === 'function') {
      const made = part(at);
      if (typeof made?.then === 'function') return made;
      at = Readable.from(made);
    } else {
      waiting.push(new Promise((done, failed) => finished(part, (e) => (e ? failed(e) : done()))));
      const source = at;
      source.on('error', (e) => part.destroy(e));
      source.pipe(part);
      at = part;
    }
  }
  // The last stream may be readable too, and then nobody reads it.
  if (at instanceof Readable && at instanceof Writable && at.listenerCount('data') === 0) at.resume();
  await Promise.all(waiting);
}
const addAbortSignal = (signal, stream) => {
  signal.addEventListener('abort', () => stream.destroy(signal.reason));
  return stream;
};

module.exports = Stream;
Object.assign(module.exports, {
  Stream, Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline, addAbortSignal,
  isReadable: (s) => s instanceof Readable && s.readable,
  isErrored: (s) => s.errored !== null,
  promises: {
    pipeline: (...parts) => joined(parts.filter((p) => p instanceof Stream || typeof p === 'function' || p?.[Symbol.iterator] || p?.[Symbol.asyncIterator])),
    finished: (stream) => new Promise((done, failed) => finished(stream, (e) => (e ? failed(e) : done()))),
  },
});
