// node:async_hooks: nodejs.org/api/async_context.html. An execution environment runs one invocation
// at a time, so a store holds until what it was set for has settled; two that run side by side in
// one invocation would see the later one's.
class AsyncLocalStorage {
  #store = undefined;
  getStore() {
    return this.#store;
  }
  run(store, task, ...args) {
    const before = this.#store;
    const restore = () => {
      if (this.#store === store) this.#store = before;
    };
    this.#store = store;
    let answer;
    try {
      answer = task(...args);
    } catch (e) {
      restore();
      throw e;
    }
    if (typeof answer?.then === 'function') answer.then(restore, restore);
    else restore();
    return answer;
  }
  exit(task, ...args) {
    return this.run(undefined, task, ...args);
  }
  enterWith(store) {
    this.#store = store;
  }
  disable() {
    this.#store = undefined;
  }
  static bind(task) {
    return task;
  }
}
class AsyncResource {
  constructor(type) {
    this.type = type;
  }
  runInAsyncScope(task, self, ...args) {
    return task.apply(self, args);
  }
  emitDestroy() {
    return this;
  }
  asyncId() {
    return 1;
  }
  triggerAsyncId() {
    return 0;
  }
  static bind(task) {
    return task;
  }
}
const hook = { enable: () => hook, disable: () => hook };
module.exports = { AsyncLocalStorage, AsyncResource, createHook: () => hook, executionAsyncId: () => 1, triggerAsyncId: () => 0 };
