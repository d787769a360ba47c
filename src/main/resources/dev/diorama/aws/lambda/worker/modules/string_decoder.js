// node:string_decoder: nodejs.org/api/string_decoder.html. Keeps the bytes of a character that has
// not come whole.
class StringDecoder {
  #kept = Buffer.alloc(0);
  constructor(encoding = 'utf8') {
    this.encoding = String(encoding).toLowerCase().replace('utf-8', 'utf8');
  }
  write(chunk) {
    if (typeof chunk === 'string') return chunk;
    const all = this.#kept.length > 0 ? Buffer.concat([this.#kept, chunk]) : Buffer.from(chunk);
    const whole = all.length - this.#open(all);
    this.#kept = all.subarray(whole);
    return all.subarray(0, whole).toString(this.encoding);
  }
  end(chunk) {
    const text = chunk === undefined ? '' : this.write(chunk);
    const rest = this.#kept.toString(this.encoding);
    this.#kept = Buffer.alloc(0);
    return text + rest;
  }
  /** How many bytes at the end belong to something that is not whole. */
  #open(bytes) {
    if (this.encoding === 'base64') return bytes.length % 3;
    if (this.encoding === 'utf16le') return bytes.length % 2;
    if (this.encoding !== 'utf8') return 0;
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
      const byte = bytes[bytes.length - back];
      if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
      if (byte < 0x80) return 0;
    }
    return 0;
  }
}
module.exports = { StringDecoder };
