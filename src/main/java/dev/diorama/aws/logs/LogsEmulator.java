package dev.diorama.aws.logs;

import dev.diorama.catalog.Need;
import dev.diorama.catalog.OperationActions;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.AwsJsonProtocol;
import dev.diorama.runtime.wire.WireProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// CloudWatch Logs' engine: the drawn log groups of one run, and those that calls make.
final class LogsEmulator implements ServiceEmulator {
  private static final Pattern GROUP_NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final Pattern STREAM_NAME = Pattern.compile("[^:*]{1,512}");
  private static final int MAX_BATCH_EVENTS = 10_000;
  private static final int MAX_BATCH_BYTES = 1_048_576;
  private static final int EVENT_OVERHEAD = 26;
  private static final Duration MAX_FUTURE = Duration.ofHours(2);
  private static final Duration MAX_PAST = Duration.ofDays(14);

  private final RuntimeContext context;
  private final LogGroups groups;
  private final LogQueries queries;

  LogsEmulator(RuntimeContext context) {
    this.context = context;
    this.groups = new LogGroups(context);
    this.queries = new LogQueries(context, groups);
  }

  @Override
  public String service() {
    return "logs";
  }

  @Override
  public void start() {
    groups.start();
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return groups.find(request.input()).flatMap(LogGroup::drawn);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    boolean named =
        operation.equals("DescribeLogGroups")
            || input.get("logGroupName").isPresent()
            || input.get("logGroupIdentifier").isPresent();
    return named
        ? input
        : groups.of(target).map(g -> input.with("logGroupName", g.name())).orElse(input);
  }

  /// AWS authorizes calls on a group with an ARN that has a `log-stream` part; it is empty where
  /// the call names no stream. Policies therefore need `:*` after the group's name:
  /// `docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html`.
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    var input = request.input();
    var group =
        request.operation().equals("DescribeLogGroups") ? "" : LogGroups.name(input).orElse("");
    var stream = input.text("logStreamName").orElse("");
    var resource =
        LogGroupType.groupArn(group, context.drawing().environment()) + ":log-stream:" + stream;
    return OperationActions.of(service(), request.operation()).stream()
        .map(action -> new Authorization(action, resource, Map.of()))
        .toList();
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    OperationResult result;
    try {
      result = new OperationResult.Success(run(request));
    } catch (LogsException e) {
      result = e.failure();
    }
    reply.accept(result);
  }

  private Fields run(OperationRequest request) throws LogsException {
    var input = request.input();
    return switch (request.operation()) {
      case "CreateLogGroup" -> createGroup(input);
      case "CreateLogStream" -> createStream(input);
      case "PutLogEvents" -> put(request);
      case "GetLogEvents" -> queries.get(input);
      case "FilterLogEvents" -> queries.filter(input);
      case "DescribeLogGroups" -> queries.groups(input);
      case "DescribeLogStreams" -> queries.streams(input);
      default ->
          throw new LogsException(
              "UnknownOperationException",
              "Diorama does not run the operation "
                  + request.operation()
                  + " of Amazon CloudWatch Logs");
    };
  }

  private Fields createGroup(Fields input) throws LogsException {
    var name = input.text("logGroupName").orElse("");
    if (!GROUP_NAME.matcher(name).matches()) {
      throw pattern(name, "logGroupName", "[\\.\\-_/#A-Za-z0-9]+");
    }
    if (groups.named(name).isPresent()) {
      throw new LogsException(
          "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    groups.create(name);
    return Fields.EMPTY;
  }

  private Fields createStream(Fields input) throws LogsException {
    var group = groups.required(input);
    var name = input.text("logStreamName").orElse("");
    if (!STREAM_NAME.matcher(name).matches()) {
      throw pattern(name, "logStreamName", "[^:*]*");
    }
    if (group.streams().containsKey(name)) {
      throw new LogsException(
          "ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    group.streams().put(name, new LogGroup.LogStream(name, context.now()));
    return Fields.EMPTY;
  }

  static LogsException pattern(String value, String member, String pattern) {
    return LogsException.invalid(
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            + pattern);
  }

  /// `docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html`
  private Fields put(OperationRequest request) throws LogsException {
    var input = request.input();
    var group = groups.required(input);
    var stream = group.stream(input.text("logStreamName").orElse(""));
    var events = input.list("logEvents");
    check(events.stream().map(e -> e instanceof Fields f ? f : Fields.EMPTY).toList());
    var now = context.now();
    int tooOld = 0;
    int tooNew = events.size();
    int index = 0;
    for (var value : events) {
      var event = value instanceof Fields f ? f : Fields.EMPTY;
      long timestamp = event.number("timestamp").orElse(0L);
      var message = event.text("message").orElse("");
      if (timestamp > now.plus(MAX_FUTURE).toEpochMilli()) {
        tooNew = Math.min(tooNew, index);
      } else if (timestamp < now.minus(MAX_PAST).toEpochMilli()) {
        tooOld = index + 1;
      } else {
        group.add(stream, timestamp, now.toEpochMilli(), message, size(message));
        context.record(
            Because.of(request),
            header -> new RuntimeEvent.LogWritten(header, source(request), group.name(), message));
      }
      index++;
    }
    group.expire(now);
    var counts = new LinkedHashMap<String, Long>();
    counts.put("events", group.events());
    group.drawn().ifPresent(id -> context.changed(Because.of(request), id, counts));
    return rejected(tooOld, tooNew, events.size());
  }

  private static Fields rejected(int tooOld, int tooNew, int size) {
    var info = Fields.EMPTY;
    if (tooNew < size) {
      info = info.with("tooNewLogEventStartIndex", tooNew);
    }
    if (tooOld > 0) {
      info = info.with("tooOldLogEventEndIndex", tooOld);
    }
    // No sequence token: none has been needed since 2023, and clients take its absence.
    return info.isEmpty() ? Fields.EMPTY : Fields.EMPTY.with("rejectedLogEventsInfo", info);
  }

  private static ResourceId source(OperationRequest request) {
    return switch (request.caller()) {
      case Need.ResourceCaller r -> r.resource();
      case Need.ServiceCaller s -> s.resource();
    };
  }

  private static void check(List<Fields> events) throws LogsException {
    if (events.isEmpty() || events.size() > MAX_BATCH_EVENTS) {
      throw LogsException.invalid(
          "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member"
              + " must have length between 1 and 10000, inclusive");
    }
    long bytes = 0;
    long last = 0;
    for (var event : events) {
      var message = event.text("message").orElse("");
      if (message.isEmpty() || event.number("timestamp").isEmpty()) {
        throw LogsException.invalid(
            "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: each"
                + " event must have a timestamp and a message of at least one character");
      }
      long timestamp = event.number("timestamp").orElse(0L);
      if (timestamp < last) {
        throw LogsException.invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      last = timestamp;
      bytes += size(message);
    }
    if (bytes > MAX_BATCH_BYTES) {
      throw LogsException.invalid(
          "Upload too large: " + bytes + " bytes exceeds limit of " + MAX_BATCH_BYTES);
    }
  }

  /// An event counts with its UTF-8 bytes and 26 more.
  private static long size(String message) {
    return (long) message.getBytes(StandardCharsets.UTF_8).length + EVENT_OVERHEAD;
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(new AwsJsonProtocol("logs", "Logs_20140328", "1.1"));
  }
}
