module.exports = {
  setTimeout: (ms, value) => new Promise((done) => globalThis.setTimeout(done, ms, value)),
  setImmediate: (value) => new Promise((done) => globalThis.setImmediate(done, value)),
  setInterval: async function* (ms, value) {
    for (;;) {
      await module.exports.setTimeout(ms);
      yield value;
    }
  },
};
