// node:module: nodejs.org/api/module.html.
const path = (from) => (String(from).startsWith('file:') ? new URL(String(from)).pathname : String(from));
module.exports = {
  createRequire: (from) => inner.requireFrom(path(from)),
  builtinModules: inner.names(),
  isBuiltin: (name) => inner.names().includes(String(name).replace(/^node:/, '')),
};
