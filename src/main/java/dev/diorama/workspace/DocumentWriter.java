package dev.diorama.workspace;

import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.Document;
import dev.diorama.model.Resource;
import dev.diorama.model.Scenario;
import dev.diorama.model.ScenarioStep;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.math.BigDecimal;
import java.util.LinkedHashMap;

/// Turns a document into the fields of its file, in a fixed order.
final class DocumentWriter {
  private DocumentWriter() {}

  static Fields write(Document document) {
    var environment = document.architecture().environment();
    var resources = new LinkedHashMap<String, Value>();
    for (var r : document.architecture().resources().values()) {
      resources.put(r.id().value(), resource(r));
    }
    var connections = new LinkedHashMap<String, Value>();
    for (var c : document.architecture().connections().values()) {
      connections.put(c.id().value(), connection(c));
    }
    var layout = new LinkedHashMap<String, Value>();
    var unknownLayout = document.unknown().fields("layout");
    for (var e : document.layout().bounds().entrySet()) {
      var id = e.getKey().value();
      layout.put(id, merged(bounds(e.getValue()), unknownLayout.fields(id)));
    }
    var fields =
        Fields.EMPTY
            .with("format", DocumentFormat.FORMAT)
            .with("formatVersion", document.formatVersion())
            .with(
                "environment",
                merged(
                    Fields.EMPTY
                        .with("partition", environment.partition())
                        .with("accountId", environment.accountId())
                        .with("region", environment.region()),
                    document.unknown().fields("environment")))
            .with("resources", new Fields(resources))
            .with("connections", new Fields(connections))
            .with(
                "scenarios",
                new Items(
                    document.scenarios().stream().<Value>map(DocumentWriter::scenario).toList()))
            .with("layout", new Fields(layout));
    return merged(fields, document.unknown().without("layout").without("environment"));
  }

  private static Fields resource(Resource r) {
    var fields = Fields.EMPTY.with("type", r.type().value()).with("logicalId", r.logicalId());
    if (r.container().isPresent()) {
      fields = fields.with("container", r.container().get().value());
    }
    if (!r.properties().isEmpty()) {
      fields = fields.with("properties", r.properties());
    }
    return merged(fields, r.unknown());
  }

  private static Fields connection(Connection c) {
    var fields =
        Fields.EMPTY
            .with("type", c.type().value())
            .with("source", c.source().value())
            .with("target", c.target().value());
    if (!c.properties().isEmpty()) {
      fields = fields.with("properties", c.properties());
    }
    return merged(fields, c.unknown());
  }

  private static Fields scenario(Scenario s) {
    var fields =
        Fields.EMPTY
            .with("name", s.name())
            .with("description", s.description())
            .with("length", s.length().toString())
            .with("steps", new Items(s.steps().stream().<Value>map(DocumentWriter::step).toList()));
    return merged(fields, s.unknown());
  }

  private static Fields step(ScenarioStep s) {
    var fields =
        Fields.EMPTY
            .with("at", s.at().toString())
            .with("caller", s.caller().value())
            .with("operation", s.operation())
            .with("target", s.target().value())
            .with("input", s.input());
    var expected = Fields.EMPTY;
    if (s.expected().error().isPresent()) {
      expected = expected.with("error", s.expected().error().get());
    }
    if (!s.expected().values().isEmpty()) {
      expected = expected.with("values", s.expected().values());
    }
    expected = merged(expected, s.unknown().fields("expected"));
    return merged(
        expected.isEmpty() ? fields : fields.with("expected", expected),
        s.unknown().without("expected"));
  }

  private static Fields bounds(Bounds b) {
    return Fields.EMPTY
        .with("x", number(b.x()))
        .with("y", number(b.y()))
        .with("width", number(b.width()))
        .with("height", number(b.height()));
  }

  /// Whole numbers are written without a decimal point, so that files stay easy to read.
  private static Value number(double value) {
    return new Value.Numeric(
        value == Math.rint(value) && Math.abs(value) < 1e15
            ? BigDecimal.valueOf((long) value)
            : BigDecimal.valueOf(value));
  }

  private static Fields merged(Fields known, Fields unknown) {
    var result = known;
    for (var e : unknown.values().entrySet()) {
      if (known.get(e.getKey()).isEmpty()) {
        result = result.with(e.getKey(), e.getValue());
      }
    }
    return result;
  }
}
