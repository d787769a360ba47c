// The part of node:zlib that handlers use: nodejs.org/api/zlib.html. A stream works when its input
// has ended.
const { Transform } = require('stream');
const LIMIT = Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128) * 1048576;
const bytes = (data) => (typeof data === 'string' ? Buffer.from(data) : data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength));
function convert(kind, data, options) {
  const limit = Math.min(LIMIT, options?.maxOutputLength ?? LIMIT);
  const answer = inner.host.zip(kind, bytes(data).toString('base64'), options?.level ?? -1, limit);
  if (answer.startsWith('!')) {
    const [code, text] = answer.slice(1).split('|');
    throw Object.assign(new (code === 'ERR_BUFFER_TOO_LARGE' ? RangeError : Error)(text), { code, errno: -3 });
  }
  return Buffer.from(answer, 'base64');
}
function stream(kind, options) {
  const parts = [];
  return new Transform({
    transform(chunk, encoding, done) {
      parts.push(chunk);
      done();
    },
    flush(done) {
      try {
        done(null, convert(kind, Buffer.concat(parts), options));
      } catch (e) {
        done(e);
      }
    },
  });
}
const KINDS = { gzip: 'Gzip', gunzip: 'Gunzip', deflate: 'Deflate', inflate: 'Inflate', deflateRaw: 'DeflateRaw', inflateRaw: 'InflateRaw', unzip: 'Unzip' };
for (const [name, title] of Object.entries(KINDS)) {
  exports[`${name}Sync`] = (data, options) => convert(name, data, options);
  exports[name] = (data, options, callback) => {
    const done = callback ?? options;
    let out;
    try {
      out = convert(name, data, callback ? options : undefined);
    } catch (e) {
      queueMicrotask(() => done(e));
      return;
    }
    queueMicrotask(() => done(null, out));
  };
  exports[`create${title}`] = (options) => stream(name, options);
}
for (const name of ['brotliCompress', 'brotliDecompress', 'brotliCompressSync', 'brotliDecompressSync', 'createBrotliCompress', 'createBrotliDecompress']) {
  exports[name] = inner.absent(`zlib.${name}`);
}
exports.constants = { Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_SYNC_FLUSH: 2, Z_FINISH: 4, BROTLI_PARAM_QUALITY: 1 };
