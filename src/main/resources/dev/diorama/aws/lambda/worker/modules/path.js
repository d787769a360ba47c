// node:path for POSIX paths: nodejs.org/api/path.html.
function normalize(path) {
  const absolute = path.startsWith('/');
  const out = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '..' || !absolute) out.push(part);
  }
  const text = out.join('/') + (path.endsWith('/') && out.length > 0 ? '/' : '');
  return absolute ? '/' + text : text || '.';
}
const join = (...parts) => normalize(parts.filter((p) => p !== '').join('/') || '.');
function resolve(...parts) {
  let at = '/var/task';
  for (const p of parts) at = p.startsWith('/') ? p : `${at}/${p}`;
  return normalize(at).replace(/(.)\/$/, '$1');
}
function basename(path, ext = '') {
  const name = path.replace(/\/+$/, '').split('/').at(-1);
  return ext !== '' && name.endsWith(ext) && name !== ext ? name.slice(0, -ext.length) : name;
}
function dirname(path) {
  const at = path.replace(/\/+$/, '').lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at);
}
function extname(path) {
  const name = basename(path);
  const at = name.lastIndexOf('.');
  return at <= 0 ? '' : name.slice(at);
}
function relative(from, to) {
  const a = resolve(from).split('/').filter(Boolean);
  const b = resolve(to).split('/').filter(Boolean);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}
const parse = (p) => ({ root: p.startsWith('/') ? '/' : '', dir: dirname(p) === '.' ? '' : dirname(p), base: basename(p), ext: extname(p), name: basename(p, extname(p)) });
module.exports = { normalize, join, resolve, basename, dirname, extname, relative, parse, isAbsolute: (p) => p.startsWith('/'), sep: '/', delimiter: ':' };
module.exports.posix = module.exports;
