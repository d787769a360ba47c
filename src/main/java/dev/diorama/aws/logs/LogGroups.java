package dev.diorama.aws.logs;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import java.time.Duration;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The log groups of one run, by name.
final class LogGroups {
  private final RuntimeContext context;
  private final NavigableMap<String, LogGroup> byName = new TreeMap<>();

  LogGroups(RuntimeContext context) {
    this.context = context;
  }

  /// Makes a group for each that is drawn; of two with one name the first counts.
  void start() {
    for (var resource : context.drawing().ofType(LogGroupType.NAME)) {
      var name = LogGroupType.groupName(resource);
      var retention = resource.properties().number("RetentionInDays").map(Duration::ofDays);
      byName.putIfAbsent(
          name,
          new LogGroup(Optional.of(resource.id()), name, arn(name), context.now(), retention));
    }
  }

  private String arn(String name) {
    return LogGroupType.groupArn(name, context.drawing().environment());
  }

  /// Makes a group that is not drawn, as the first log line of a function does.
  void create(String name) {
    byName.put(
        name, new LogGroup(Optional.empty(), name, arn(name), context.now(), Optional.empty()));
  }

  Collection<LogGroup> all() {
    return byName.values();
  }

  Optional<LogGroup> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<LogGroup> of(ResourceId id) {
    return byName.values().stream()
        .filter(g -> g.drawn().filter(id::equals).isPresent())
        .findFirst();
  }

  /// The group's name in an input: as such, or in an ARN.
  static Optional<String> name(Fields input) {
    return input
        .text("logGroupName")
        .or(() ->
            input
                .text("logGroupIdentifier")
                .map(i -> i.replaceFirst("^arn:.*:log-group:", "").replaceFirst(":\\*$", "")));
  }

  Optional<LogGroup> find(Fields input) {
    return name(input).flatMap(this::named);
  }

  LogGroup required(Fields input) throws LogsException {
    var found = find(input);
    if (found.isEmpty()) {
      throw LogsException.noSuchGroup();
    }
    found.get().expire(context.now());
    return found.get();
  }
}
