// The part of node:crypto that handlers use: nodejs.org/api/crypto.html. Random values come from
// the run's seed; the arithmetic is the Java runtime's.
const { host, absent } = inner;
const bytesOf = (data, encoding) => (typeof data === 'string' ? Buffer.from(data, encoding) : data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength));
const base64 = (data, encoding) => bytesOf(data, encoding).toString('base64');
const shown = (bytes, encoding) => (encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes);
const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
class Digest {
  constructor(algorithm, key) {
    this.algorithm = algorithm.toLowerCase().replace(/^(rsa-)?sha-?/, 'sha');
    this.key = key;
    this.parts = [];
    if (!HASHES.includes(this.algorithm)) {
      throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
    }
  }
  update(data, encoding) {
    if (this.done) throw Object.assign(new Error('Digest already called'), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
    this.parts.push(bytesOf(data, encoding));
    return this;
  }
  copy() {
    const twin = new Digest(this.algorithm, this.key);
    twin.parts = [...this.parts];
    return twin;
  }
  digest(encoding) {
    this.update('');
    this.done = true;
    const data = Buffer.concat(this.parts).toString('base64');
    return shown(Buffer.from(host.digest(this.algorithm, data, this.key === undefined ? null : base64(this.key)), 'base64'), encoding);
  }
}
/** Whatever the Java runtime does of it; its answer is an error if it begins with an exclamation mark. */
function calculated(kind, algorithm, ...data) {
  const answer = host.cipher(kind, algorithm, data.map((d) => (typeof d === 'number' ? String(d) : base64(d))).join('|'));
  if (answer.startsWith('!')) throw new Error(answer.slice(1));
  return Buffer.from(answer, 'base64');
}
const AES = /^aes-?(128|192|256)-(cbc|gcm|ctr|ecb)$/i;
class Cipher {
  #parts = [];
  #tag;
  #extra = Buffer.alloc(0);
  constructor(kind, algorithm, key, iv) {
    if (!AES.test(algorithm)) throw Object.assign(new Error(`Unknown cipher: ${algorithm}. Diorama's embedded Node.js has AES with CBC, GCM, CTR and ECB.`), { code: 'ERR_CRYPTO_UNKNOWN_CIPHER' });
    const [, bits, mode] = AES.exec(algorithm);
    this.kind = kind;
    this.mode = mode.toLowerCase();
    this.key = bytesOf(key);
    this.iv = iv === null || iv === undefined ? Buffer.alloc(0) : bytesOf(iv);
    if (this.key.length * 8 !== Number(bits)) throw Object.assign(new RangeError('Invalid key length'), { code: 'ERR_CRYPTO_INVALID_KEYLEN' });
  }
  setAAD(data) {
    this.#extra = bytesOf(data);
    return this;
  }
  setAuthTag(tag) {
    this.#tag = bytesOf(tag);
    return this;
  }
  getAuthTag() {
    return this.#tag;
  }
  setAutoPadding(padding = true) {
    this.padding = padding;
    return this;
  }
  update(data, from, to) {
    this.#parts.push(bytesOf(data, from));
    return shown(Buffer.alloc(0), to);
  }
  // All that is written comes out at the end, which nobody can tell who puts the parts together.
  final(encoding) {
    const gcm = this.mode === 'gcm';
    const opens = this.kind === 'decrypt';
    const data = Buffer.concat(gcm && opens ? [...this.#parts, this.#tag ?? Buffer.alloc(0)] : this.#parts);
    const out = calculated(this.kind, `${this.mode}${this.padding === false ? '-raw' : ''}`, this.key, this.iv, this.#extra, data);
    if (!gcm || opens) return shown(out, encoding);
    this.#tag = out.subarray(out.length - 16);
    return shown(out.subarray(0, out.length - 16), encoding);
  }
}
const pem = (key) => {
  const text = typeof key === 'string' ? key : key?.key ?? key;
  return typeof text === 'string' ? text : bytesOf(text).toString('utf8');
};
class Signature extends Digest {
  sign(key, encoding) {
    return shown(calculated('sign', this.algorithm, pem(key), Buffer.concat(this.parts)), encoding);
  }
  verify(key, signature, encoding) {
    return calculated('verify', this.algorithm, pem(key), Buffer.concat(this.parts), bytesOf(signature, encoding))[0] === 1;
  }
}
const randomUUID = () => host.uuid();
const randomBytes = (size, callback) => {
  const bytes = Buffer.from(Array.from({ length: size }, () => Math.floor(host.random() * 256)));
  if (callback) queueMicrotask(() => callback(null, bytes));
  return callback ? undefined : bytes;
};
const getRandomValues = (array) => {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  bytes.set(randomBytes(bytes.length));
  return array;
};
const randomInt = (a, b) => {
  const [low, high] = b === undefined ? [0, a] : [a, b];
  return low + Math.floor(host.random() * (high - low));
};
const timingSafeEqual = (a, b) => {
  if (a.byteLength !== b.byteLength) throw Object.assign(new RangeError('Input buffers must have the same byte length'), { code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH' });
  return bytesOf(a).equals(bytesOf(b));
};
const pbkdf2Sync = (password, salt, rounds, length, algorithm) => calculated('pbkdf2', algorithm.toLowerCase(), password, salt, rounds, length);
const later = (work) => (...args) => {
  const callback = args.pop();
  let out;
  try {
    out = work(...args);
  } catch (e) {
    queueMicrotask(() => callback(e));
    return;
  }
  queueMicrotask(() => callback(null, out));
};

// crypto.subtle: www.w3.org/TR/webcrypto/, hashes, HMAC and AES.
const arrayBuffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const hashOf = (algorithm) => (algorithm?.name ?? algorithm).toLowerCase().replace('sha-', 'sha');
class CryptoKey {
  constructor(bytes, algorithm, extractable, usages) {
    Object.assign(this, { type: 'secret', algorithm: typeof algorithm === 'string' ? { name: algorithm } : algorithm, extractable, usages });
    Object.defineProperty(this, 'bytes', { value: bytes });
  }
}
function unsupported(what) {
  throw Object.assign(new Error(`crypto.subtle: ${what} is not in Diorama's embedded Node.js; it has digests, HMAC and AES with raw keys.`), { name: 'NotSupportedError' });
}
const mac = (key, data) => new Digest(hashOf(key.algorithm.hash), key.bytes).update(data).digest();
function sealed(kind, { name, iv, counter, additionalData }, key, data) {
  const mode = /^AES-(CBC|GCM|CTR)$/i.exec(name)?.[1].toLowerCase() ?? unsupported(name);
  return arrayBuffer(calculated(kind, mode, key.bytes, iv ?? counter, additionalData ?? Buffer.alloc(0), data));
}
const subtle = {
  digest: async (algorithm, data) => arrayBuffer(new Digest(hashOf(algorithm)).update(data).digest()),
  importKey: async (format, data, algorithm, extractable, usages) => (format === 'raw' ? new CryptoKey(bytesOf(data), algorithm, extractable, usages) : unsupported(`the key format ${format}`)),
  exportKey: async (format, key) => (format === 'raw' ? arrayBuffer(Buffer.from(key.bytes)) : unsupported(`the key format ${format}`)),
  generateKey: async (algorithm, extractable, usages) => new CryptoKey(randomBytes((algorithm.length ?? 512) / 8), algorithm, extractable, usages),
  sign: async (algorithm, key, data) => (key.algorithm.name.toUpperCase() === 'HMAC' ? arrayBuffer(mac(key, data)) : unsupported(key.algorithm.name)),
  verify: async (algorithm, key, signature, data) => (key.algorithm.name.toUpperCase() === 'HMAC' ? mac(key, data).equals(bytesOf(signature)) : unsupported(key.algorithm.name)),
  encrypt: async (algorithm, key, data) => sealed('encrypt', algorithm, key, data),
  decrypt: async (algorithm, key, data) => sealed('decrypt', algorithm, key, data),
};
module.exports = {
  createHash: (algorithm) => new Digest(algorithm),
  createHmac: (algorithm, key, options) => new Digest(algorithm, bytesOf(key, options?.encoding)),
  createCipheriv: (algorithm, key, iv) => new Cipher('encrypt', algorithm, key, iv),
  createDecipheriv: (algorithm, key, iv) => new Cipher('decrypt', algorithm, key, iv),
  createSign: (algorithm) => new Signature(algorithm),
  createVerify: (algorithm) => new Signature(algorithm),
  sign: (algorithm, data, key) => new Signature(algorithm).update(data).sign(key),
  verify: (algorithm, data, key, signature) => new Signature(algorithm).update(data).verify(key, signature),
  hash: (algorithm, data, encoding = 'hex') => new Digest(algorithm).update(data).digest(encoding),
  pbkdf2Sync, pbkdf2: later(pbkdf2Sync),
  getHashes: () => [...HASHES],
  timingSafeEqual, randomUUID, randomBytes, randomInt, getRandomValues,
  randomFillSync: getRandomValues,
  webcrypto: { randomUUID, getRandomValues, subtle },
  subtle,
  constants: {},
};
for (const name of ['scrypt', 'scryptSync', 'createPrivateKey', 'createPublicKey', 'createSecretKey', 'generateKeyPair', 'generateKeyPairSync', 'createDiffieHellman', 'createECDH', 'hkdfSync', 'publicEncrypt', 'privateDecrypt', 'X509Certificate']) {
  module.exports[name] = absent(`crypto.${name}`);
}
