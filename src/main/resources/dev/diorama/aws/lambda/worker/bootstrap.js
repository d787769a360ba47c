// What AWS's Node.js runtime is to a handler: it loads the handler, hands it events and reports
// how each invocation ends. It has no access to the machine: all it can do is ask `host`.
//
// Behaviour follows AWS's published runtime interface client
// (github.com/aws/aws-lambda-nodejs-runtime-interface-client) and
// docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.
(function (host) {
  'use strict';
  const BLOB = '\u0000blob';
  const RealDate = Date;
  // Read once: each read of a member of `host` asks the machine outside.
  const { now, effect, random } = host;
  const parse = JSON.parse;
  const stringify = JSON.stringify;
  const cache = new Map();
  const calls = new Map();
  const timers = new Map();
  const nodeMajor = Number(/\d+/.exec(host.nodeVersion())[0]);
  let lastId = 0;
  let current;
  let handler;
  let isAsync = false;

  // The run's time and randomness; a handler sees no other.
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, self),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? () => now() : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = globalThis.Date;
  Math.random = () => random();

  // CommonJS: docs at nodejs.org/api/modules.html.
  const kinds = new Map();
  function isModuleFile(path) {
    if (!kinds.has(path)) kinds.set(path, isModule(path));
    return kinds.get(path);
  }
  function isModule(path) {
    if (path.endsWith('.mjs')) return true;
    if (!path.endsWith('.js')) return false;
    for (let dir = path; dir.includes('/'); ) {
      dir = dir.slice(0, dir.lastIndexOf('/'));
      const found = host.read(dir + '/package.json');
      const type = found === null ? undefined : parse(found).type;
      if (type !== undefined) return type === 'module';
      if (found !== null) break;
    }
    // Node.js 22 could look at the code too, but Lambda switches that off there:
    // docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    return nodeMajor >= 24 && looksLikeModule(path);
  }
  // As Node.js does it: what cannot be read as CommonJS because of module syntax is a module.
  function looksLikeModule(path) {
    const text = host.read(path) ?? '';
    if (!/\b(import[\s{*'"]|export[\s{*])/.test(text)) return false;
    try {
      host.compile(path, text);
      return false;
    } catch {
      return true;
    }
  }

  function normalize(path) {
    const out = [];
    for (const part of path.split('/')) {
      if (part === '..') out.pop();
      else if (part !== '' && part !== '.') out.push(part);
    }
    return '/' + out.join('/');
  }

  function asFile(path) {
    for (const end of ['', '.js', '.json', '.cjs', '.mjs']) {
      if (host.read(path + end) !== null) return path + end;
    }
    return undefined;
  }

  function resolve(specifier, from) {
    if (/^(\.|\/)/.test(specifier)) {
      const base = normalize(
        specifier[0] === '/' ? specifier : from.slice(0, from.lastIndexOf('/')) + '/' + specifier);
      return asFile(base) ?? asFile(base + '/index');
    }
    const name = specifier.replace(/^node:/, '');
    if (host.builtin(name) !== null) return 'builtin:' + name;
    for (let dir = from; dir.includes('/'); ) {
      dir = dir.slice(0, dir.lastIndexOf('/'));
      const base = dir + '/node_modules/' + name;
      const described = host.read(base + '/package.json');
      const main = described === null ? 'index' : parse(described).main ?? 'index';
      const found = asFile(normalize(base + '/' + main)) ?? asFile(base);
      if (found) return found;
    }
    return undefined;
  }

  // What is said to who misses a module that Lambda's own runtime has, or had.
  function hint(name) {
    if (/^@(aws-sdk|smithy|aws-crypto)\//.test(name)) {
      return ` (Diorama's embedded Node.js has of the AWS SDK for JavaScript v3: ${host.builtins().split('\n').filter((n) => n.startsWith('@aws-sdk/')).join(', ')}. For others, put the SDK into node_modules beside the code and set Diorama.Runtime to installed.)`;
    }
    // docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    return /^aws-sdk(\/|$)/.test(name)
      ? ' (The AWS SDK for JavaScript v2 is not in the runtimes since nodejs18.x: use v3, @aws-sdk/client-…)'
      : '';
  }

  function requireFrom(from) {
    const require = (specifier) => {
      const path = resolve(String(specifier), from);
      if (path === undefined) {
        const e = new Error(`Cannot find module '${specifier}'${hint(specifier)}\nRequire stack:\n- ${from}`);
        e.code = 'MODULE_NOT_FOUND';
        throw e;
      }
      return load(path);
    };
    require.resolve = (specifier) => resolve(String(specifier), from);
    return require;
  }

  function load(path) {
    const cached = cache.get(path);
    if (cached) return cached.exports;
    const builtin = path.startsWith('builtin:');
    const text = builtin ? host.builtin(path.slice(8)) : host.read(path);
    const module = { exports: {}, id: path, filename: path, loaded: false };
    if (path.endsWith('.json')) {
      module.exports = parse(text);
      cache.set(path, module);
      return module.exports;
    }
    if (!builtin && isModuleFile(path)) {
      const e = new Error(
        `require() of ES Module ${path} not supported by Diorama; use import instead`);
      e.code = 'ERR_REQUIRE_ESM';
      throw e;
    }
    cache.set(path, module);
    try {
      const body = host.compile(path, text);
      const dir = builtin ? '/' : path.slice(0, path.lastIndexOf('/'));
      body.call(
        module.exports, module.exports, requireFrom(path), module, path, dir, builtin ? inner : undefined);
      module.loaded = true;
      return module.exports;
    } catch (e) {
      cache.delete(path);
      throw e;
    }
  }

  // What the built-in modules may use of this runtime.
  const inner = {
    BLOB,
    RealDate,
    host,
    /**
     * Calls an operation; resolves to its output or rejects with {code, message, status, …}, or with
     * what `read` and `wrong` make of them. They are called before the promise is settled, which
     * spares a promise of their own: every step counts where JavaScript is interpreted.
     */
    call(service, operation, input, read, wrong) {
      const id = ++lastId;
      return new Promise((done, failed) => {
        const text = isPlain(input)
          ? stringify({ call: id, service, operation, input })
          : stringify({ call: id, binary: true, service, operation, input }, encode);
        calls.set(id, { done, failed, read, wrong });
        effect(text);
      });
    },
    log(level, text) {
      const at = new RealDate(now()).toISOString();
      effect(
        stringify({ log: `${at}\t${current?.requestId}\t${level}\t${text.replace(/\n/g, '\r')}` }));
    },
    exit(code) {
      host.exit(code ?? 0);
    },
    fetchClock: () => now(),
    environment: {},
    requireFrom,
    names: () => host.builtins().split('\n').filter((n) => !n.startsWith('@')),
    /** Stands for what Node.js has and this runtime has not: says so when it is called. */
    absent: (name) => function () {
      const e = new Error(`${name} is not in Diorama's embedded Node.js, which has no access to processes, sockets and files of this machine. With Diorama.Runtime set to installed, the function runs in the Node.js of this machine.`);
      e.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
      throw e;
    },
  };

  /** Whether JSON has a form for all that is in a value; deep ones are left to the encoder. */
  function isPlain(value, depth = 0) {
    if (depth > 40) return false;
    for (const key in value) {
      const member = value[key];
      if (typeof member === 'bigint') return false;
      if (typeof member === 'object' && member !== null) {
        if (member instanceof Uint8Array || member instanceof ArrayBuffer || !isPlain(member, depth + 1)) return false;
      }
    }
    return true;
  }

  function encode(key, value) {
    const raw = this[key];
    if (raw instanceof Uint8Array) return { [BLOB]: load('builtin:buffer').Buffer.from(raw).toString('base64') };
    if (raw instanceof ArrayBuffer) return encode.call({ x: new Uint8Array(raw) }, 'x');
    if (typeof raw === 'bigint') return JSON.rawJSON ? JSON.rawJSON(String(raw)) : Number(raw);
    return value;
  }

  function decode(key, value) {
    return value !== null && typeof value === 'object' && typeof value[BLOB] === 'string'
      ? load('builtin:buffer').Buffer.from(value[BLOB], 'base64')
      : value;
  }

  // Timers on the run's time.
  function timer(repeat) {
    return (callback, ms = 0, ...args) => {
      const id = ++lastId;
      const every = Math.max(1, Math.min(2147483647, Math.trunc(Number(ms)) || 1));
      timers.set(id, { callback, args, every, repeat });
      effect(stringify({ timer: id, ms: every }));
      return {
        id, ref() { return this; }, unref() { return this; }, hasRef: () => true,
        [Symbol.toPrimitive]: () => id,
      };
    };
  }
  function clear(t) {
    const id = Number(t?.id ?? t);
    if (timers.delete(id)) effect(stringify({ clear: id }));
  }
  globalThis.setTimeout = timer(false);
  globalThis.setInterval = timer(true);
  globalThis.setImmediate = (callback, ...args) => globalThis.setTimeout(callback, 1, ...args);
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = clear;
  globalThis.queueMicrotask = (callback) => void Promise.resolve().then(callback);
  globalThis.global = globalThis;

  // How an invocation ends.
  function isErrorLike(e) {
    return e && typeof e.name === 'string' && typeof e.message === 'string' && typeof e.stack === 'string';
  }
  function described(e) {
    try {
      return e instanceof Error || isErrorLike(e)
        ? { errorType: e.name, errorMessage: e.message, trace: String(e.stack).split('\n') }
        : { errorType: typeof e, errorMessage: String(e), trace: [] };
    } catch {
      return {
        errorType: 'handled',
        errorMessage: 'the error could not be read',
        trace: [],
      };
    }
  }
  function logError(title, e) {
    const d = described(e);
    const all = { errorType: d.errorType, errorMessage: d.errorMessage, code: e?.code, ...(e instanceof Error ? e : {}), stack: d.trace };
    let text;
    try {
      text = stringify(all);
    } catch {
      text = stringify(d);
    }
    inner.log('ERROR', `${title} \t${text}`);
  }
  function finish(end) {
    if (!current || current.ended) return;
    current.ended = true;
    host.error(stringify(end));
  }
  function answer(text) {
    current.ended = true;
    host.result(text);
  }
  function succeed(result) {
    if (!current || current.ended) return;
    let text;
    try {
      text = stringify(result === undefined ? null : result);
      if (text === undefined) text = 'null';
    } catch (cause) {
      const e = new Error('Unable to stringify response body');
      e.name = 'Runtime.MarshalError';
      return fail(e);
    }
    answer(text);
  }
  function fail(e) {
    if (!current || current.ended) return;
    logError('Invoke Error', e ?? new Error());
    finish({ error: described(e) });
  }
  function fatal(title, e) {
    if (!current || current.ended) return;
    logError(title, e);
    finish({ error: described(e), fatal: true });
  }
  Graal.setUnhandledPromiseRejectionHandler((reason) => {
    const e = new Error(isErrorLike(reason) ? `${reason.name}: ${reason.message}` : String(reason));
    e.name = 'Runtime.UnhandledPromiseRejection';
    fatal('Unhandled Promise Rejection', e);
  });

  // "file:line:column what is wrong", without the excerpt, which shows the function that CommonJS
  // puts around a file.
  function syntaxMessage(e) {
    return `SyntaxError: ${String(e.message).split('\n')[0]}`.replace(
      /(\.c?js):1:(\d+) /, (all, end, column) => `${end}:1:${Math.max(0, column - host.wrapperLength())} `);
  }
  function named(name, cause) {
    const e = new Error(typeof cause === 'string' ? cause : String(cause));
    e.name = 'Runtime.' + name;
    if (typeof cause !== 'string' && cause.stack) e.stack = `${e.name}: ${e.message}\n${cause.stack}`;
    return e;
  }

  async function findModule(root) {
    if (host.read(root) !== null) return load(root);
    if (host.read(root + '.js') !== null) {
      return isModuleFile(root + '.js') ? await import(root + '.js') : load(root + '.js');
    }
    if (host.read(root + '.mjs') !== null) return await import(root + '.mjs');
    if (host.read(root + '.cjs') !== null) return load(root + '.cjs');
    const name = root.slice(root.lastIndexOf('/') + 1);
    const e = new Error(`Cannot find module '${name}'\nRequire stack:\n- /var/runtime/index.mjs`);
    e.code = 'MODULE_NOT_FOUND';
    throw e;
  }

  async function loadHandler(text) {
    if (text.includes('..')) {
      throw named('MalformedHandlerName', `'${text}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
    }
    const slash = text.lastIndexOf('/') + 1;
    const match = /^([^.]*)\.(.*)$/.exec(text.slice(slash));
    if (!match) throw named('MalformedHandlerName', 'Bad handler');
    let app;
    try {
      app = await findModule('/var/task/' + text.slice(0, slash) + match[1]);
    } catch (e) {
      if (e instanceof SyntaxError) throw named('UserCodeSyntaxError', syntaxMessage(e));
      if (e?.code === 'MODULE_NOT_FOUND' || /^Cannot find (module|package)/.test(e?.message)) {
        throw named('ImportModuleError', e);
      }
      throw e;
    }
    const found = match[2].split('.').reduce((at, key) => at && at[key], app);
    if (!found) throw named('HandlerNotFound', `${text} is undefined or not exported`);
    if (typeof found !== 'function') throw named('HandlerNotFound', `${text} is not a function`);
    isAsync = found.constructor?.name === 'AsyncFunction';
    if (nodeMajor >= 24 && found.length >= 3) {
      throw named('CallbackHandlerDeprecated', 'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.');
    }
    return found;
  }

  function context({ deadline, ...c }) {
    return {
      callbackWaitsForEmptyEventLoop: true,
      ...c,
      getRemainingTimeInMillis: () => Math.max(0, deadline - now()),
      done: (e, result) => (e ? fail(e) : succeed(result)),
      succeed,
      fail,
    };
  }

  function call(event, c) {
    const own = context(c);
    // The answer of a callback waits until nothing is left to do, unless the handler says otherwise
    // (docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html).
    const callback = (e, result) => {
      const { answer, ended } = current;
      if (ended || answer) return;
      const tell = () => (e === null || e === undefined ? succeed(result) : fail(e));
      if (own.callbackWaitsForEmptyEventLoop) current.answer = tell;
      else tell();
    };
    let result;
    try {
      result = handler(event, own, callback);
    } catch (e) {
      return fail(e);
    }
    if (result && typeof result.then === 'function') result.then(succeed, fail);
  }

  // The INIT phase: loads the handler's module, which may already call and wait.
  function init(text) {
    current = { ended: false, init: true };
    loadHandler(text).then(
      (found) => {
        handler = found;
        current = undefined;
        host.initialized();
      },
      (e) => fatal('Uncaught Exception', e));
  }

  function begin(event, c) {
    current = { requestId: c.awsRequestId, ended: false };
    call(parse(event), c);
  }

  function guarded(task) {
    try {
      task();
    } catch (e) {
      fatal('Uncaught Exception', e);
    }
  }

  load('builtin:globals')(inner);
  // ES modules for the built-ins and for CommonJS files fetch what they export here.
  globalThis[Symbol.for('diorama.load')] = load;

  return {
    init: (text) => guarded(() => init(text)),
    start: (event, c) => {
      try {
        begin(event, parse(c));
      } catch (e) {
        fatal('Uncaught Exception', e);
      }
    },
    // `binary`: whether there is binary data in the answer.
    resume: (id, ok, answer, binary) => {
      const waiting = calls.get(id);
      if (!waiting) return;
      calls.delete(id);
      const value = binary ? parse(answer, decode) : parse(answer);
      if (!ok) return waiting.failed(waiting.wrong ? waiting.wrong(value) : value);
      if (!waiting.read) return waiting.done(value);
      let read;
      try {
        read = waiting.read(value);
      } catch (e) {
        return waiting.failed(e);
      }
      waiting.done(read);
    },
    timer: (id) => {
      const due = timers.get(id);
      if (!due) return;
      if (due.repeat) effect(stringify({ timer: id, ms: due.every }));
      else timers.delete(id);
      guarded(() => due.callback(...due.args));
    },
    // Node ends its process when nothing is left to wait for; the runtime client answers for it.
    idle: () => {
      if (!current || current.ended || calls.size > 0 || timers.size > 0) return;
      if (current.answer) return current.answer();
      if (isAsync || current.init) {
        const e = new Error('The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#process_exit_codes');
        e.name = 'Runtime.NodeJsExit';
        fail(e);
      } else {
        answer('null');
      }
    },
    exports: (path) => stringify(Object.keys(load(path))),
    resolve: (specifier, from) => resolve(specifier, from),
    hint,
    isModuleFile,
    load,
  };
})
