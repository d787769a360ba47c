package dev.diorama.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentSchemaTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              Files.readString(
                  Path.of("src/main/resources/dev/diorama/workspace/diorama-1.schema.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Path> samples() throws IOException {
    return DocumentFormatTest.samples();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleFollowsTheSchema(Path sample) throws IOException {
    assertThat(SCHEMA.validate(Files.readString(sample), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaRefusesAResourceWithoutAType() {
    var text =
        """
        {"format": "diorama", "formatVersion": 1, "resources": {"a": {"logicalId": "A"}}}
        """;
    assertThat(SCHEMA.validate(text, InputFormat.JSON)).hasSize(1);
  }

  /// Puts something else in the place of a random value, or takes it away, and asks both.
  @ParameterizedTest
  @MethodSource("samples")
  void theSchemaRefusesWhatIsRefusedWhenOpenedAndNothingElse(Path sample) throws Exception {
    var whole = (Fields) Json.read(Files.readString(sample));
    long seed = new Random().nextLong();
    var random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      var changed = (Fields) change(whole, random, 0).orElse(Value.Null.NULL);
      var text = Json.writePretty(changed);
      boolean bySchema = !SCHEMA.validate(text, InputFormat.JSON).isEmpty();
      var opened = open(text);
      boolean byReader = opened.isPresent() && !ABOUT_OTHERS.contains(opened.get());
      assertThat(bySchema).as("seed %d: %s in %s", seed, opened, text).isEqualTo(byReader);
      refused += byReader ? 1 : 0;
    }
    assertThat(refused).as("seed %d", seed).isBetween(10, 290);
  }

  /// What a schema cannot say: that an id is somebody's, or nobody's yet.
  private static final Set<String> ABOUT_OTHERS =
      Set.of(
          "document.noSuchResource",
          "document.containerCircle",
          "document.duplicateLogicalId",
          "document.duplicateScenario");

  /// The key of what opening `text` complains about; empty if it opens. What opens must be written
  /// in the way of the schema.
  private static Optional<String> open(String text) {
    try {
      var written = DocumentFormat.write(DocumentFormat.read(text));
      assertThat(SCHEMA.validate(written, InputFormat.JSON)).isEmpty();
      return Optional.empty();
    } catch (DocumentException e) {
      return e.text().arguments().stream()
          .flatMap(a -> a instanceof Message.Nested n ? Stream.of(n.message().key()) : Stream.of())
          .findFirst()
          .or(() -> Optional.of(e.text().key()));
    }
  }

  private static Optional<Value> change(Value value, Random random, int depth) {
    if (depth > 0 && (depth > 5 || random.nextInt(4) == 0)) {
      return other(random);
    }
    return switch (value) {
      case Fields fields when !fields.isEmpty() -> {
        var names = List.copyOf(fields.values().keySet());
        var name = names.get(random.nextInt(names.size()));
        var changed = change(fields.get(name).orElseThrow(), random, depth + 1);
        yield Optional.of(changed.map(v -> fields.with(name, v)).orElse(fields.without(name)));
      }
      case Items items when !items.values().isEmpty() -> {
        var values = new ArrayList<>(items.values());
        int at = random.nextInt(values.size());
        change(values.get(at), random, depth + 1)
            .ifPresentOrElse(v -> values.set(at, v), () -> values.remove(at));
        yield Optional.of(new Items(values));
      }
      case Fields fields -> other(random);
      case Items items -> other(random);
      case Value simple -> other(random);
    };
  }

  private static Optional<Value> other(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Value.Null.NULL);
      case 2 -> Optional.of(Value.of(random.nextInt(-2, 3)));
      case 3 -> Optional.of(new Value.Numeric(new BigDecimal("0.5")));
      case 4 -> Optional.of(Value.of(random.nextBoolean()));
      case 5 ->
          Optional.of(
              Value.of(List.of("", " ", "x", "P", "PT5S", "s3:Get", "R1").get(random.nextInt(7))));
      case 6 -> Optional.of(Items.EMPTY);
      case 7 -> Optional.of(Value.list(Value.of("x")));
      default -> Optional.of(Fields.EMPTY);
    };
  }
}
