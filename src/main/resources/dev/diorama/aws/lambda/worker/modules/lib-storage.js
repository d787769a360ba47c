// @aws-sdk/lib-storage: uploads a body whose length nobody knows. It goes up in one piece here.
const { PutObjectCommand } = require('@aws-sdk/client-s3');
const { EventEmitter } = require('events');
class Upload extends EventEmitter {
  constructor({ client, params }) {
    super();
    this.client = client;
    this.params = params;
  }
  async done() {
    const { Body, Bucket, Key } = this.params;
    const parts = [];
    if (Body?.[Symbol.asyncIterator] && !(Body instanceof Uint8Array)) for await (const part of Body) parts.push(Buffer.from(part));
    const bytes = parts.length > 0 || Body?.[Symbol.asyncIterator] ? Buffer.concat(parts) : Body;
    const out = await this.client.send(new PutObjectCommand({ ...this.params, Body: bytes }));
    this.emit('httpUploadProgress', { loaded: bytes?.length, total: bytes?.length, part: 1, Key, Bucket });
    return { ...out, Bucket, Key, Location: `https://${Bucket}.s3.${await this.client.config.region()}.amazonaws.com/${Key}` };
  }
  async abort() {}
}
module.exports = { Upload };
