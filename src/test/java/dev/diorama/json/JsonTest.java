package dev.diorama.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void fieldsKeepTheirOrder() throws JsonException {
    var text = "{\"b\":1,\"a\":[true,null,\"x\"],\"c\":{}}";
    assertThat(Json.write(Json.read(text))).isEqualTo(text);
    assertThat(Json.write(Json.read(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
  }

  @Test
  void prettyTextHasOneFieldALine() throws JsonException {
    assertThat(Json.writePretty(Json.read("{\"a\":[1,{\"b\":\"c\"}]}")).lines())
        .contains("{", "}")
        .anyMatch(line -> line.strip().startsWith("\"b\""));
  }

  @Test
  void binaryDataIsWrittenInBase64() {
    assertThat(Json.write(Value.of(new byte[] {1, 2}))).isEqualTo("\"AQI=\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "12345678901234567890", "0.1", "1E+3", "1.50", "-0.001"})
  void numbersKeepTheirValue(String number) throws JsonException {
    var value = Json.read(number);
    assertThat(value).isEqualTo(new Value.Numeric(new BigDecimal(number)));
    assertThat(Json.read(Json.write(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "1 2",
        "{'a':1}",
        "NaN",
        "1e999999999",
        "\"\\ud800x",
        "\u0000"
      })
  void whatIsNotOneDocumentIsRefused(String text) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.read(text));
  }

  @Test
  void errorsSayWhereTheyAre() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read("{\n  \"a\": ?\n}"))
        .matches(e -> e.line() == 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2", "{\"a\": 1", "{\"a\": [1}", "\"abc", "{\"a\""})
  void errorsAreInTheUsersWordsNotTheParsers(String text) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Source", "REDACTED", "#"));
  }

  @Test
  void hostileDocumentsAreRefused() {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.read("[".repeat(100_000)));
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.read("1".repeat(1_000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ` `                | json.empty     | 1
          {"a": [1,          | json.truncated | 1
          {"a": 1} {         | json.trailing  | 1
          {"a": 1,  "a": 2}  | json.duplicate | 1
          {"a": 1e99999999}  | json.number    | 7
          {"a": ?}           | json.syntax    | 7
          """)
  void errorsSayWhatIsWrongInEveryLanguage(String text, String key, int fromColumn) {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(text))
        .satisfies(e -> {
          assertThat(e.text().key()).isEqualTo(key);
          assertThat(e.line()).isEqualTo(1);
          assertThat(e.column()).isGreaterThanOrEqualTo(fromColumn);
        });
  }

  @Test
  void limitsSayWhereTheyArePassed() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read("\n" + "[".repeat(1_000)))
        .satisfies(e -> {
          assertThat(e.text().key()).isEqualTo("json.tooDeep");
          assertThat(e.line()).isEqualTo(2);
          assertThat(e.column()).isBetween(200, 203);
        });
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read("[" + "{},".repeat(Json.MAX_VALUES) + "0]"))
        .satisfies(e -> assertThat(e.text().key()).isEqualTo("json.tooMany"));
  }

  @Test
  void whatIsWrittenIsReadBack() throws JsonException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      var value = value(random, 4);
      assertThat(Json.read(Json.write(value))).as("seed %d", seed).isEqualTo(value);
      assertThat(Json.read(Json.writePretty(value))).as("seed %d", seed).isEqualTo(value);
    }
  }

  private static Value value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Value.Null.NULL;
      case 1 -> Value.of(random.nextBoolean());
      case 2 -> new Value.Numeric(BigDecimal.valueOf(random.nextInt(), random.nextInt(-5, 25)));
      case 3 -> Value.of(text(random));
      case 4 -> {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield new Items(items);
      }
      default -> {
        var fields = new LinkedHashMap<String, Value>();
        for (int i = random.nextInt(4); i > 0; i--) {
          fields.put(text(random), value(random, depth - 1));
        }
        yield new Fields(fields);
      }
    };
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(6), 0, 0x3100)
        .filter(c -> !Character.isSurrogate((char) c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
