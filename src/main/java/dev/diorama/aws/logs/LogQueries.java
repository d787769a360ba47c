package dev.diorama.aws.logs;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RuntimeContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reading: events of one stream or of all, groups and streams. Pages are named by the position at
/// which they begin.
final class LogQueries {
  private static final int MAX_EVENTS = 10_000;
  private static final int MAX_DESCRIBED = 50;

  private final RuntimeContext context;
  private final LogGroups groups;

  LogQueries(RuntimeContext context, LogGroups groups) {
    this.context = context;
    this.groups = groups;
  }

  /// `docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html`: without
  /// `startFromHead` the latest events; the end is reached when the token comes back unchanged.
  Fields get(Fields input) throws LogsException {
    var group = groups.required(input);
    var stream = group.stream(input.text("logStreamName").orElse(""));
    var events = within(stream.events, input, false);
    int limit = limit(input, MAX_EVENTS, MAX_EVENTS);
    var token = input.text("nextToken").orElse("");
    int from;
    int to;
    if (token.startsWith("f/")) {
      from = Math.min(position(token.substring(2)), events.size());
      to = Math.min(from + limit, events.size());
    } else if (token.startsWith("b/")) {
      to = Math.min(position(token.substring(2)), events.size());
      from = Math.max(0, to - limit);
    } else if (!token.isEmpty()) {
      throw LogsException.invalid("The specified nextToken is invalid.");
    } else {
      from = input.flag("startFromHead") ? 0 : Math.max(0, events.size() - limit);
      to = Math.min(from + limit, events.size());
    }
    return Fields.EMPTY
        .with(
            "events",
            new Items(events.subList(from, to).stream().<Value>map(LogQueries::describe).toList()))
        .with("nextForwardToken", "f/" + to)
        .with("nextBackwardToken", "b/" + from);
  }

  /// `docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html`
  Fields filter(Fields input) throws LogsException {
    var group = groups.required(input);
    var pattern = FilterPattern.parse(input.text("filterPattern").orElse(""));
    var names = input.texts("logStreamNames");
    var prefix = input.text("logStreamNamePrefix");
    if (!names.isEmpty() && prefix.isPresent()) {
      throw LogsException.invalid(
          "logStreamNamePrefix and logStreamNames cannot both be specified");
    }
    var streams = new ArrayList<LogGroup.LogStream>();
    for (var name : names) {
      streams.add(group.stream(name));
    }
    if (names.isEmpty()) {
      group.streams().values().stream()
          .filter(s -> s.name.startsWith(prefix.orElse("")))
          .forEach(streams::add);
    }
    var events =
        within(group.events(streams), input, true).stream()
            .filter(e -> pattern.matches(e.message()))
            .toList();
    int from = Math.min(position(input.text("nextToken").orElse("0")), events.size());
    int to = Math.min(from + limit(input, MAX_EVENTS, MAX_EVENTS), events.size());
    var answer =
        Fields.EMPTY
            .with(
                "events",
                new Items(
                    events.subList(from, to).stream()
                        .<Value>map(e ->
                            describe(e).with("logStreamName", e.stream()).with("eventId", e.id()))
                        .toList()))
            .with("searchedLogStreams", Items.EMPTY);
    return to < events.size() ? answer.with("nextToken", Integer.toString(to)) : answer;
  }

  /// GetLogEvents leaves an event at `endTime` out, FilterLogEvents takes it in.
  private static List<LogEvent> within(List<LogEvent> events, Fields input, boolean withEnd) {
    long start = input.number("startTime").orElse(Long.MIN_VALUE);
    long end = input.number("endTime").orElse(Long.MAX_VALUE);
    return events.stream()
        .filter(e ->
            e.timestamp() >= start && (e.timestamp() < end || (withEnd && e.timestamp() == end)))
        .toList();
  }

  private static Fields describe(LogEvent event) {
    return Fields.EMPTY
        .with("timestamp", event.timestamp())
        .with("message", event.message())
        .with("ingestionTime", event.ingestionTime());
  }

  /// `docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html`
  Fields groups(Fields input) throws LogsException {
    var prefix = input.text("logGroupNamePrefix").orElse("");
    var part = input.text("logGroupNamePattern").orElse("");
    var all =
        groups.all().stream()
            .filter(g -> g.name().startsWith(prefix) && g.name().contains(part))
            .toList();
    for (var group : all) {
      group.expire(context.now());
    }
    return page("logGroups", all.stream().map(LogQueries::describe).toList(), input);
  }

  private static Fields describe(LogGroup group) {
    var result =
        Fields.EMPTY
            .with("logGroupName", group.name())
            .with("creationTime", group.created().toEpochMilli())
            .with("metricFilterCount", 0)
            .with("arn", group.arn() + ":*")
            .with("storedBytes", group.bytes())
            .with("logGroupClass", "STANDARD")
            .with("logGroupArn", group.arn());
    return group.retention().map(r -> result.with("retentionInDays", r.toDays())).orElse(result);
  }

  /// `docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html`
  Fields streams(Fields input) throws LogsException {
    var group = groups.required(input);
    var prefix = input.text("logStreamNamePrefix").orElse("");
    boolean byTime = input.text("orderBy").filter("LastEventTime"::equals).isPresent();
    if (byTime && !prefix.isEmpty()) {
      throw LogsException.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    var order =
        byTime
            ? Comparator.<LogGroup.LogStream>comparingLong(LogQueries::lastEvent)
            : Comparator.<LogGroup.LogStream, String>comparing(s -> s.name);
    var streams =
        group.streams().values().stream()
            .filter(s -> s.name.startsWith(prefix))
            .sorted(input.flag("descending") ? order.reversed() : order)
            .map(s -> describe(group, s))
            .toList();
    return page("logStreams", streams, input);
  }

  private static long lastEvent(LogGroup.LogStream stream) {
    return stream.events.isEmpty() ? 0 : stream.events.getLast().timestamp();
  }

  private static Fields describe(LogGroup group, LogGroup.LogStream stream) {
    var result =
        Fields.EMPTY
            .with("logStreamName", stream.name)
            .with("creationTime", stream.created.toEpochMilli())
            .with("arn", group.arn() + ":log-stream:" + stream.name)
            .with("storedBytes", 0);
    if (stream.lastIngestion.isPresent()) {
      result = result.with("lastIngestionTime", stream.lastIngestion.getAsLong());
    }
    return stream.events.isEmpty()
        ? result
        : result
            .with("firstEventTimestamp", stream.events.getFirst().timestamp())
            .with("lastEventTimestamp", lastEvent(stream));
  }

  private static Fields page(String name, List<Fields> all, Fields input) throws LogsException {
    int from = Math.min(position(input.text("nextToken").orElse("0")), all.size());
    int to = Math.min(from + limit(input, MAX_DESCRIBED, MAX_DESCRIBED), all.size());
    var answer = Fields.EMPTY.with(name, new Items(List.copyOf(all.subList(from, to))));
    return to < all.size() ? answer.with("nextToken", Integer.toString(to)) : answer;
  }

  private static int limit(Fields input, int absent, int max) throws LogsException {
    long limit = input.number("limit").orElse((long) absent);
    if (limit < 1 || limit > max) {
      throw LogsException.invalid(
          "1 validation error detected: Value '"
              + limit
              + "' at 'limit' failed to satisfy constraint: Member must have value between 1 and "
              + max);
    }
    return (int) limit;
  }

  private static int position(String token) throws LogsException {
    if (!token.matches("\\d{1,9}")) {
      throw LogsException.invalid("The specified nextToken is invalid.");
    }
    return Integer.parseInt(token);
  }
}
