package dev.diorama.cli;

import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.reachability.AccountNetwork;
import dev.diorama.reachability.AccountVerdict;
import dev.diorama.reachability.Blocker;
import dev.diorama.workspace.AccountFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers case lines about snapshots of accounts, one line of JSON for each, in the order in which
/// they come.
final class ReachCases {
  private final Surroundings surroundings;
  private final Texts texts;
  private final Path folder;
  private final Map<String, Optional<AccountNetwork>> snapshots = new LinkedHashMap<>();
  private boolean broken;

  ReachCases(Surroundings surroundings, Path folder) {
    this.surroundings = surroundings;
    this.texts = surroundings.texts();
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// Answers all lines.
  ///
  /// @return the exit code
  int answer(BufferedReader lines) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var text = line.strip();
      if (text.startsWith("\uFEFF")) {
        text = text.substring(1);
      }
      if (text.isEmpty()) {
        continue;
      }
      surroundings.out().println(Json.write(answer(text)));
      // Whoever asks line by line gets each answer at once.
      if (!lines.ready()) {
        surroundings.out().flush();
      }
    }
    return broken ? ExitCode.USAGE : ExitCode.GOOD;
  }

  private Fields answer(String line) {
    Value value;
    try {
      value = Json.read(line);
    } catch (JsonException e) {
      return error(Fields.EMPTY, Message.of("cli.reach.notJson", e.text()));
    }
    if (!(value instanceof Fields question)) {
      return error(Fields.EMPTY, Message.of("cli.reach.notObject"));
    }
    var head = question.get("id").map(id -> Fields.EMPTY.with("id", id)).orElse(Fields.EMPTY);
    var name = question.text("snapshot").orElse("");
    var network = snapshots.computeIfAbsent(name, this::open);
    if (network.isEmpty()) {
      return error(head, Message.of("cli.reach.noSnapshot", name));
    }
    return switch (network.get().answer(question)) {
      case AccountNetwork.NotUnderstood n -> error(head, n.why());
      case AccountNetwork.Answered a -> verdict(head, a.verdict());
    };
  }

  private Fields error(Fields head, Message why) {
    broken = true;
    return head.with("error", texts.text(why));
  }

  private Optional<AccountNetwork> open(String name) {
    try {
      var place = folder.resolve(name).normalize();
      if (!place.startsWith(folder) || !Files.isDirectory(place)) {
        return Optional.empty();
      }
      return Optional.of(open(surroundings, place));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Opens a snapshot and prints its warnings.
  static AccountNetwork open(Surroundings surroundings, Path folder) {
    var files = AccountFolder.read(folder);
    var network = files.network();
    var warnings = new ArrayList<>(files.warnings());
    warnings.addAll(network.warnings());
    var texts = surroundings.texts();
    for (var warning : warnings) {
      surroundings.err().println(texts.text(Message.of("cli.reach.warning", folder, warning)));
    }
    surroundings.err().flush();
    return network;
  }

  private Fields verdict(Fields head, AccountVerdict verdict) {
    return head.with("forward", Value.of(verdict.forward()))
        .with("roundTrip", Value.of(verdict.roundTrip()))
        .with("disposition", verdict.disposition().name())
        .with("path", Value.texts(verdict.path().stream().map(ResourceId::value).toList()))
        .with("blockers", blockers(texts, verdict.blockers()));
  }

  /// Blockers for programs.
  static Items blockers(Texts texts, List<Blocker> blockers) {
    return new Items(
        blockers.stream()
            .<Value>map(b -> {
              var fields = Fields.EMPTY.with("code", b.code());
              var placed = b.at().map(a -> fields.with("at", a.value())).orElse(fields);
              return placed.with("message", texts.text(b.explanation())).with("source", b.source());
            })
            .toList());
  }
}
