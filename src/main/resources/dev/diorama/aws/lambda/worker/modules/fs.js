// node:fs, for reading the function's own files; nothing else exists, and nothing can be written.
const { resolve } = require('path');
const { host } = inner;
function missing(call, path) {
  return Object.assign(new Error(`ENOENT: no such file or directory, ${call} '${path}'`), { code: 'ENOENT', errno: -2, syscall: call, path });
}
function readFileSync(path, options) {
  const at = resolve(String(path instanceof URL ? path.pathname : path));
  const text = host.read(at);
  if (text === null) throw missing('open', path);
  const encoding = typeof options === 'string' ? options : options?.encoding;
  return encoding ? text : Buffer.from(text);
}
const existsSync = (path) => host.read(resolve(String(path))) !== null;
function readdirSync(path) {
  const root = resolve(String(path)) + '/';
  const names = host.list().split('\n').filter((f) => f.startsWith(root)).map((f) => f.slice(root.length).split('/')[0]);
  if (names.length === 0) throw missing('scandir', path);
  return [...new Set(names)];
}
function refused() {
  throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
}
const promises = {
  readFile: async (path, options) => readFileSync(path, options),
  readdir: async (path) => readdirSync(path),
  access: async (path) => { if (!existsSync(path)) throw missing('access', path); },
  writeFile: async () => refused(),
  mkdir: async () => refused(),
  unlink: async () => refused(),
};
module.exports = {
  readFileSync, existsSync, readdirSync, promises,
  readFile: (path, options, callback) => {
    const done = callback ?? options;
    promises.readFile(path, callback ? options : undefined).then((v) => done(null, v), done);
  },
  writeFileSync: refused, mkdirSync: refused, unlinkSync: refused,
};
