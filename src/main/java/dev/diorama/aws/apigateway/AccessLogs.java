package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the access logs of APIs to the log groups that are drawn for them: a line for each
/// request, and for each beginning, message and end of a WebSocket connection, made from a format
/// with `$context` variables, which are [AccessLogVariables].
///
/// Nobody waits for a log: whether a line arrives makes no difference to the client. AWS's pages do
/// not say how streams are named; here a stage has one stream.
final class AccessLogs {
  /// AWS's own example, the Common Log Format:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html`.
  static final String COMMON_LOG_FORMAT =
      "$context.identity.sourceIp $context.identity.caller $context.identity.user"
          + " [$context.requestTime] \"$context.httpMethod $context.resourcePath"
          + " $context.protocol\" $context.status $context.responseLength $context.requestId";

  /// Who delivers the logs of HTTP APIs.
  private static final String DELIVERY = "delivery.logs.amazonaws.com";

  private static final Pattern VARIABLE =
      Pattern.compile("\\$context\\.([A-Za-z0-9_.]*[A-Za-z0-9_])");

  private final RuntimeContext context;
  private final Map<ResourceId, List<Connection>> drawn = new LinkedHashMap<>();
  private final Map<String, Stream> streams = new LinkedHashMap<>();

  /// What is known of requests that are not answered yet, by their ids.
  private final Map<String, Fields> notes = new LinkedHashMap<>();

  /// What waits to be sent to a stream, and how far the stream is.
  private static final class Stream {
    final Deque<Fields> waiting = new ArrayDeque<>();
    boolean made;
    boolean refused;
    boolean busy;
  }

  AccessLogs(RuntimeContext context) {
    this.context = context;
  }

  private List<Connection> of(Resource api) {
    return drawn.computeIfAbsent(
        api.id(),
        id ->
            context.drawing().from(id).stream()
                .filter(c -> c.type().value().equals(ApiConnections.ACCESS_LOGS))
                .toList());
  }

  /// Whether the API has any access log.
  boolean areOn(Resource api) {
    return !of(api).isEmpty();
  }

  /// Remembers variables of a request until it is answered.
  void note(ApiRequest request, Fields variables) {
    var all = notes.getOrDefault(request.id(), Fields.EMPTY);
    for (var e : variables.values().entrySet()) {
      all = all.with(e.getKey(), e.getValue());
    }
    notes.put(request.id(), all);
  }

  /// What was remembered of a request; it is forgotten now.
  Fields noted(ApiRequest request) {
    return Optional.ofNullable(notes.remove(request.id())).orElse(Fields.EMPTY);
  }

  /// Writes a line about a request that was answered.
  ///
  /// @param api at the stage of the request
  /// @param variables `$context`
  void write(Resource api, Fields variables, Because because) {
    for (var log : of(api)) {
      var line =
          VARIABLE
              .matcher(log.properties().text("Format").orElse(COMMON_LOG_FORMAT))
              .replaceAll(m ->
                  Matcher.quoteReplacement(
                      ContextVariables.text(variables, m.group(1)).orElse("-")));
      deliver(api, log, line, because);
    }
  }

  private void deliver(Resource api, Connection log, String line, Because because) {
    var name = ApiFacets.apiId(api) + "/" + ApiFacets.stage(api).replace("$", "");
    var stream = streams.computeIfAbsent(log.id().value() + " " + name, n -> new Stream());
    if (!stream.refused) {
      stream.waiting.add(
          Fields.EMPTY.with("timestamp", context.now().toEpochMilli()).with("message", line));
      next(api, log, name, stream, because);
    }
  }

  /// One call at a time; lines that come meanwhile go together.
  private void next(Resource api, Connection log, String name, Stream stream, Because because) {
    if (stream.busy || stream.waiting.isEmpty()) {
      return;
    }
    stream.busy = true;
    var input = Fields.EMPTY.with("logGroupName", group(log)).with("logStreamName", name);
    boolean making = !stream.made;
    if (!making) {
      input = input.with("logEvents", new Value.Items(new ArrayList<>(stream.waiting)));
      stream.waiting.clear();
    }
    context.call(
        new Outgoing(
            caller(api, context.drawing().environment()),
            "logs",
            making ? "CreateLogStream" : "PutLogEvents",
            input,
            true,
            because),
        result -> {
          stream.busy = false;
          stream.made = true;
          // One refusal says it all, as for the logs of functions.
          if (result instanceof Failure f && !f.code().equals("ResourceAlreadyExistsException")) {
            stream.refused = true;
            stream.waiting.clear();
          }
          next(api, log, name, stream, because);
        });
  }

  private String group(Connection log) {
    return context
        .drawing()
        .resource(log.target())
        .map(g -> context.catalog().facets(g).physicalId(g, context.drawing().environment()))
        .orElse("");
  }

  /// REST and WebSocket APIs write as a role, HTTP APIs have their logs delivered.
  static Need.Caller caller(Resource api, Environment environment) {
    return ApiKind.of(api) == ApiKind.HTTP
        ? new Need.ServiceCaller(api.id(), DELIVERY, ApiFacets.executeArn(api, environment))
        : new Need.ResourceCaller(api.id());
  }
}
