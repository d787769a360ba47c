package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hand-made snapshots in the shape that `aws ec2 describe-…` prints, and the answers that AWS's
/// documentation gives, each with its page. The answers were written down before the engine was
/// asked; only the full sets of blockers were completed from its answers, after review.
class SnapshotCasesTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/diorama/reachability/snapshots");
  private static final Map<String, AccountNetwork> NETWORKS = new ConcurrentHashMap<>();

  static Stream<Fields> cases() throws IOException {
    return Files.readAllLines(FOLDER.resolve("cases.jsonl")).stream()
        .map(line -> (Fields) read(line));
  }

  private static Value read(String json) {
    try {
      return Json.read(json);
    } catch (JsonException e) {
      throw new IllegalStateException(json, e);
    }
  }

  static AccountNetwork network(String snapshot) {
    return NETWORKS.computeIfAbsent(snapshot, name -> AccountNetwork.read(files(name)));
  }

  /// What a snapshot's files hold.
  static Map<String, Value> files(String snapshot) {
    var files = new LinkedHashMap<String, Value>();
    try (var list = Files.list(FOLDER.resolve(snapshot))) {
      for (var file : list.toList()) {
        files.put(file.getFileName().toString().replace(".json", ""), read(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCaseIsAnsweredAsTheDocumentation(Fields line) {
    var answer = network(line.text("snapshot").orElseThrow()).answer(line);
    assertThat(answer).as("%s", line).isInstanceOf(AccountNetwork.Answered.class);
    var verdict = ((AccountNetwork.Answered) answer).verdict();
    var expected = line.fields("expect");
    assertThat(
            Fields.EMPTY
                .with("forward", Value.of(verdict.forward()))
                .with("roundTrip", Value.of(verdict.roundTrip()))
                .with("disposition", verdict.disposition().name())
                .with(
                    "blockers",
                    Value.texts(
                        verdict.blockers().stream()
                            .map(Blocker::code)
                            .collect(Collectors.toCollection(TreeSet::new))
                            .stream()
                            .toList())))
        .as("%s %s", line, verdict)
        .isEqualTo(expected);
    assertThat(line.text("page").orElseThrow()).startsWith("https://docs.aws.amazon.com/");
  }

  @Test
  void theSnapshotsNameWhatTheyDoNotHave() throws IOException {
    var warnings =
        cases()
            .map(c -> c.text("snapshot").orElseThrow())
            .distinct()
            .flatMap(s -> network(s).warnings().stream())
            .map(Object::toString)
            .toList();
    assertThat(warnings).hasSize(1).first().asString().contains("rtb-miss", "nat-missing");
  }
}
