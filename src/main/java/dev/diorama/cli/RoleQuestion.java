package dev.diorama.cli;

import dev.diorama.access.Access;
import dev.diorama.access.LeastPrivilege;
import dev.diorama.access.RoleExcess;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.RunCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The role of a document that a command asks about, and what runs were seen to call as it.
final class RoleQuestion {
  @Parameters(index = "0", paramLabel = "FILE", description = "the document")
  private Path file = Path.of("");

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ID",
      description = "the role's logical id, or its id in the file")
  private String role = "";

  @Option(
      names = "--seen",
      paramLabel = "TRACE.jsonl",
      description =
          "a trace that 'run --trace' wrote: what its calls were let through for is needed, too")
  private List<Path> traces = List.of();

  /// What was asked about.
  ///
  /// @param name the role's logical id
  record Asked(
      String name,
      Architecture drawing,
      Resource role,
      Access access,
      LeastPrivilege leastPrivilege) {

    /// What the role allows beyond what is needed.
    RoleExcess excess() {
      return leastPrivilege.excess(access, drawing, role);
    }

    /// The condition keys that nobody knows and on which it depends whether what the drawing needs
    /// is allowed.
    record Open(String action, String resource, List<String> keys) {}

    /// The needs of which the verdict rests on such keys.
    List<Open> open(RoleExcess excess) {
      return excess.needs().stream()
          .map(n ->
              new Open(
                  n.call().action(),
                  n.call().resource(),
                  List.copyOf(new TreeSet<>(access.of(n.call()).openKeys()))))
          .filter(o -> !o.keys().isEmpty())
          .distinct()
          .toList();
    }

    /// A line for each of these.
    static List<String> lines(List<Open> open, Texts texts) {
      return open.stream()
          .map(o ->
              texts.text(
                  Message.of(
                      "cli.policy.openKeys",
                      o.action(),
                      o.resource(),
                      String.join(", ", o.keys()))))
          .toList();
    }

    static Items json(List<Open> open) {
      return new Items(
          open.stream()
              .<Value>map(o ->
                  Fields.EMPTY
                      .with("action", o.action())
                      .with("resource", o.resource())
                      .with("keys", Value.texts(o.keys())))
              .toList());
    }
  }

  /// Reads what was asked about.
  Asked read(Surroundings surroundings) throws DocumentException, UsageException {
    var drawing = DocumentFiles.read(file).architecture();
    var catalog = surroundings.studio().catalog();
    var found = Roles.named(role, drawing, catalog);
    var engine = new LeastPrivilege(catalog);
    for (var trace : traces) {
      engine.see(RunCalls.read(trace));
    }
    return new Asked(found.logicalId(), drawing, found, new Access(drawing, catalog), engine);
  }
}
