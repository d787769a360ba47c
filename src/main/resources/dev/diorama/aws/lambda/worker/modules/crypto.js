// The part of node:crypto that handlers use. Random values come from the run's seed.
const { host } = inner;
class Digest {
  constructor(algorithm, key) {
    this.algorithm = algorithm.toLowerCase().replace(/^sha-?/, 'sha');
    this.key = key;
    this.parts = [];
  }
  update(data, encoding) {
    this.parts.push(Buffer.from(data, encoding));
    return this;
  }
  digest(encoding) {
    const data = Buffer.concat(this.parts).toString('base64');
    const answer = host.digest(this.algorithm, data, this.key === undefined ? null : this.key.toString('base64'));
    if (answer === null) throw new Error('Digest method not supported');
    const out = Buffer.from(answer, 'base64');
    return encoding ? out.toString(encoding) : out;
  }
}
const randomUUID = () => host.uuid();
const randomBytes = (size) => Buffer.from(Array.from({ length: size }, () => Math.floor(host.random() * 256)));
const getRandomValues = (array) => {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  bytes.set(randomBytes(bytes.length));
  return array;
};
const randomInt = (a, b) => {
  const [low, high] = b === undefined ? [0, a] : [a, b];
  return low + Math.floor(host.random() * (high - low));
};
const subtle = {
  digest: async (algorithm, data) => {
    const bytes = new Digest(algorithm.name ?? algorithm).update(new Uint8Array(data.buffer ?? data)).digest();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  },
};
module.exports = {
  createHash: (algorithm) => new Digest(algorithm),
  createHmac: (algorithm, key) => new Digest(algorithm, Buffer.from(key)),
  timingSafeEqual: (a, b) => Buffer.from(a).equals(b),
  randomUUID, randomBytes, randomInt, getRandomValues,
  webcrypto: { randomUUID, getRandomValues, subtle, createHash: (a) => new Digest(a) },
};
