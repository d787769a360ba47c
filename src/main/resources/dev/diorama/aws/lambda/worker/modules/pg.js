// node-postgres as handlers use it: node-postgres.com/apis. Its wire protocol is not spoken: each
// statement is the operation ExecuteSql of the service `rds`, which knows the drawn databases, and
// is a transaction of its own there.
const { call } = inner;
const EventEmitter = require('events');

function settings(config = {}) {
  const c = typeof config === 'string' ? { connectionString: config } : config;
  const env = process.env;
  let from = {};
  if (c.connectionString) {
    const url = new URL(c.connectionString);
    from = { host: url.hostname, port: url.port || undefined, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database: url.pathname.slice(1) };
  }
  const pick = (name, variable, otherwise) => c[name] ?? from[name] ?? env[variable] ?? otherwise;
  const result = {
    Host: String(pick('host', 'PGHOST', 'localhost')),
    Port: Number(pick('port', 'PGPORT', 5432)),
    User: String(pick('user', 'PGUSER', 'postgres')),
  };
  const database = pick('database', 'PGDATABASE');
  if (database) result.Database = String(database);
  return result;
}
class DatabaseError extends Error {
  constructor(e) {
    super(e.message);
    this.name = 'error';
    this.severity = 'ERROR';
    this.code = e.code;
    Object.assign(this, e.details);
  }
}
function failure(e) {
  if (e instanceof Error) return e;
  if (e.network) return Object.assign(new Error('timeout expired'), { code: 'ETIMEDOUT' });
  return new DatabaseError(e);
}
const parameter = (v) =>
  v === undefined || v === null ? null
    : v instanceof Date ? v.toISOString()
      : v instanceof Uint8Array || typeof v !== 'object' ? v : JSON.stringify(v);
async function run(session, text, values) {
  const query = typeof text === 'object' ? text : { text, values };
  try {
    const out = await call('rds', 'ExecuteSql', { ...session, Sql: query.text, Parameters: (query.values ?? []).map(parameter) });
    const fields = (out.Columns ?? []).map((name) => ({ name }));
    const rows = query.rowMode === 'array' && fields.length > 0
      ? (out.Rows ?? []).map((r) => fields.map((f) => r[f.name]))
      : out.Rows ?? [];
    return { command: String(query.text).trim().split(/\s+/)[0].toUpperCase(), rowCount: out.RowCount ?? rows.length, rows, fields, oid: null };
  } catch (e) {
    throw failure(e);
  }
}
function answer(promise, callback) {
  if (typeof callback !== 'function') return promise;
  promise.then((v) => callback(null, v), (e) => callback(e));
  return undefined;
}
class Client extends EventEmitter {
  #session;
  #open = false;
  constructor(config) {
    super();
    this.#session = { ...settings(config) };
    this.host = this.#session.Host;
    this.port = this.#session.Port;
    this.user = this.#session.User;
    this.database = this.#session.Database;
  }
  connect(callback) {
    const opened = (async () => {
      if (this.#open) throw new Error('Client has already been connected. You cannot reuse a client.');
      await run(this.#session, 'SELECT 1');
      this.#open = true;
      return this;
    })();
    return answer(opened.then(() => undefined), callback);
  }
  query(text, values, callback) {
    const done = typeof values === 'function' ? values : callback;
    const work = this.#open
      ? run(this.#session, text, typeof values === 'function' ? undefined : values)
      : Promise.reject(new Error('Client was not connected'));
    return answer(work, done);
  }
  end(callback) {
    this.#open = false;
    return answer(Promise.resolve(), callback);
  }
  release() {}
}
class Pool extends EventEmitter {
  #config;
  #idle = [];
  constructor(config) {
    super();
    this.#config = config;
  }
  connect() {
    return this.#take();
  }
  async #take() {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const client = new Client(this.#config);
    await client.connect();
    client.release = () => void this.#idle.push(client);
    return client;
  }
  query(text, values, callback) {
    const done = typeof values === 'function' ? values : callback;
    const work = this.#take().then((client) =>
      client.query(text, typeof values === 'function' ? undefined : values).finally(() => client.release()));
    return answer(work, done);
  }
  async end() {
    this.#idle = [];
  }
}
module.exports = { Client, Pool, DatabaseError, types: { setTypeParser() {}, builtins: {} }, defaults: {} };
