// The part of node:util that handlers use: nodejs.org/api/util.html.
function quoted(text) {
  const quote = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') ? '`' : "'";
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r');
  return quote + (quote === "'" ? escaped.replace(/'/g, "\\'") : escaped) + quote;
}
function key(name) {
  return typeof name === 'symbol' ? `[${String(name)}]` : /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}
function group(open, parts, close, indent) {
  if (parts.length === 0) return open + close;
  const line = `${open} ${parts.join(', ')} ${close}`;
  if (line.length + indent <= 76 && !line.includes('\n')) return line;
  const pad = ' '.repeat(indent + 2);
  return `${open}\n${pad}${parts.join(',\n' + pad)}\n${' '.repeat(indent)}${close}`;
}
function show(value, depth, indent, seen) {
  switch (typeof value) {
    case 'string': return quoted(value);
    case 'bigint': return `${value}n`;
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'function': return value.toString().startsWith('class ') ? `[class ${value.name}]` : `[Function: ${value.name || '(anonymous)'}]`.replace(': (anonymous)', ' (anonymous)');
    case 'object': break;
    default: return String(value);
  }
  if (value === null) return 'null';
  if (seen.includes(value)) return '[Circular *1]';
  const own = value[Symbol.for('nodejs.util.inspect.custom')];
  if (typeof own === 'function') {
    const shown = own.call(value, depth, {}, inspect);
    return typeof shown === 'string' ? shown : show(shown, depth, indent, seen);
  }
  if (value instanceof Error) return errorText(value, depth, indent, seen);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return 'Promise { <pending> }';
  const name = value.constructor?.name;
  if (depth < 0) return Array.isArray(value) ? '[Array]' : `[${name ?? 'Object: null prototype'}]`;
  const inside = [...seen, value];
  const sub = (v) => show(v, depth - 1, indent + 2, inside);
  if (Array.isArray(value)) {
    const parts = value.slice(0, 100).map(sub);
    if (value.length > 100) parts.push(`... ${value.length - 100} more items`);
    return group('[', parts, ']', indent);
  }
  if (typeof Buffer !== 'undefined' && value instanceof Buffer) {
    const more = value.length > 50 ? ` ... ${value.length - 50} more bytes` : '';
    return `<Buffer${[...value.subarray(0, 50)].map((b) => ' ' + b.toString(16).padStart(2, '0')).join('')}${more}>`;
  }
  if (ArrayBuffer.isView(value)) return group(`${name}(${value.length}) [`, Array.from(value).slice(0, 100).map(String), ']', indent);
  if (value instanceof Map) return group(`Map(${value.size}) {`, [...value].map(([k, v]) => `${sub(k)} => ${sub(v)}`), '}', indent);
  if (value instanceof Set) return group(`Set(${value.size}) {`, [...value].map(sub), '}', indent);
  const parts = Reflect.ownKeys(value)
    .filter((k) => Object.getOwnPropertyDescriptor(value, k)?.enumerable)
    .map((k) => `${key(k)}: ${sub(value[k])}`);
  const title = name === 'Object' ? '' : name ? `${name} ` : '[Object: null prototype] ';
  return group(`${title}{`, parts, '}', indent);
}
function errorText(e, depth, indent, seen) {
  const head = e.stack || `${e.name}: ${e.message}`;
  const own = Object.keys(e).filter((k) => k !== 'stack' && k !== 'message' && k !== 'name');
  if (own.length === 0 || depth < 0) return head;
  return `${head} ${group('{', own.map((k) => `${key(k)}: ${show(e[k], depth - 1, indent + 2, [...seen, e])}`), '}', indent)}`;
}
const inspect = (value, options) => show(value, options?.depth === null ? 100 : options?.depth ?? 2, 0, []);
function format(...args) {
  let rest = args;
  let out = '';
  if (typeof args[0] === 'string') {
    let next = 1;
    out = args[0].replace(/%([sdifjoOc%])/g, (all, kind) => {
      if (kind === '%') return args.length === 1 ? all : '%';
      if (next >= args.length) return all;
      const v = args[next++];
      switch (kind) {
        case 's': return typeof v === 'string' ? v : inspect(v, { depth: 0 });
        case 'd': return typeof v === 'bigint' ? `${v}n` : String(Number(v));
        case 'i': return String(parseInt(v, 10));
        case 'f': return String(parseFloat(v));
        case 'j': return JSON.stringify(v);
        case 'c': return '';
        default: return inspect(v);
      }
    });
    rest = args.slice(next);
    return [out, ...rest.map((v) => (typeof v === 'string' ? v : inspect(v)))].join(' ');
  }
  return rest.map((v) => (typeof v === 'string' ? v : inspect(v))).join(' ');
}
function clone(value, seen) {
  if (typeof value === 'function' || typeof value === 'symbol') {
    const e = new Error(`${String(value)} could not be cloned.`);
    e.name = 'DataCloneError';
    throw e;
  }
  if (value === null || typeof value !== 'object') return value;
  if (seen.has(value)) return seen.get(value);
  const put = (copy) => (seen.set(value, copy), copy);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (ArrayBuffer.isView(value)) return new value.constructor(value);
  if (value instanceof Map) {
    const copy = put(new Map());
    value.forEach((v, k) => copy.set(clone(k, seen), clone(v, seen)));
    return copy;
  }
  if (value instanceof Set) {
    const copy = put(new Set());
    value.forEach((v) => copy.add(clone(v, seen)));
    return copy;
  }
  if (value instanceof Error) return put(Object.assign(new value.constructor(value.message), { stack: value.stack }));
  const copy = put(Array.isArray(value) ? [] : {});
  for (const k of Object.keys(value)) copy[k] = clone(value[k], seen);
  return copy;
}
const custom = Symbol.for('nodejs.util.promisify.custom');
const promisify = (f) => f[custom] ?? ((...args) =>
  new Promise((done, failed) => f(...args, (e, value) => (e ? failed(e) : done(value)))));
promisify.custom = custom;
globalThis.setTimeout[custom] = (ms, value) => new Promise((done) => globalThis.setTimeout(done, ms, value));
globalThis.setImmediate[custom] = (value) => new Promise((done) => globalThis.setImmediate(done, value));
const callbackify = (f) => (...args) => {
  const callback = args.pop();
  f(...args).then((value) => callback(null, value), (e) => callback(e ?? new Error('Promise was rejected with falsy value')));
};
const inherits = (type, parent) => Object.setPrototypeOf(type.prototype, parent.prototype);
const isDeepStrictEqual = (a, b) => inspect(a, { depth: null }) === inspect(b, { depth: null });
inspect.custom = Symbol.for('nodejs.util.inspect.custom');
inspect.defaultOptions = {};
const is = (type) => (v) => v instanceof type;
const named = (name) => (v) => Object.prototype.toString.call(v) === `[object ${name}]`;
module.exports = {
  inspect, format, clone, promisify, callbackify, inherits, isDeepStrictEqual,
  deprecate: (f) => f,
  debuglog: () => Object.assign(() => {}, { enabled: false }),
  stripVTControlCharacters: (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''),
  isArray: Array.isArray,
  types: {
    isDate: is(Date), isPromise: is(Promise), isNativeError: is(Error), isRegExp: is(RegExp), isMap: is(Map), isSet: is(Set),
    isArrayBuffer: is(ArrayBuffer), isAnyArrayBuffer: is(ArrayBuffer), isUint8Array: is(Uint8Array), isTypedArray: (v) => ArrayBuffer.isView(v) && !(v instanceof DataView),
    isArrayBufferView: ArrayBuffer.isView, isAsyncFunction: named('AsyncFunction'), isGeneratorFunction: named('GeneratorFunction'), isProxy: () => false,
  },
  TextEncoder, TextDecoder,
};
