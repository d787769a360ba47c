// node:stream/consumers: nodejs.org/api/webstreams.html#utility-consumers.
async function buffer(stream) {
  const parts = [];
  for await (const part of stream) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
  return Buffer.concat(parts);
}
const text = async (stream) => (await buffer(stream)).toString('utf8');
module.exports = {
  buffer, text,
  json: async (stream) => JSON.parse(await text(stream)),
  arrayBuffer: async (stream) => {
    const b = await buffer(stream);
    return b.buffer.slice(b.byteOffset, b.byteOffset + b.length);
  },
  blob: async (stream) => new Blob([await buffer(stream)]),
};
