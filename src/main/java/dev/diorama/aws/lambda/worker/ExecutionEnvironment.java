package dev.diorama.aws.lambda.worker;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/// One execution environment of a function: a JavaScript context that is kept between invocations,
/// so that module state persists
/// (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html). It is used by one
/// thread.
///
/// A *turn* gives the handler one thing (an event, the answer to a call, a timer that is due), runs
/// it until it waits again and answers what it wants done. Time and randomness come with the turn.
final class ExecutionEnvironment {
  /// The exit status of a process that was killed.
  private static final int KILLED = 137;

  /// The size of `/tmp` in MB unless set
  /// (docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html).
  private static final long DEFAULT_STORAGE = 512;

  private final Builtins builtins;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final String nodeVersion;
  private final long storageMegabytes;
  private final ProxyObject variables;
  private final Context context;
  private final org.graalvm.polyglot.Value nothing;
  private final org.graalvm.polyglot.Value runtime;
  private final org.graalvm.polyglot.Value start;
  private final org.graalvm.polyglot.Value resume;
  private final org.graalvm.polyglot.Value idle;

  private long now;
  private SplittableRandom random = new SplittableRandom(0);
  private final List<Value> effects = new ArrayList<>();
  private Optional<String> result = Optional.empty();
  private Optional<String> error = Optional.empty();
  private boolean initialized;
  private Optional<Integer> exit = Optional.empty();

  /// @param setup `files` (text by path relative to the code's folder), `variables` and `node`
  ///   (Node.js's version), `storage` (the size of `/tmp` in MB), and `now`, the run's time in ms
  ExecutionEnvironment(Engine engine, Builtins builtins, Fields setup) {
    this.builtins = builtins;
    setup
        .fields("files")
        .values()
        .forEach((path, text) -> files.put("/var/task/" + path, text.asText().orElse("")));
    nodeVersion = setup.text("node").orElse("v22.0.0");
    storageMegabytes = setup.number("storage").orElse(DEFAULT_STORAGE);
    now = setup.number("now").orElse(0L);
    var environment = new LinkedHashMap<String, Object>();
    setup
        .fields("variables")
        .values()
        .forEach((name, text) -> environment.put(name, text.asText().orElse("")));
    variables = ProxyObject.fromMap(environment);
    context =
        Context.newBuilder("js")
            .engine(engine)
            .allowHostAccess(HostAccess.NONE)
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .allowEnvironmentAccess(EnvironmentAccess.NONE)
            .allowCreateThread(false)
            .allowCreateProcess(false)
            .allowExperimentalOptions(true)
            .allowIO(
                IOAccess.newBuilder()
                    .fileSystem(new CodeFileSystem(files, this::wrapper, kinds()))
                    .build())
            .timeZone(ZoneOffset.UTC)
            .option("js.text-encoding", "true")
            .option("js.unhandled-rejections", "handler")
            .option("js.console", "false")
            .option("js.load", "false")
            .option("js.print", "false")
            .option("js.polyglot-builtin", "false")
            .option("js.java-package-globals", "false")
            .build();
    nothing = context.eval("js", "null");
    runtime = context.eval(builtins.bootstrap()).execute(host());
    start = runtime.getMember("start");
    resume = runtime.getMember("resume");
    idle = runtime.getMember("idle");
  }

  private CodeFileSystem.ModuleKinds kinds() {
    return new CodeFileSystem.ModuleKinds() {
      @Override
      public boolean isModule(String path) {
        return runtime.invokeMember("isModuleFile", path).asBoolean();
      }

      @Override
      public Optional<String> resolve(String specifier) {
        var found = runtime.invokeMember("resolve", specifier, "/var/task/index.js");
        return found.isString() ? Optional.of(found.asString()) : Optional.empty();
      }

      @Override
      public String hint(String specifier) {
        return runtime.invokeMember("hint", specifier).asString();
      }
    };
  }

  /// The ES module that stands for a CommonJS one. It is loaded here already, when the importing
  /// module is linked, because an ES module must say what it exports before it runs.
  private String wrapper(String path) {
    var names = runtime.invokeMember("exports", path).asString();
    var text =
        new StringBuilder("const m = globalThis[Symbol.for('diorama.load')](")
            .append(Json.write(Value.of(path)))
            .append(");\nexport default m;\n");
    for (var name : names.replaceAll("[\\[\\]\"]", "").split(",", -1)) {
      if (name.matches("[A-Za-z_$][A-Za-z0-9_$]*") && !name.equals("default")) {
        text.append("const $").append(name).append(" = m.").append(name);
        text.append("; export { $").append(name).append(" as ").append(name).append(" };\n");
      }
    }
    return text.toString();
  }

  private ProxyObject host() {
    var host = new LinkedHashMap<String, Object>();
    host.put("now", (ProxyExecutable) a -> (double) now);
    host.put("random", (ProxyExecutable) a -> random.nextDouble());
    host.put("uuid", (ProxyExecutable) a -> uuid());
    host.put("environment", (ProxyExecutable) a -> variables);
    host.put("wrapperLength", (ProxyExecutable) a -> Builtins.wrapperLength());
    host.put("nodeVersion", (ProxyExecutable) a -> nodeVersion);
    host.put(
        "read", (ProxyExecutable) a -> orNull(Optional.ofNullable(files.get(a[0].asString()))));
    host.put("list", (ProxyExecutable) a -> String.join("\n", files.keySet()));
    host.put(
        "builtin",
        (ProxyExecutable)
            a -> orNull(Builtins.has(a[0].asString()) ? Optional.of("") : Optional.empty()));
    host.put("compile", (ProxyExecutable) a -> compile(a[0].asString(), a[1].asString()));
    host.put(
        "digest",
        (ProxyExecutable)
            a ->
                orNull(
                    Cryptography.digest(
                        a[0].asString(),
                        a[1].asString(),
                        a[2].isNull() ? Optional.empty() : Optional.of(a[2].asString()))));
    host.put(
        "zip",
        (ProxyExecutable)
            a ->
                Compression.convert(a[0].asString(), a[1].asString(), a[2].asInt(), a[3].asLong()));
    host.put(
        "cipher",
        (ProxyExecutable)
            a -> Cryptography.calculate(a[0].asString(), a[1].asString(), a[2].asString()));
    host.put("storage", (ProxyExecutable) a -> storageMegabytes);
    host.put("builtins", (ProxyExecutable) a -> String.join("\n", Builtins.names()));
    host.put("effect", (ProxyExecutable) a -> effects.add(Value.of(a[0].asString())));
    host.put(
        "result",
        (ProxyExecutable)
            a -> {
              result = Optional.of(a[0].asString());
              return true;
            });
    host.put(
        "error",
        (ProxyExecutable)
            a -> {
              error = Optional.of(a[0].asString());
              return true;
            });
    host.put("initialized", (ProxyExecutable) a -> initialized = true);
    host.put(
        "exit",
        (ProxyExecutable)
            a -> {
              exit = Optional.of(a[0].fitsInInt() ? a[0].asInt() & 0xff : 0);
              context.close(true);
              return true;
            });
    return ProxyObject.fromMap(host);
  }

  /// JavaScript's `null` is how the runtime reads "there is none".
  private Object orNull(Optional<String> text) {
    return text.<Object>map(t -> t).orElse(nothing);
  }

  private org.graalvm.polyglot.Value compile(String path, String text) {
    if (path.startsWith("builtin:")) {
      return context.eval(builtins.module(path.substring("builtin:".length())).orElseThrow());
    }
    return context.eval(Source.newBuilder("js", Builtins.wrapped(text), path).buildLiteral());
  }

  private String uuid() {
    long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new java.util.UUID(high, low).toString();
  }

  /// Runs one turn and answers what came of it. See [Turn] for the members.
  Fields turn(Fields request) {
    now = request.number("now").orElse(now);
    effects.clear();
    result = Optional.empty();
    error = Optional.empty();
    initialized = false;
    var failure = Optional.<String>empty();
    try {
      switch (request.text("op").orElse("")) {
        case "init" -> runtime.invokeMember("init", request.text("handler").orElse(""));
        case "start" -> {
          random = new SplittableRandom(request.number("seed").orElse(0L));
          start.executeVoid(
              request.text("event").orElse("null"), request.text("context").orElse("{}"));
        }
        case "resume" ->
            resume.executeVoid(
                request.number("call").orElse(0L),
                request.flag("ok"),
                request.text("answer").orElse("null"),
                request.flag("binary"));
        case "timer" -> runtime.invokeMember("timer", request.number("timer").orElse(0L));
        default -> throw new IllegalArgumentException("unknown turn");
      }
      if (result.isEmpty() && error.isEmpty()) {
        idle.executeVoid();
      }
    } catch (PolyglotException e) {
      if (e.isResourceExhausted() && !e.isCancelled()) {
        // It asked for more memory than there is; Lambda kills what does.
        exit = Optional.of(KILLED);
      } else {
        failure = Optional.of(e.isCancelled() ? "cancelled" : String.valueOf(e.getMessage()));
      }
    }
    return answer(failure);
  }

  private Fields answer(Optional<String> failure) {
    var answer = new LinkedHashMap<String, Value>();
    answer.put("effects", new Value.Items(effects));
    result.ifPresent(json -> answer.put("result", Value.of(json)));
    error.ifPresent(json -> answer.put("error", Value.of(json)));
    exit.ifPresent(code -> answer.put("exit", Value.of(code)));
    failure.ifPresent(f -> answer.put("failure", Value.of(f)));
    answer.put("initialized", Value.of(initialized));
    return new Fields(answer);
  }

  /// Ends the context, also while it runs; may be called from any thread.
  void close() {
    context.close(true);
  }
}
