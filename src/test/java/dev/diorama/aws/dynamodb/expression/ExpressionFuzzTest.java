package dev.diorama.aws.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExpressionFuzzTest {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b.c",
          "l[0]",
          "l[1].x",
          "#n",
          ":n",
          ":s",
          ":l",
          ":set",
          "#zz",
          ":zz",
          "(",
          ")",
          "[",
          "]",
          ",",
          ".",
          "=",
          "<>",
          "<",
          "<=",
          ">",
          ">=",
          "+",
          "-",
          "AND",
          "OR",
          "NOT",
          "BETWEEN",
          "IN",
          "SET",
          "REMOVE",
          "ADD",
          "DELETE",
          "size(",
          "contains(",
          "begins_with(",
          "attribute_exists(",
          "attribute_type(",
          "if_not_exists(",
          "list_append(",
          "name",
          "é",
          "\u0000",
          "😀",
          "7",
          "99999999999",
          "'",
          "\"");
  private static final List<String> SENTENCES =
      List.of(
          "a = :n",
          "NOT (a < :n OR contains(b.c, :s)) AND size(l) IN (:n, :n)",
          "a BETWEEN :n AND :n",
          "SET a = if_not_exists(a, :n) + :n, l[3] = :s REMOVE b.c ADD q :set",
          "SET l = list_append(l, :l) DELETE se :set",
          "a, b.c, l[0]");

  @Test
  void noTextMakesAnExpressionFailOtherwiseThanWithAValidationException() {
    long seed = System.nanoTime();
    System.out.println("ExpressionFuzzTest seed " + seed);
    var random = new SplittableRandom(seed);
    var item =
        Wire.item(
            """
            {'a': {'N': '1'}, 'b': {'M': {'c': {'S': 'x'}}}, 'l': {'L': [{'N': '1'}, {'M': {}}]},
             'se': {'SS': ['a']}}
            """);
    for (int i = 0; i < 10_000; i++) {
      var text = random.nextBoolean() ? words(random) : mutated(random);
      tryAll(text, seed, item);
    }
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() {
    var item = Wire.item("{}");
    for (var text :
        List.of(
            "(".repeat(4000),
            "NOT ".repeat(1000) + "a = :n",
            "(a = :n AND ".repeat(300) + "a = :n" + ")".repeat(300),
            "size(".repeat(800) + "a" + ")".repeat(800) + " = :n",
            "SET a = " + "if_not_exists(a, ".repeat(230) + ":n" + ")".repeat(230),
            "SET a" + ".a".repeat(2000) + " = :n")) {
      tryAll(text, 0, item);
      assertThat(text).isNotEmpty();
    }
  }

  private static void tryAll(String text, long seed, M item) {
    attempt(text, seed, p -> Condition.parse(ExpressionKind.FILTER, text, p).test(item));
    attempt(text, seed, p -> UpdateExpression.parse(text, p).apply(item));
    attempt(text, seed, p -> Projection.parse(text, p).of(item));
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("a", "N");
    keys.put("b", "S");
    attempt(text, seed, p -> KeyCondition.parse(text, p, keys));
  }

  private static void attempt(String text, long seed, Consumer<Placeholders> work) {
    var placeholders =
        Wire.placeholders(
            "{'#n': 'name'}",
            "{':n': {'N': '1'}, ':s': {'S': 's'}, ':l': {'L': []}, ':set': {'SS': ['a']}}");
    try {
      work.accept(placeholders);
    } catch (RequestFailure e) {
      assertThat(e.failure().code()).isEqualTo("ValidationException");
    } catch (RuntimeException | StackOverflowError e) {
      fail("seed " + seed + ", expression: " + text, e);
    }
  }

  private static String words(SplittableRandom random) {
    var text = new StringBuilder();
    for (int n = random.nextInt(1, 14); n > 0; n--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
      text.append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private static String mutated(SplittableRandom random) {
    var text = new StringBuilder(SENTENCES.get(random.nextInt(SENTENCES.size())));
    for (int n = random.nextInt(1, 4); n > 0 && !text.isEmpty(); n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        default -> text.setCharAt(at, (char) random.nextInt(32, 127));
      }
    }
    return text.toString();
  }
}
