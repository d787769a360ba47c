// Modules of Node.js that need processes, sockets or threads: their members are there, so that a
// program that imports them but does not call them works, and say what is wrong when called.
const MEMBERS = {
  child_process: ['exec', 'execFile', 'execSync', 'execFileSync', 'fork', 'spawn', 'spawnSync'],
  cluster: ['fork', 'setupPrimary'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveTxt', 'reverse', 'setServers'],
  http2: ['connect', 'createServer', 'createSecureServer'],
  inspector: ['open', 'close', 'url'],
  net: ['connect', 'createConnection', 'createServer', 'Socket', 'Server'],
  readline: ['createInterface'],
  tls: ['connect', 'createServer', 'createSecureContext'],
  vm: ['createContext', 'runInContext', 'runInNewContext', 'runInThisContext'],
  worker_threads: ['Worker', 'MessageChannel'],
};
module.exports = (name) => {
  const members = Object.fromEntries(MEMBERS[name].map((m) => [m, inner.absent(`${name}.${m}`)]));
  if (name === 'net') Object.assign(members, { isIP: (t) => (/^\d{1,3}(\.\d{1,3}){3}$/.test(t) ? 4 : String(t).includes(':') ? 6 : 0), isIPv4: (t) => members.isIP(t) === 4, isIPv6: (t) => members.isIP(t) === 6 });
  if (name === 'dns') members.promises = Object.fromEntries(MEMBERS.dns.map((m) => [m, inner.absent(`dns.promises.${m}`)]));
  if (name === 'worker_threads') Object.assign(members, { isMainThread: true, parentPort: null, threadId: 0, workerData: null });
  if (name === 'cluster') Object.assign(members, { isPrimary: true, isMaster: true, isWorker: false });
  return members;
};
