// node:assert: nodejs.org/api/assert.html.
const { inspect, isDeepStrictEqual } = require('util');
class AssertionError extends Error {
  constructor(message, actual, expected) {
    super(message);
    this.name = 'AssertionError';
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
  }
}
function check(holds, message, text, actual, expected) {
  if (holds) return;
  throw message instanceof Error ? message : new AssertionError(message ?? text, actual, expected);
}
const assert = (value, message) => check(value, message, 'The expression evaluated to a falsy value', value, true);
assert.ok = assert;
assert.equal = (a, b, m) => check(a == b, m, `${inspect(a)} == ${inspect(b)}`, a, b);
assert.strictEqual = (a, b, m) => check(Object.is(a, b), m, `Expected values to be strictly equal: ${inspect(a)} !== ${inspect(b)}`, a, b);
assert.notStrictEqual = (a, b, m) => check(!Object.is(a, b), m, `Expected values to differ: ${inspect(a)}`, a, b);
assert.deepStrictEqual = assert.deepEqual = (a, b, m) => check(isDeepStrictEqual(a, b), m, `Expected values to be deeply equal: ${inspect(a)} and ${inspect(b)}`, a, b);
assert.notEqual = (a, b, m) => check(a != b, m, `${inspect(a)} != ${inspect(b)}`, a, b);
assert.notDeepStrictEqual = assert.notDeepEqual = (a, b, m) => check(!isDeepStrictEqual(a, b), m, `Expected values not to be deeply equal: ${inspect(a)}`, a, b);
assert.match = (text, pattern, m) => check(pattern.test(text), m, `The input did not match the regular expression ${pattern}. Input: ${inspect(text)}`, text, pattern);
assert.doesNotMatch = (text, pattern, m) => check(!pattern.test(text), m, `The input was expected to not match the regular expression ${pattern}. Input: ${inspect(text)}`, text, pattern);
assert.ifError = (e) => {
  if (e !== null && e !== undefined) throw e;
};
/** Whether an error is the one that is expected: a class, a pattern, properties or a function. */
function expectedError(e, wanted) {
  if (wanted === undefined || typeof wanted === 'string') return;
  const own = typeof wanted === 'function';
  const holds = own
    ? wanted.prototype instanceof Error || wanted === Error ? e instanceof wanted : wanted(e) === true
    : wanted instanceof RegExp ? wanted.test(String(e)) : Object.keys(wanted).every((k) => (wanted[k] instanceof RegExp ? wanted[k].test(e[k]) : isDeepStrictEqual(e[k], wanted[k])));
  if (!holds) throw e;
}
assert.throws = (task, wanted, m) => {
  try {
    task();
  } catch (e) {
    return expectedError(e, wanted);
  }
  check(false, typeof wanted === 'string' ? wanted : m, 'Missing expected exception.');
};
assert.doesNotThrow = (task) => task();
assert.rejects = async (task, wanted, m) => {
  try {
    await (typeof task === 'function' ? task() : task);
  } catch (e) {
    return expectedError(e, wanted);
  }
  check(false, typeof wanted === 'string' ? wanted : m, 'Missing expected rejection.');
};
assert.doesNotReject = async (task) => void (await (typeof task === 'function' ? task() : task));
assert.fail = (m) => check(false, m, 'Failed');
assert.AssertionError = AssertionError;
assert.strict = assert;
module.exports = assert;
