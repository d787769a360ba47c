// The part of node:buffer that handlers use: nodejs.org/api/buffer.html.
const HEX = '0123456789abcdef';
const B64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const B64_VALUES = new Map([...B64].map((c, i) => [c, i]).concat([['-', 62], ['_', 63]]));

function fromBase64(text) {
  const out = [];
  let bits = 0;
  let held = 0;
  for (const c of text) {
    const v = B64_VALUES.get(c);
    if (v === undefined) continue;
    held = ((held << 6) | v) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push((held >> bits) & 255);
    }
  }
  return out;
}
function toBase64(bytes, url) {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += B64[n >> 18] + B64[(n >> 12) & 63];
    out += i + 1 < bytes.length ? B64[(n >> 6) & 63] : '=';
    out += i + 2 < bytes.length ? B64[n & 63] : '=';
  }
  return url ? out.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : out;
}
const toBytes = {
  utf8: (text) => new TextEncoder().encode(text),
  latin1: (text) => Array.from(text, (c) => c.charCodeAt(0) & 255),
  base64: fromBase64,
  base64url: fromBase64,
  hex: (text) => (text.match(/^([0-9a-fA-F]{2})*/)[0].match(/../g) ?? []).map((h) => parseInt(h, 16)),
  utf16le: (text) => Array.from(text).flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
};
const toText = {
  utf8: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  latin1: (bytes) => {
    let out = '';
    for (const b of bytes) out += String.fromCharCode(b);
    return out;
  },
  base64: (bytes) => toBase64(bytes, false),
  base64url: (bytes) => toBase64(bytes, true),
  hex: (bytes) => {
    let out = '';
    for (const b of bytes) out += HEX[b >> 4] + HEX[b & 15];
    return out;
  },
  utf16le: (bytes) => {
    let out = '';
    for (let i = 0; i + 1 < bytes.length; i += 2) out += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8));
    return out;
  },
};
function encodingOf(name = 'utf8') {
  const known = { 'utf-8': 'utf8', binary: 'latin1', ascii: 'latin1', ucs2: 'utf16le', 'utf-16le': 'utf16le' };
  const lower = String(name).toLowerCase();
  const encoding = known[lower] ?? lower;
  if (!toText[encoding]) throw new TypeError(`Unknown encoding: ${name}`);
  return encoding;
}

class Buffer extends Uint8Array {
  static from(value, encoding, length) {
    if (typeof value === 'string') return own(toBytes[encodingOf(encoding)](value));
    if (value instanceof ArrayBuffer) return new Buffer(value, encoding ?? 0, length ?? value.byteLength - (encoding ?? 0));
    if (value?.type === 'Buffer' && Array.isArray(value.data)) return own(value.data);
    if (value && typeof value.length === 'number') return own(value);
    throw new TypeError('The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.');
  }
  static alloc(size, fill, encoding) {
    const out = new Buffer(size);
    return fill === undefined ? out : out.fill(fill, 0, size, encoding);
  }
  static allocUnsafe(size) {
    return new Buffer(size);
  }
  static isBuffer(value) {
    return value instanceof Buffer;
  }
  static isEncoding(name) {
    try {
      return Boolean(encodingOf(name));
    } catch {
      return false;
    }
  }
  static byteLength(value, encoding) {
    return typeof value === 'string' ? Buffer.from(value, encoding).length : value.byteLength;
  }
  static concat(list, total = list.reduce((sum, b) => sum + b.length, 0)) {
    const out = new Buffer(total);
    let at = 0;
    for (const b of list) {
      const part = b.subarray(0, Math.max(0, total - at));
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
  static compare(a, b) {
    return Buffer.from(a).compare(b);
  }
  toString(encoding, start = 0, end = this.length) {
    return toText[encodingOf(encoding)](this.subarray(start, end));
  }
  toJSON() {
    return { type: 'Buffer', data: Array.from(this) };
  }
  equals(other) {
    return this.compare(other) === 0;
  }
  compare(other) {
    for (let i = 0; i < Math.min(this.length, other.length); i++) {
      if (this[i] !== other[i]) return this[i] < other[i] ? -1 : 1;
    }
    return Math.sign(this.length - other.length);
  }
  slice(start, end) {
    return this.subarray(start, end);
  }
  write(text, offset = 0, length = this.length - offset, encoding = 'utf8') {
    const bytes = Buffer.from(text, encoding).subarray(0, length);
    this.set(bytes, offset);
    return bytes.length;
  }
  copy(target, targetStart = 0, start = 0, end = this.length) {
    const part = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(part, targetStart);
    return part.length;
  }
  fill(value, start = 0, end = this.length, encoding = 'utf8') {
    if (typeof start === 'string') return this.fill(value, 0, this.length, start);
    const bytes = typeof value === 'string' ? Buffer.from(value, encoding) : typeof value === 'number' ? [value & 255] : value;
    if (bytes.length <= 1) {
      super.fill(bytes[0] ?? 0, start, end);
      return this;
    }
    for (let i = start; i < end; i++) this[i] = bytes[(i - start) % bytes.length];
    return this;
  }
  indexOf(value, from = 0) {
    if (typeof value === 'number') return super.indexOf(value, from);
    const wanted = Buffer.from(value);
    for (let i = from; i + wanted.length <= this.length; i++) {
      if (wanted.every((b, j) => this[i + j] === b)) return i;
    }
    return -1;
  }
  includes(value, from) {
    return this.indexOf(value, from) >= 0;
  }
  lastIndexOf(value, from = this.length) {
    if (typeof value === 'number') return super.lastIndexOf(value, from);
    const wanted = Buffer.from(value);
    for (let i = Math.min(from, this.length - wanted.length); i >= 0; i--) {
      if (wanted.every((b, j) => this[i + j] === b)) return i;
    }
    return -1;
  }
  /** @param size from 1 to 6 bytes */
  readUIntBE(at, size) {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this[at + i];
    return value;
  }
  readUIntLE(at, size) {
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + this[at + i];
    return value;
  }
  writeUIntBE(value, at, size) {
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) this[at + i] = rest % 256;
    return at + size;
  }
  writeUIntLE(value, at, size) {
    for (let i = 0, rest = value; i < size; i++, rest = Math.floor(rest / 256)) this[at + i] = rest % 256;
    return at + size;
  }
  /** Swaps the bytes of each group of `size`. */
  swapped(size) {
    if (this.length % size !== 0) throw Object.assign(new RangeError(`Buffer size must be a multiple of ${size * 8}-bits`), { code: 'ERR_INVALID_BUFFER_SIZE' });
    for (let i = 0; i < this.length; i += size) this.subarray(i, i + size).reverse();
    return this;
  }
  swap16() {
    return this.swapped(2);
  }
  swap32() {
    return this.swapped(4);
  }
  swap64() {
    return this.swapped(8);
  }
}
// Numbers of a fixed size: readInt16LE, writeDoubleBE and so on, by the DataView over the bytes.
const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
function outOfRange(at, size, length) {
  if (at < 0 || at + size > length) {
    throw Object.assign(new RangeError(`The value of "offset" is out of range. It must be >= 0 and <= ${length - size}. Received ${at}`), { code: 'ERR_OUT_OF_RANGE' });
  }
}
for (const [name, kind, size] of [['UInt8', 'Uint8', 1], ['Int8', 'Int8', 1], ['UInt16', 'Uint16', 2], ['Int16', 'Int16', 2], ['UInt32', 'Uint32', 4], ['Int32', 'Int32', 4], ['Float', 'Float32', 4], ['Double', 'Float64', 8], ['BigUInt64', 'BigUint64', 8], ['BigInt64', 'BigInt64', 8]]) {
  for (const end of size === 1 ? [''] : ['LE', 'BE']) {
    const read = function (at = 0) {
      outOfRange(at, size, this.length);
      return view(this)[`get${kind}`](at, end === 'LE');
    };
    const write = function (value, at = 0) {
      outOfRange(at, size, this.length);
      view(this)[`set${kind}`](at, value, end === 'LE');
      return at + size;
    };
    for (const spelled of new Set([name, name.replace('UInt', 'Uint')])) {
      Object.defineProperty(Buffer.prototype, `read${spelled}${end}`, { value: read, writable: true, configurable: true });
      Object.defineProperty(Buffer.prototype, `write${spelled}${end}`, { value: write, writable: true, configurable: true });
    }
  }
}
function own(bytes) {
  const out = new Buffer(bytes.length);
  out.set(bytes);
  return out;
}
module.exports = {
  Buffer,
  constants: { MAX_LENGTH: 4294967296, MAX_STRING_LENGTH: 536870888 },
  get Blob() {
    return globalThis.Blob;
  },
  btoa: (text) => Buffer.from(String(text), 'latin1').toString('base64'),
  atob: (text) => Buffer.from(String(text), 'base64').toString('latin1'),
};
