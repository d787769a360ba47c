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
assert.fail = (m) => check(false, m, 'Failed');
assert.AssertionError = AssertionError;
assert.strict = assert;
module.exports = assert;
