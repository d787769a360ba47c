package dev.diorama.cli;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Flow;
import dev.diorama.reachability.Hop;
import dev.diorama.reachability.ReachabilityEngine;
import dev.diorama.reachability.Trace;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Answers for a drawing.
final class ReachDrawing {
  private static final int HTTPS = 443;

  private final Surroundings surroundings;
  private final Texts texts;
  private final Architecture drawing;
  private final Catalog catalog;
  private final ReachabilityEngine engine;
  private final CheckCommand.Format format;

  ReachDrawing(Surroundings surroundings, Path file, CheckCommand.Format format)
      throws DocumentException {
    this.surroundings = surroundings;
    this.texts = surroundings.texts();
    this.drawing = DocumentFiles.read(file).architecture();
    this.catalog = surroundings.studio().catalog();
    this.engine = new ReachabilityEngine(drawing, catalog);
    this.format = format;
  }

  /// One path.
  ///
  /// @return [ExitCode#FINDINGS] if it does not work always
  int path(String from, String to) throws UsageException {
    int colon = to.contains("::") ? -1 : to.lastIndexOf(':');
    var name = colon < 0 ? to : to.substring(0, colon);
    var port = colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(to.substring(colon + 1)));
    var flow =
        new Flow(source(from), destination(name), Flow.Protocol.TCP, port.orElse(usual(name)));
    var trace = engine.trace(flow);
    if (format == CheckCommand.Format.json) {
      surroundings.out().println(Json.writePretty(json(from, name, flow.port(), trace)));
    } else {
      print(from, name, flow.port(), trace);
    }
    return trace.disposition() == Disposition.REACHABLE ? ExitCode.GOOD : ExitCode.FINDINGS;
  }

  private static int port(String text) throws UsageException {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
      throw new UsageException(Message.of("cli.reach.port", text));
    }
    return Integer.parseInt(text);
  }

  private Optional<Resource> resource(String name) {
    return Names.find(drawing, name);
  }

  private Flow.Source source(String name) throws UsageException {
    if (name.equals("internet")) {
      return new Flow.FromInternet();
    }
    return resource(name)
        .<Flow.Source>map(r -> new Flow.FromResource(r.id()))
        .orElseThrow(() -> new UsageException(Message.of("cli.reach.noResource", name)));
  }

  /// A drawn resource, an AWS service by its short name, or a host, which has a dot or colon.
  private Flow.Destination destination(String name) throws UsageException {
    var resource = resource(name);
    if (resource.isPresent()) {
      return new Flow.ToResource(resource.get().id());
    }
    if (name.equals("internet")) {
      return new Flow.ToInternet("internet");
    }
    if (name.contains(".") || name.contains(":")) {
      return new Flow.ToInternet(name);
    }
    if (name.matches("[a-z][a-z0-9-]*")) {
      return new Flow.ToService(name);
    }
    throw new UsageException(Message.of("cli.reach.noResource", name));
  }

  /// The port that a resource serves, else HTTPS.
  private int usual(String name) {
    return resource(name)
        .flatMap(r -> catalog.facets(r).attachment(r, drawing))
        .map(a -> a.port().orElse(HTTPS))
        .orElse(HTTPS);
  }

  private void print(String from, String to, int port, Trace trace) {
    var out = surroundings.out();
    out.println(
        texts.text(
            Message.of(
                "cli.reach.verdict",
                from,
                to,
                port,
                Message.of("cli.reach." + trace.disposition()))));
    int number = 0;
    for (var path : trace.paths()) {
      number++;
      if (trace.paths().size() > 1) {
        out.println(texts.text(Message.of("cli.reach.path", number, path.blockers().size())));
      }
      path.forward().forEach(h -> out.println("  → " + texts.text(h.explanation())));
      path.reply().forEach(h -> out.println("  ← " + texts.text(h.explanation())));
      path.blockers()
          .forEach(b -> {
            out.println("  ✗ " + b.code() + ": " + texts.text(b.explanation()));
            out.println("    " + b.source());
          });
    }
  }

  private Fields json(String from, String to, int port, Trace trace) {
    return Fields.EMPTY
        .with("from", from)
        .with("to", to)
        .with("port", port)
        .with("disposition", trace.disposition().name())
        .with(
            "paths",
            new Items(
                trace.paths().stream()
                    .<Value>map(p ->
                        Fields.EMPTY
                            .with("forward", hops(p.forward()))
                            .with("reply", hops(p.reply()))
                            .with("blockers", ReachCases.blockers(texts, p.blockers())))
                    .toList()));
  }

  private Items hops(List<Hop> hops) {
    return new Items(
        hops.stream()
            .<Value>map(h -> {
              var fields = Fields.EMPTY.with("kind", h.kind().name());
              return h.at()
                  .map(a -> fields.with("at", a.value()))
                  .orElse(fields)
                  .with("text", texts.text(h.explanation()));
            })
            .toList());
  }

  /// All pairs.
  int matrix() {
    new MatrixPrinter(surroundings, format, id -> Names.resource(drawing, id))
        .print(engine.matrix());
    return ExitCode.GOOD;
  }
}
