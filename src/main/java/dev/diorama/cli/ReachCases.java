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
import java.io.IOException;
import java.io.InputStream;
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
  private final Map<String, Optional<AccountNetwork>> snapshots = new LatestSnapshots();
  private boolean broken;

  /// The snapshots that were asked last; however many there are, only these stay in memory.
  private static final class LatestSnapshots
      extends LinkedHashMap<String, Optional<AccountNetwork>> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 64;

    LatestSnapshots() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Optional<AccountNetwork>> eldest) {
      return size() > MOST;
    }
  }

  ReachCases(Surroundings surroundings, Path folder) {
    this.surroundings = surroundings;
    this.texts = surroundings.texts();
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// Answers all lines.
  ///
  /// @return the exit code
  int answer(InputStream in) throws IOException {
    var lines = new LineReader(in);
    var out = surroundings.out();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      if (line.get() instanceof LineReader.Text t && t.text().isBlank()) {
        continue;
      }
      out.println(Json.write(answer(line.get())));
      // Whoever asks line by line gets each answer at once; whoever stopped reading needs no more.
      if (!lines.isReady() && out.checkError()) {
        break;
      }
    }
    return broken ? ExitCode.USAGE : ExitCode.GOOD;
  }

  private Fields answer(LineReader.Line line) {
    return switch (line) {
      case LineReader.Text t -> answer(t);
      case LineReader.NotUtf8 n -> error(Fields.EMPTY, line, Message.of("cli.policy.notUtf8"));
      case LineReader.TooLong l ->
          error(Fields.EMPTY, line, Message.of("cli.policy.lineTooLong", LineReader.MAX_BYTES));
    };
  }

  private Fields answer(LineReader.Text line) {
    Value value;
    try {
      value = Json.read(line.text());
    } catch (JsonException e) {
      return error(Fields.EMPTY, line, Message.of("cli.reach.notJson", e.column(), e.text()));
    }
    if (!(value instanceof Fields question)) {
      return error(Fields.EMPTY, line, Message.of("cli.reach.notObject"));
    }
    var head = question.get("id").map(id -> Fields.EMPTY.with("id", id)).orElse(Fields.EMPTY);
    var name = question.text("snapshot").orElse("");
    var network = snapshots.computeIfAbsent(name, this::open);
    if (network.isEmpty()) {
      return error(head, line, Message.of("cli.reach.noSnapshot", name));
    }
    return switch (network.get().answer(question)) {
      case AccountNetwork.NotUnderstood n -> error(head, line, n.why());
      case AccountNetwork.Answered a -> verdict(head, a.verdict());
    };
  }

  private Fields error(Fields head, LineReader.Line line, Message why) {
    broken = true;
    return head.with("line", line.number()).with("error", texts.text(why));
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
