// URL and URLSearchParams for http and similar schemes: url.spec.whatwg.org. No IDNA: host names
// must be ASCII.
const SPECIAL = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21' };
const formEncode = (text) =>
  encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()~]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
function formDecode(text) {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
class URLSearchParams {
  #pairs = [];
  #changed = () => {};
  constructor(init = '', changed) {
    if (changed) this.#changed = changed;
    if (typeof init === 'string') {
      for (const part of init.replace(/^\?/, '').split('&')) {
        if (part === '') continue;
        const at = part.indexOf('=');
        this.#pairs.push(at < 0 ? [formDecode(part), ''] : [formDecode(part.slice(0, at)), formDecode(part.slice(at + 1))]);
      }
    } else {
      for (const [k, v] of init[Symbol.iterator] ? init : Object.entries(init)) this.#pairs.push([String(k), String(v)]);
    }
  }
  append(name, value) {
    this.#pairs.push([String(name), String(value)]);
    this.#changed();
  }
  delete(name) {
    this.#pairs = this.#pairs.filter(([k]) => k !== name);
    this.#changed();
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
  set(name, value) {
    const at = this.#pairs.findIndex(([k]) => k === name);
    if (at < 0) this.#pairs.push([String(name), String(value)]);
    else this.#pairs = this.#pairs.filter(([k], i) => i <= at || k !== name).map((p, i) => (i === at ? [p[0], String(value)] : p));
    this.#changed();
  }
  sort() {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#changed();
  }
  forEach(f) {
    for (const [k, v] of this.#pairs) f(v, k, this);
  }
  get size() {
    return this.#pairs.length;
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
  toString() {
    return this.#pairs.map(([k, v]) => `${formEncode(k)}=${formEncode(v)}`).join('&');
  }
}
function invalid(input) {
  const e = new TypeError('Invalid URL');
  e.code = 'ERR_INVALID_URL';
  e.input = input;
  return e;
}
function cleaned(path) {
  const out = [];
  const parts = path.split('/').slice(1);
  parts.forEach((p, i) => {
    const last = i === parts.length - 1;
    if (p === '..') {
      out.pop();
      if (last) out.push('');
    } else if (p === '.') {
      if (last) out.push('');
    } else out.push(p);
  });
  return '/' + out.join('/');
}
class URL {
  constructor(input, base) {
    const text = String(input).trim();
    const m = /^([A-Za-z][A-Za-z0-9+.-]*:)(?:\/\/(?:([^\/?#@]*)@)?(\[[^\]]*\]|[^\/?#:]*)(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/.exec(text);
    if (!m) {
      if (base === undefined) throw invalid(text);
      const b = new URL(base);
      const origin = `${b.protocol}//${b.host}`;
      if (text.startsWith('//')) return new URL(b.protocol + text);
      if (text.startsWith('/')) return new URL(origin + text);
      if (text.startsWith('?')) return new URL(origin + b.pathname + text);
      if (text.startsWith('#') || text === '') return new URL(origin + b.pathname + b.search + text);
      return new URL(origin + b.pathname.replace(/[^\/]*$/, '') + text);
    }
    this.protocol = m[1].toLowerCase();
    const special = this.protocol in SPECIAL;
    if (special && !m[3]) throw invalid(text);
    const [user, password = ''] = (m[2] ?? '').split(':');
    this.username = user;
    this.password = password;
    this.hostname = (m[3] ?? '').toLowerCase();
    this.port = m[4] === SPECIAL[this.protocol] ? '' : m[4] ?? '';
    const encoded = (t) => t.replace(/[\u0000-\u0020"<>`{}\u007f-\uffff]+/gu, (c) => encodeURIComponent(c));
    this.pathname = special ? cleaned(encoded(m[5] || '/')) : m[5];
    let search = !m[6] || m[6] === '?' ? '' : encoded(m[6]);
    this.hash = !m[7] || m[7] === '#' ? '' : encoded(m[7]);
    let params = new URLSearchParams(search, () => fromParams());
    const fromParams = () => {
      const t = params.toString();
      search = t === '' ? '' : '?' + t;
    };
    Object.defineProperty(this, 'searchParams', { enumerable: true, get: () => params });
    Object.defineProperty(this, 'search', {
      enumerable: true,
      get: () => search,
      set: (t) => {
        search = t === '' || t === '?' ? '' : t[0] === '?' ? t : '?' + t;
        params = new URLSearchParams(search, () => fromParams());
      },
    });
  }
  get host() {
    return this.hostname + (this.port === '' ? '' : ':' + this.port);
  }
  get origin() {
    return this.protocol in SPECIAL ? `${this.protocol}//${this.host}` : 'null';
  }
  get href() {
    const login = this.username === '' ? '' : this.username + (this.password === '' ? '' : ':' + this.password) + '@';
    const slashes = this.hostname !== '' || this.protocol in SPECIAL || this.protocol === 'file:' ? '//' : '';
    return this.protocol + slashes + login + this.host + this.pathname + this.search + this.hash;
  }
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
  static canParse(input, base) {
    try {
      return Boolean(new URL(input, base));
    } catch {
      return false;
    }
  }
}
module.exports = {
  URL, URLSearchParams,
  fileURLToPath: (u) => decodeURIComponent(new URL(u).pathname),
  pathToFileURL: (p) => new URL('file://' + p),
  parse: (u) => {
    const p = new URL(u, 'http://localhost');
    return { ...p, host: p.host, href: p.href, query: p.search.slice(1), path: p.pathname + p.search };
  },
};
