package dev.diorama.workspace;

import dev.diorama.json.Json;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.Environment;
import dev.diorama.model.Layout;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Scenario;
import dev.diorama.model.ScenarioStep;
import dev.diorama.model.ScenarioStep.Expectation;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Turns the fields of a file into a document, and says where something is wrong.
final class DocumentReader {
  private static final PropertyPath RESOURCES = PropertyPath.of("resources");
  private static final PropertyPath CONNECTIONS = PropertyPath.of("connections");
  private static final Duration MAX_LENGTH = Duration.ofDays(366);
  private static final int MAX_CONTAINERS = 100;
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

  /// Of a partition and of a region, as `aws-cn` and `eu-central-1`.
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  private final String text;

  DocumentReader(String text) {
    this.text = text;
  }

  Document read(Fields file) throws DocumentException {
    var resources = resources(object(file, PropertyPath.ROOT, "resources"));
    var connections = connections(object(file, PropertyPath.ROOT, "connections"), resources);
    var environment = object(file, PropertyPath.ROOT, "environment");
    var layoutFields = object(file, PropertyPath.ROOT, "layout");
    var unknown =
        without(
            file,
            "format",
            "formatVersion",
            "environment",
            "resources",
            "connections",
            "scenarios",
            "layout");
    var unknownEnvironment = without(environment, "partition", "accountId", "region");
    if (!unknownEnvironment.isEmpty()) {
      unknown = unknown.with("environment", unknownEnvironment);
    }
    var unknownLayout = unknownLayout(layoutFields);
    if (!unknownLayout.isEmpty()) {
      unknown = unknown.with("layout", unknownLayout);
    }
    return new Document(
        Document.FORMAT_VERSION,
        new Architecture(environment(environment), resources, connections),
        layout(layoutFields, resources),
        scenarios(file, resources),
        unknown);
  }

  private Environment environment(Fields fields) throws DocumentException {
    var known = Environment.DEFAULT;
    return new Environment(
        matching(fields, "partition", NAME, "document.partition").orElse(known.partition()),
        matching(fields, "accountId", ACCOUNT_ID, "document.accountId").orElse(known.accountId()),
        matching(fields, "region", NAME, "document.region").orElse(known.region()));
  }

  private Optional<String> matching(Fields fields, String name, Pattern form, String key)
      throws DocumentException {
    var at = PropertyPath.of("environment");
    var value = optional(fields, at, name);
    if (value.isPresent() && !form.matcher(value.get()).matches()) {
      throw wrong(at.then(name), key, value.get());
    }
    return value;
  }

  private SequencedMap<ResourceId, Resource> resources(Fields fields) throws DocumentException {
    var result = new LinkedHashMap<ResourceId, Resource>();
    var logicalIds = new HashSet<String>();
    for (var id : fields.values().keySet()) {
      var path = RESOURCES.then(id);
      var r = object(fields, RESOURCES, id);
      var logicalId = required(r, path, "logicalId");
      if (!logicalId.matches("[A-Za-z0-9]{1,255}")) {
        throw wrong(path.then("logicalId"), "document.logicalId", logicalId);
      }
      if (!logicalIds.add(logicalId)) {
        throw wrong(path.then("logicalId"), "document.duplicateLogicalId", logicalId);
      }
      var resourceId = new ResourceId(notBlank(id, path));
      result.put(
          resourceId,
          new Resource(
              resourceId,
              new ResourceTypeName(required(r, path, "type")),
              logicalId,
              container(r, path),
              object(r, path, "properties"),
              without(r, "type", "logicalId", "container", "properties")));
    }
    for (var r : result.values()) {
      checkContainers(r, result);
    }
    return result;
  }

  private Optional<ResourceId> container(Fields resource, PropertyPath at)
      throws DocumentException {
    var id = optional(resource, at, "container");
    if (id.isPresent()) {
      notBlank(id.get(), at.then("container"));
    }
    return id.map(ResourceId::new);
  }

  /// A drawing's containers stand a few deep. Whoever asks what stands in what may follow them, so
  /// a file cannot make that long.
  private void checkContainers(Resource resource, SequencedMap<ResourceId, Resource> all)
      throws DocumentException {
    var path = RESOURCES.then(resource.id().value()).then("container");
    var seen = new HashSet<ResourceId>();
    var current = resource;
    while (current.container().isPresent()) {
      var container = current.container().get();
      if (!all.containsKey(container)) {
        throw wrong(path, "document.noSuchResource", container.value());
      }
      if (!seen.add(container)) {
        throw wrong(path, "document.containerCircle", container.value());
      }
      if (seen.size() > MAX_CONTAINERS) {
        throw wrong(path, "document.containersTooDeep", resource.id().value(), MAX_CONTAINERS);
      }
      current = all.get(container);
    }
  }

  private SequencedMap<ConnectionId, Connection> connections(
      Fields fields, SequencedMap<ResourceId, Resource> resources) throws DocumentException {
    var result = new LinkedHashMap<ConnectionId, Connection>();
    for (var id : fields.values().keySet()) {
      var path = CONNECTIONS.then(id);
      var c = object(fields, CONNECTIONS, id);
      var connectionId = new ConnectionId(notBlank(id, path));
      result.put(
          connectionId,
          new Connection(
              connectionId,
              new ConnectionTypeName(required(c, path, "type")),
              known(c, path, "source", resources),
              known(c, path, "target", resources),
              object(c, path, "properties"),
              without(c, "type", "source", "target", "properties")));
    }
    return result;
  }

  private Layout layout(Fields fields, SequencedMap<ResourceId, Resource> resources)
      throws DocumentException {
    var result = new LinkedHashMap<ResourceId, Bounds>();
    for (var id : fields.values().keySet()) {
      var path = PropertyPath.of("layout").then(id);
      var b = object(fields, PropertyPath.of("layout"), id);
      // A place for something that is not drawn is harmless; it is dropped when the file is saved.
      if (!id.isBlank() && resources.containsKey(new ResourceId(id))) {
        try {
          result.put(
              new ResourceId(id),
              new Bounds(
                  number(b, path, "x"),
                  number(b, path, "y"),
                  number(b, path, "width"),
                  number(b, path, "height")));
        } catch (IllegalArgumentException e) {
          throw wrong(path, "document.bounds", id);
        }
      }
    }
    return new Layout(result);
  }

  private static Fields unknownLayout(Fields layout) {
    var result = Fields.EMPTY;
    for (var id : layout.values().keySet()) {
      var rest = without(layout.fields(id), "x", "y", "width", "height");
      if (!rest.isEmpty()) {
        result = result.with(id, rest);
      }
    }
    return result;
  }

  private List<Scenario> scenarios(Fields file, SequencedMap<ResourceId, Resource> resources)
      throws DocumentException {
    var root = PropertyPath.of("scenarios");
    var values = list(file, PropertyPath.ROOT, "scenarios");
    var result = new ArrayList<Scenario>();
    var names = new HashSet<String>();
    for (int i = 0; i < values.size(); i++) {
      var path = root.then(i);
      var s = object(values.get(i), path);
      var name = required(s, path, "name");
      if (!names.add(name)) {
        throw wrong(path.then("name"), "document.duplicateScenario", name);
      }
      result.add(
          new Scenario(
              name,
              optional(s, path, "description").orElse(""),
              duration(s, path, "length"),
              steps(s, path, resources),
              without(s, "name", "description", "length", "steps")));
    }
    return result;
  }

  private List<ScenarioStep> steps(
      Fields scenario, PropertyPath at, SequencedMap<ResourceId, Resource> resources)
      throws DocumentException {
    var values = list(scenario, at, "steps");
    var result = new ArrayList<ScenarioStep>();
    for (int i = 0; i < values.size(); i++) {
      var path = at.then("steps").then(i);
      var s = object(values.get(i), path);
      var operation = required(s, path, "operation");
      if (!operation.matches("[a-z0-9-]+:[A-Za-z0-9]+")) {
        throw wrong(path.then("operation"), "document.operation", operation);
      }
      var expected = object(s, path, "expected");
      var unknown = without(s, "at", "caller", "operation", "target", "input", "expected");
      var unknownExpected = without(expected, "error", "values");
      if (!unknownExpected.isEmpty()) {
        unknown = unknown.with("expected", unknownExpected);
      }
      result.add(
          new ScenarioStep(
              duration(s, path, "at"),
              known(s, path, "caller", resources),
              operation,
              known(s, path, "target", resources),
              object(s, path, "input"),
              new Expectation(
                  optional(expected, path.then("expected"), "error"),
                  object(expected, path.then("expected"), "values")),
              unknown));
    }
    return result;
  }

  private Duration duration(Fields fields, PropertyPath at, String name) throws DocumentException {
    var value = required(fields, at, name);
    try {
      var duration = Duration.parse(value);
      if (!duration.isNegative() && duration.compareTo(MAX_LENGTH) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Said below, together with the other ways to be wrong.
    }
    throw wrong(at.then(name), "document.duration", value);
  }

  private ResourceId known(
      Fields fields, PropertyPath at, String name, SequencedMap<ResourceId, Resource> resources)
      throws DocumentException {
    var id = required(fields, at, name);
    if (id.isBlank() || !resources.containsKey(new ResourceId(id))) {
      throw wrong(at.then(name), "document.noSuchResource", id);
    }
    return new ResourceId(id);
  }

  private String required(Fields fields, PropertyPath at, String name) throws DocumentException {
    var value = optional(fields, at, name);
    if (value.filter(v -> !v.isBlank()).isEmpty()) {
      throw wrong(at, "document.missing", at, name);
    }
    return value.get();
  }

  private Optional<String> optional(Fields fields, PropertyPath at, String name)
      throws DocumentException {
    var value = fields.get(name);
    if (value.isPresent() && value.get().asText().isEmpty()) {
      throw wrong(at.then(name), "document.notText", at.then(name));
    }
    return value.flatMap(Value::asText);
  }

  private double number(Fields fields, PropertyPath at, String name) throws DocumentException {
    if (fields.get(name).orElse(Value.Null.NULL) instanceof Value.Numeric n) {
      return n.value().doubleValue();
    }
    throw wrong(at, "document.notNumber", at.then(name));
  }

  private Fields object(Fields fields, PropertyPath at, String name) throws DocumentException {
    return object(fields.get(name).orElse(Fields.EMPTY), at.then(name));
  }

  private Fields object(Value value, PropertyPath at) throws DocumentException {
    if (value instanceof Fields f) {
      return f;
    }
    throw wrong(at, "document.notObject", at);
  }

  private List<Value> list(Fields fields, PropertyPath at, String name) throws DocumentException {
    if (fields.get(name).orElse(Value.Items.EMPTY) instanceof Value.Items items) {
      return items.values();
    }
    throw wrong(at.then(name), "document.notList", at.then(name));
  }

  private String notBlank(String id, PropertyPath at) throws DocumentException {
    if (id.isBlank()) {
      throw wrong(at, "document.blankId");
    }
    return id;
  }

  private DocumentException wrong(PropertyPath at, String key, Object... arguments) {
    var position = Json.locate(text, at);
    return new DocumentException(
        Message.of(
            "document.wrong", position.line(), position.column(), Message.of(key, arguments)),
        position.line(),
        position.column(),
        Optional.empty());
  }

  private static Fields without(Fields fields, String... names) {
    var result = fields;
    for (var name : names) {
      if (result.get(name).isPresent()) {
        result = result.without(name);
      }
    }
    return result;
  }
}
