// Between JavaScript values and DynamoDB's attribute values:
// docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-util-dynamodb/.
class NumberValueImpl {
  constructor(value) {
    this.value = String(value?.N ?? value);
  }
  static from(value) {
    return new NumberValueImpl(value);
  }
  toString() {
    return this.value;
  }
  toAttributeValue() {
    return { N: this.value };
  }
}
function number(value) {
  if (typeof value === 'number') {
    if (Number.isNaN(value) || !Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`);
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new Error(`Number ${value} is greater than Number.MAX_SAFE_INTEGER. Use NumberValue from @aws-sdk/lib-dynamodb.`);
  }
  return { N: String(value) };
}
function set(value, options) {
  const values = [...value].filter((v) => !(options.removeUndefinedValues && v === undefined));
  if (values.length === 0) {
    if (options.convertEmptyValues) return { NULL: true };
    throw new Error('Pass a non-empty set, or options.convertEmptyValues=true.');
  }
  const first = values[0];
  if (typeof first === 'number' || typeof first === 'bigint' || first instanceof NumberValueImpl) return { NS: values.map((v) => number(v).N) };
  if (typeof first === 'string') return { SS: values };
  if (first instanceof Uint8Array) return { BS: values };
  throw new Error('Only Number Set (NS), Binary Set (BS), String Set (SS) are allowed.');
}
// What is most often asked for comes first, and loops count: JavaScript is interpreted here.
function convertToAttr(value, options = {}) {
  if (typeof value === 'string' && value !== '') return { S: value };
  if (value === undefined) throw new Error('Pass options.removeUndefinedValues=true to remove undefined values from map/array/set.');
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((v) => typeof v !== 'function' && !(options.removeUndefinedValues && v === undefined)).map((v) => convertToAttr(v, options)) };
  if (value instanceof Set) return set(value, options);
  if (value instanceof Map) return { M: object(value, options) };
  if (value instanceof NumberValueImpl) return value.toAttributeValue();
  if (value instanceof Uint8Array) return value.length === 0 && options.convertEmptyValues ? { NULL: true } : { B: value };
  if (value instanceof ArrayBuffer) return convertToAttr(new Uint8Array(value), options);
  switch (typeof value) {
    case 'boolean': return { BOOL: value };
    case 'number': case 'bigint': return number(value);
    case 'string': return value === '' && options.convertEmptyValues ? { NULL: true } : { S: value };
    default: break;
  }
  const prototype = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  const plain = prototype === Object.prototype || prototype === null;
  if (plain || (options.convertClassInstanceToMap && typeof value === 'object')) return { M: members(value, options) };
  throw new Error(`Unsupported type passed: ${String(value)}. Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute.`);
}
function members(value, options) {
  const out = {};
  const names = Object.keys(value);
  for (let i = 0; i < names.length; i++) {
    const member = value[names[i]];
    if (typeof member === 'function' || (options.removeUndefinedValues && member === undefined)) continue;
    out[names[i]] = convertToAttr(member, options);
  }
  return out;
}
function object(entries, options) {
  const out = {};
  for (const [k, v] of entries) {
    if (typeof v === 'function' || (options.removeUndefinedValues && v === undefined)) continue;
    out[k] = convertToAttr(v, options);
  }
  return out;
}
function toNumber(text, options) {
  if (typeof options.wrapNumbers === 'function') return options.wrapNumbers(text);
  if (options.wrapNumbers) return NumberValueImpl.from(text);
  const n = Number(text);
  if (Math.abs(n) <= Number.MAX_SAFE_INTEGER) return n;
  try {
    return BigInt(text);
  } catch {
    throw new Error(`${text} can't be converted to BigInt. Set options.wrapNumbers to get string value.`);
  }
}
function convertToNative(attribute, options = {}) {
  for (const type in attribute) {
    const value = attribute[type];
    if (value === undefined) continue;
    switch (type) {
      case 'S': return String(value);
      case 'NULL': return null;
      case 'BOOL': return Boolean(value);
      case 'N': return toNumber(value, options);
      case 'B': return value;
      case 'L': return value.map((v) => convertToNative(v, options));
      case 'M': return unmarshall(value, options);
      case 'SS': return new Set(value);
      case 'NS': return new Set(value.map((v) => toNumber(v, options)));
      case 'BS': return new Set(value);
      default: throw new Error(`Unsupported type passed: ${type}`);
    }
  }
  throw new Error(`No value defined: ${JSON.stringify(attribute)}`);
}
function unmarshall(data, options) {
  const out = {};
  const names = Object.keys(data);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const value = convertToNative(data[name], options);
    // Assigning it would set the prototype.
    if (name === '__proto__') Object.defineProperty(out, name, { value, writable: true, enumerable: true, configurable: true });
    else out[name] = value;
  }
  return out;
}
function marshall(data, options) {
  const value = convertToAttr(data, options);
  const type = Object.keys(value)[0];
  return type === 'M' || type === 'L' ? (options?.convertTopLevelContainer ? value : value[type]) : value;
}
module.exports = { marshall, unmarshall, convertToAttr, convertToNative, NumberValueImpl };
