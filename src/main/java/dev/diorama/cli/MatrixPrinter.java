package dev.diorama.cli;

import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Matrix;
import dev.diorama.reachability.MatrixDifference.Change;
import java.util.List;
import java.util.function.Function;

/// Prints who reaches whom, and what a change did to that. Pairs that reach nothing are left out.
final class MatrixPrinter {
  private final Surroundings surroundings;
  private final Texts texts;
  private final CheckCommand.Format format;
  private final Function<ResourceId, String> name;

  MatrixPrinter(
      Surroundings surroundings, CheckCommand.Format format, Function<ResourceId, String> name) {
    this.surroundings = surroundings;
    this.texts = surroundings.texts();
    this.format = format;
    this.name = name;
  }

  void print(Matrix matrix) {
    var open =
        matrix.pairs().stream()
            .filter(p -> p.reach().disposition() != Disposition.UNREACHABLE)
            .toList();
    if (format == CheckCommand.Format.json) {
      surroundings
          .out()
          .println(
              Json.writePretty(
                  Fields.EMPTY
                      .with("parties", Value.texts(matrix.parties().stream().map(name).toList()))
                      .with("pairs", new Items(open.stream().<Value>map(this::json).toList()))));
      return;
    }
    for (var pair : open) {
      surroundings
          .out()
          .println(
              texts.text(
                  Message.of(
                      "cli.reach.pair",
                      name.apply(pair.from()),
                      name.apply(pair.to()),
                      pair.reach().ports(),
                      Message.of("cli.reach." + pair.reach().disposition()))));
    }
    surroundings
        .out()
        .println(texts.text(Message.of("cli.reach.summary", matrix.parties().size(), open.size())));
  }

  private Fields json(Matrix.Pair pair) {
    return Fields.EMPTY
        .with("from", name.apply(pair.from()))
        .with("to", name.apply(pair.to()))
        .with("disposition", pair.reach().disposition().name())
        .with("ports", pair.reach().ports().toString())
        .with("clientPorts", pair.reach().clientPorts().toString());
  }

  void print(List<Change> changes) {
    if (format == CheckCommand.Format.json) {
      surroundings
          .out()
          .println(Json.writePretty(new Items(changes.stream().<Value>map(this::json).toList())));
      return;
    }
    for (var change : changes) {
      var kind =
          change.becameReachable()
              ? "reachable"
              : change.becameUnreachable() ? "unreachable" : "changed";
      surroundings
          .out()
          .println(
              texts.text(
                  Message.of(
                      "cli.diff." + kind,
                      name.apply(change.after().from()),
                      name.apply(change.after().to()),
                      none(change.gained().toString()),
                      none(change.lost().toString()))));
    }
    surroundings.out().println(texts.text(Message.of("cli.diff.summary", changes.size())));
  }

  private static Object none(String ports) {
    return ports.isEmpty() ? Message.of("cli.diff.none") : ports;
  }

  private Fields json(Change change) {
    return Fields.EMPTY
        .with("from", name.apply(change.after().from()))
        .with("to", name.apply(change.after().to()))
        .with("before", change.before().reach().disposition().name())
        .with("after", change.after().reach().disposition().name())
        .with("gained", change.gained().toString())
        .with("lost", change.lost().toString());
  }
}
