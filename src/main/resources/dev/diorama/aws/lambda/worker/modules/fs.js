// node:fs: the function's own files, which nobody can change, and /tmp, which is the environment's
// own and stays from one invocation to the next, up to its size
// (docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html). What is written to
// /tmp counts as memory here too. Nothing of the machine is reachable.
const path = require('path');
const { host } = inner;
const NUMBERS = { ENOENT: -2, EEXIST: -17, ENOTDIR: -20, EISDIR: -21, EINVAL: -22, ENOSPC: -28, EROFS: -30, ENOTEMPTY: -39, EBADF: -9 };
const TEXTS = {
  ENOENT: 'no such file or directory', EEXIST: 'file already exists', ENOTDIR: 'not a directory', EISDIR: 'illegal operation on a directory',
  EINVAL: 'invalid argument', ENOSPC: 'no space left on device', EROFS: 'read-only file system', ENOTEMPTY: 'directory not empty', EBADF: 'bad file descriptor',
};
function failure(code, call, file) {
  const at = file === undefined ? '' : ` '${file}'`;
  return Object.assign(new Error(`${code}: ${TEXTS[code]}, ${call}${at}`), { code, errno: NUMBERS[code], syscall: call, ...(file === undefined ? {} : { path: String(file) }) });
}
const nameOf = (file) => path.resolve(String(file instanceof URL ? decodeURIComponent(file.pathname) : Buffer.isBuffer(file) ? file.toString() : file)).replace(/(.)\/$/, '$1');
const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding ?? undefined);

// What is below /tmp: a Buffer is a file, true a folder.
const files = new Map([['/tmp', true]]);
const times = new Map();
let used = 0;
const room = host.storage() * 1048576;
const isTemporary = (name) => name === '/tmp' || name.startsWith('/tmp/');
const isTaskFolder = (name) => host.list().split('\n').some((f) => f.startsWith(name === '/' ? '/' : name + '/')) || name === '/';
function lookUp(name) {
  const own = files.get(name);
  if (own !== undefined) return own;
  const text = isTemporary(name) ? null : host.read(name);
  return text !== null ? Buffer.from(text) : !isTemporary(name) && isTaskFolder(name) ? true : undefined;
}
function writable(name, call, file) {
  if (!isTemporary(name)) throw failure('EROFS', call, file);
}
function put(name, bytes, call, file) {
  writable(name, call, file);
  if (files.get(name) === true) throw failure('EISDIR', call, file);
  if (files.get(path.dirname(name)) !== true) throw failure(files.has(path.dirname(name)) ? 'ENOTDIR' : 'ENOENT', call, file);
  const more = bytes.length - (files.get(name)?.length ?? 0);
  // Node.js names no file where a write fails.
  if (used + more > room) throw failure('ENOSPC', 'write');
  used += more;
  files.set(name, bytes);
  times.set(name, Date.now());
}
function drop(name) {
  const had = files.get(name);
  if (had !== true && had !== undefined) used -= had.length;
  files.delete(name);
  times.delete(name);
}
const below = (name) => [...files.keys()].filter((f) => f.startsWith(name + '/'));
const bytesOf = (data, options) => (typeof data === 'string' ? Buffer.from(data, encodingOf(options)) : ArrayBuffer.isView(data) ? Buffer.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) : Buffer.from(String(data)));

class Stats {
  constructor(it, time) {
    this.size = it === true ? 4096 : it.length;
    this.mode = it === true ? 0o40755 : 0o100644;
    for (const t of ['atime', 'mtime', 'ctime', 'birthtime']) {
      this[t] = new Date(time);
      this[t + 'Ms'] = time;
    }
    Object.defineProperty(this, 'folder', { value: it === true });
  }
  isFile() { return !this.folder; }
  isDirectory() { return this.folder; }
  isSymbolicLink() { return false; }
}
class Dirent extends Stats {
  constructor(name, parent, it) {
    super(it, 0);
    this.name = name;
    this.parentPath = this.path = parent;
  }
}
const open = new Map();
let lastDescriptor = 2;
function described(fd, call) {
  const it = open.get(fd);
  if (!it) throw failure('EBADF', call);
  return it;
}

const own = {
  readFile(file, options) {
    const name = typeof file === 'number' ? described(file, 'read').name : nameOf(file);
    const it = lookUp(name);
    if (it === undefined) throw failure('ENOENT', 'open', file);
    if (it === true) throw failure('EISDIR', 'read');
    const encoding = encodingOf(options);
    return encoding ? it.toString(encoding) : Buffer.from(it);
  },
  writeFile(file, data, options) {
    const name = typeof file === 'number' ? described(file, 'write').name : nameOf(file);
    const flag = options?.flag ?? 'w';
    if (flag.includes('x') && lookUp(name) !== undefined) throw failure('EEXIST', 'open', file);
    if (flag.startsWith('a')) return own.appendFile(file, data, options);
    put(name, bytesOf(data, options), 'open', file);
  },
  appendFile(file, data, options) {
    const name = typeof file === 'number' ? described(file, 'write').name : nameOf(file);
    const before = files.get(name);
    put(name, before instanceof Uint8Array ? Buffer.concat([before, bytesOf(data, options)]) : bytesOf(data, options), 'open', file);
  },
  truncate(file, length = 0) {
    const it = own.readFile(file);
    put(nameOf(file), Buffer.concat([it], length), 'open', file);
  },
  copyFile(from, to) {
    put(nameOf(to), own.readFile(from), 'copyfile', to);
  },
  rename(from, to) {
    const a = nameOf(from);
    const it = lookUp(a);
    if (it === undefined) throw failure('ENOENT', 'rename', from);
    writable(a, 'rename', from);
    writable(nameOf(to), 'rename', to);
    for (const f of [a, ...below(a)]) {
      const moved = files.get(f);
      drop(f);
      if (moved === true) files.set(nameOf(to) + f.slice(a.length), true);
      else put(nameOf(to) + f.slice(a.length), moved, 'rename', to);
    }
  },
  unlink(file) {
    const name = nameOf(file);
    const it = lookUp(name);
    if (it === undefined) throw failure('ENOENT', 'unlink', file);
    writable(name, 'unlink', file);
    if (it === true) throw failure('EISDIR', 'unlink', file);
    drop(name);
  },
  rm(file, options) {
    const name = nameOf(file);
    const it = lookUp(name);
    if (it === undefined) {
      if (options?.force) return;
      throw failure('ENOENT', 'rm', file);
    }
    writable(name, 'rm', file);
    if (it === true && !options?.recursive) throw failure('EISDIR', 'rm', file);
    for (const f of below(name)) drop(f);
    if (name !== '/tmp') drop(name);
  },
  rmdir(file, options) {
    const name = nameOf(file);
    if (options?.recursive) return own.rm(file, { recursive: true });
    if (lookUp(name) === undefined) throw failure('ENOENT', 'rmdir', file);
    writable(name, 'rmdir', file);
    if (files.get(name) !== true) throw failure('ENOTDIR', 'rmdir', file);
    if (below(name).length > 0) throw failure('ENOTEMPTY', 'rmdir', file);
    drop(name);
  },
  mkdir(file, options) {
    const name = nameOf(file);
    const recursive = Boolean(options?.recursive);
    if (lookUp(name) !== undefined) {
      if (recursive && lookUp(name) === true) return undefined;
      throw failure('EEXIST', 'mkdir', file);
    }
    writable(name, 'mkdir', file);
    const parent = path.dirname(name);
    if (files.get(parent) !== true) {
      if (!recursive) throw failure('ENOENT', 'mkdir', file);
      own.mkdir(parent, options);
    }
    files.set(name, true);
    times.set(name, Date.now());
    return recursive ? name : undefined;
  },
  mkdtemp(prefix) {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    const name = prefix + Array.from({ length: 6 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
    own.mkdir(name);
    return name;
  },
  readdir(folder, options) {
    const name = nameOf(folder);
    const it = lookUp(name);
    if (it === undefined) throw failure('ENOENT', 'scandir', folder);
    if (it !== true) throw failure('ENOTDIR', 'scandir', folder);
    const root = name === '/' ? '/' : name + '/';
    const all = [...(isTemporary(name) ? [] : host.list().split('\n')), ...files.keys()].filter((f) => f.startsWith(root) && f !== root).map((f) => f.slice(root.length));
    const names = [...new Set(options?.recursive ? all : all.map((f) => f.split('/')[0]))].sort();
    return options?.withFileTypes ? names.map((n) => new Dirent(n, name, lookUp(root + n))) : names;
  },
  stat(file, options) {
    const name = nameOf(file);
    const it = lookUp(name);
    if (it === undefined) {
      if (options?.throwIfNoEntry === false) return undefined;
      throw failure('ENOENT', 'stat', file);
    }
    return new Stats(it, times.get(name) ?? 0);
  },
  access(file, mode) {
    const name = nameOf(file);
    if (lookUp(name) === undefined) throw failure('ENOENT', 'access', file);
    if (mode & 2) writable(name, 'access', file);
  },
  realpath: (file) => {
    own.access(file);
    return nameOf(file);
  },
  open(file, flags = 'r') {
    const name = nameOf(file);
    if (flags.startsWith('r') && lookUp(name) === undefined) throw failure('ENOENT', 'open', file);
    if (flags.startsWith('w')) own.writeFile(file, '', { flag: flags });
    if (flags.startsWith('a') && lookUp(name) === undefined) own.writeFile(file, '');
    const fd = ++lastDescriptor;
    open.set(fd, { name, at: 0 });
    return fd;
  },
  close(fd) {
    described(fd, 'close');
    open.delete(fd);
  },
  read(fd, buffer, offset = 0, length = buffer.length - offset, position = null) {
    const it = described(fd, 'read');
    const from = position ?? it.at;
    const part = lookUp(it.name).subarray(from, from + length);
    buffer.set(part, offset);
    if (position === null) it.at += part.length;
    return part.length;
  },
  write(fd, data) {
    const { name } = described(fd, 'write');
    const bytes = bytesOf(data);
    own.appendFile(name, bytes);
    return bytes.length;
  },
  chmod(file) { own.access(file); },
  chown(file) { own.access(file); },
  utimes(file) { own.access(file); },
  fsync() {},
};
own.lstat = own.stat;
own.fstat = (fd) => own.stat(described(fd, 'fstat').name);

const promises = {};
for (const [name, work] of Object.entries(own)) {
  exports[name + 'Sync'] = work;
  exports[name] = (...args) => {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : () => {};
    let answer;
    try {
      answer = work(...args);
    } catch (e) {
      queueMicrotask(() => callback(e));
      return;
    }
    queueMicrotask(() => callback(null, answer));
  };
  promises[name] = async (...args) => work(...args);
}
promises.open = async (file, flags) => {
  const fd = own.open(file, flags);
  return {
    fd,
    read: async (...args) => ({ bytesRead: own.read(fd, ...args), buffer: args[0] }),
    readFile: async (options) => own.readFile(fd, options),
    write: async (data) => ({ bytesWritten: own.write(fd, data), buffer: data }),
    writeFile: async (data, options) => own.writeFile(fd, data, options),
    appendFile: async (data, options) => own.appendFile(fd, data, options),
    stat: async () => own.fstat(fd),
    close: async () => own.close(fd),
  };
};
exports.existsSync = (file) => lookUp(nameOf(file)) !== undefined;
exports.exists = (file, callback) => queueMicrotask(() => callback(exports.existsSync(file)));
exports.createReadStream = (file, options) => {
  const { Readable } = require('stream');
  let read = false;
  const stream = new Readable({
    encoding: encodingOf(options),
    read() {
      if (read) return;
      read = true;
      try {
        const bytes = own.readFile(file).subarray(options?.start ?? 0, options?.end === undefined ? undefined : options.end + 1);
        for (let at = 0; at < bytes.length; at += 65536) this.push(bytes.subarray(at, at + 65536));
        this.push(null);
      } catch (e) {
        this.destroy(e);
      }
    },
  });
  stream.path = file;
  return stream;
};
exports.createWriteStream = (file, options) => {
  const { Writable } = require('stream');
  const parts = [];
  const stream = new Writable({
    write(chunk, encoding, done) {
      parts.push(chunk);
      stream.bytesWritten += chunk.length;
      done();
    },
    final(done) {
      try {
        (String(options?.flags ?? 'w').startsWith('a') ? own.appendFile : own.writeFile)(file, Buffer.concat(parts));
        done();
      } catch (e) {
        done(e);
      }
    },
  });
  stream.bytesWritten = 0;
  stream.path = file;
  return stream;
};
exports.constants = promises.constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };
exports.watch = inner.absent('fs.watch');
exports.symlinkSync = inner.absent('fs.symlinkSync');
Object.assign(exports, { promises, Stats, Dirent });
