// node:events: nodejs.org/api/events.html.
class EventEmitter {
  #listeners = new Map();
  on(event, listener) {
    this.#listeners.set(event, [...this.listeners(event), listener]);
    return this;
  }
  addListener(event, listener) {
    return this.on(event, listener);
  }
  once(event, listener) {
    const one = (...args) => {
      this.off(event, one);
      listener.apply(this, args);
    };
    one.listener = listener;
    return this.on(event, one);
  }
  off(event, listener) {
    this.#listeners.set(event, this.listeners(event).filter((l) => l !== listener && l.listener !== listener));
    return this;
  }
  removeListener(event, listener) {
    return this.off(event, listener);
  }
  prependListener(event, listener) {
    this.#listeners.set(event, [listener, ...this.listeners(event)]);
    return this;
  }
  prependOnceListener(event, listener) {
    this.once(event, listener);
    const all = this.listeners(event);
    this.#listeners.set(event, [all.at(-1), ...all.slice(0, -1)]);
    return this;
  }
  eventNames() {
    return [...this.#listeners].filter(([, all]) => all.length > 0).map(([event]) => event);
  }
  rawListeners(event) {
    return [...this.listeners(event)];
  }
  setMaxListeners() {
    return this;
  }
  getMaxListeners() {
    return 10;
  }
  removeAllListeners(event) {
    if (event === undefined) this.#listeners.clear();
    else this.#listeners.delete(event);
    return this;
  }
  listeners(event) {
    return this.#listeners.get(event) ?? [];
  }
  listenerCount(event) {
    return this.listeners(event).length;
  }
  emit(event, ...args) {
    const all = this.listeners(event);
    if (event === 'error' && all.length === 0) throw args[0] instanceof Error ? args[0] : new Error(`Unhandled error. (${args[0]})`);
    for (const l of all) l.apply(this, args);
    return all.length > 0;
  }
}
const once = (emitter, event) => new Promise((done, failed) => {
  emitter.once(event, (...args) => done(args));
  if (event !== 'error') emitter.once('error', failed);
});
EventEmitter.defaultMaxListeners = 10;
module.exports = EventEmitter;
module.exports.EventEmitter = EventEmitter;
module.exports.once = once;
module.exports.on = async function* (emitter, event) {
  const waiting = [];
  let wake = () => {};
  const listener = (...args) => {
    waiting.push(args);
    wake();
  };
  emitter.on(event, listener);
  try {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift();
      await new Promise((done) => { wake = done; });
    }
  } finally {
    emitter.off(event, listener);
  }
};
