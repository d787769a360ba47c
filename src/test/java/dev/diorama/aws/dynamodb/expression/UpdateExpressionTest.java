package dev.diorama.aws.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.dynamodb.item.RequestFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases from
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html`.
class UpdateExpressionTest {
  private static final String VALUES =
      """
      {':n': {'N': '5'}, ':s': {'S': 'x'}, ':l': {'L': [{'S': 'x'}]}, ':ss': {'SS': ['b', 'c']},
       ':ns': {'NS': ['2', '3']}, ':b': {'SS': ['b']}, ':all': {'SS': ['a', 'b']}, ':m': {'M': {'k': {'N': '1'}}},
       ':big': {'N': '99999999999999999999999999999999999999'}, ':tiny': {'N': '0.1'},
       ':empty': {'L': []}}
      """;
  private static final String ITEM =
      """
      {'id': {'S': 'k'}, 'a': {'N': '1.50'}, 'w': {'S': 'x'}, 'li': {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}]},
       'se': {'SS': ['a', 'b']}, 'nu': {'NS': ['1', '2']}, 'mp': {'M': {'k': {'N': '1'}, 'l': {'L': []}}}}
      """;

  private static UpdateExpression parse(String text) {
    return UpdateExpression.parse(text, Wire.placeholders("{'#l': 'list'}", VALUES));
  }

  /// The attributes that change, `-` for an attribute that goes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET b = :n | b | {'N': '5'}",
        "set b = :n | b | {'N': '5'}",
        "SET a = a + :n | a | {'N': '6.5'}",
        "SET a = a - :n | a | {'N': '-3.5'}",
        "SET a = :n - a | a | {'N': '3.5'}",
        "SET a = a + a | a | {'N': '3'}",
        "SET b = a | b | {'N': '1.5'}",
        "SET b = if_not_exists(b, :n) | b | {'N': '5'}",
        "SET a = if_not_exists(a, :n) | a | {'N': '1.5'}",
        "SET b = if_not_exists(b, :n) + :n | b | {'N': '10'}",
        "SET b = if_not_exists(b, if_not_exists(c, :s)) | b | {'S': 'x'}",
        "SET li = list_append(li, :l) | li | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}, {'S':"
            + " 'x'}]}",
        "SET li = list_append(:l, li) | li | {'L': [{'S': 'x'}, {'N': '0'}, {'N': '1'}, {'N':"
            + " '2'}]}",
        "SET q = list_append(if_not_exists(q, :empty), :l) | q | {'L': [{'S': 'x'}]}",
        "SET li[1] = :s | li | {'L': [{'N': '0'}, {'S': 'x'}, {'N': '2'}]}",
        "SET li[9] = :s | li | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}, {'S': 'x'}]}",
        "SET li[9] = :s, li[7] = :n | li | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}, {'N': '5'},"
            + " {'S': 'x'}]}",
        "SET mp.k = :s | mp | {'M': {'k': {'S': 'x'}, 'l': {'L': []}}}",
        "SET mp.z = :s | mp | {'M': {'k': {'N': '1'}, 'l': {'L': []}, 'z': {'S': 'x'}}}",
        "SET mp.l[0] = :m | mp | {'M': {'k': {'N': '1'}, 'l': {'L': [{'M': {'k': {'N': '1'}}}]}}}",
        "REMOVE a | a | -",
        "REMOVE zz | zz | -",
        "REMOVE li[0], li[2] | li | {'L': [{'N': '1'}]}",
        "REMOVE li[9] | li | {'L': [{'N': '0'}, {'N': '1'}, {'N': '2'}]}",
        "REMOVE mp.k | mp | {'M': {'l': {'L': []}}}",
        "ADD a :n | a | {'N': '6.5'}",
        "ADD b :n | b | {'N': '5'}",
        "ADD se :ss | se | {'SS': ['a', 'b', 'c']}",
        "ADD nu :ns | nu | {'NS': ['1', '2', '3']}",
        "ADD b :ss | b | {'SS': ['b', 'c']}",
        "ADD mp.k :n | mp | {'M': {'k': {'N': '6'}, 'l': {'L': []}}}",
        "DELETE se :b | se | {'SS': ['a']}",
        "DELETE se :all | se | -",
        "DELETE b :b | b | -",
        "SET a = :n REMOVE w | w | -",
        "REMOVE w SET w2 = w | w2 | {'S': 'x'}",
        "SET a = w, w = a | w | {'N': '1.5'}",
        "SET a = (a + :n) | a | {'N': '6.5'}",
      })
  void anUpdateChangesTheItemAsAwsSays(String text, String attribute, String expected) {
    var result = parse(text).apply(Wire.item(ITEM));
    if (expected.equals("-")) {
      assertThat(result.get(attribute)).isEmpty();
    } else {
      assertThat(result.get(attribute)).isEqualTo(Wire.item("{'v': " + expected + "}").get("v"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET b = zz | The provided expression refers to an attribute that does not exist in the"
            + " item",
        "SET w = w + :n | An operand in the update expression has an incorrect data type",
        "SET a = list_append(a, :l) | An operand in the update expression has an incorrect data"
            + " type",
        "SET zz.b = :n | The document path provided in the update expression is invalid for update",
        "SET a[0] = :n | The document path provided in the update expression is invalid for update",
        "REMOVE zz.b | The document path provided in the update expression is invalid for update",
        "ADD w :n | An operand in the update expression has an incorrect data type",
        "ADD se :ns | An operand in the update expression has an incorrect data type",
        "SET a = :big + :tiny | Attempting to store more than 38 significant digits in a Number",
      })
  void anUpdateThatDoesNotFitIsRefused(String text, String message) {
    assertThatThrownBy(() -> parse(text).apply(Wire.item(ITEM)))
        .isInstanceOf(RequestFailure.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "b = :n | Syntax error; token: \"b\", near: \"b =\"",
        "SET | Syntax error; token: \"<EOF>\", near: \"SET\"",
        "SET b :n | Syntax error; token: \":n\", near: \"b :n\"",
        "SET a = a * :n | Syntax error; token: \"*\", near: \"a * :n\"",
        "SET a = a + :n + :n | Syntax error; token: \"+\", near: \":n + :n\"",
        "SET a = :n SET b = :n | The \"SET\" section can only be used once in an update"
            + " expression;",
        "SET a = :n, a = :n | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [a], path two: [a]",
        "SET mp.k = :n REMOVE mp | Two document paths overlap with each other; must remove or"
            + " rewrite one of these paths; path one: [mp, k], path two: [mp]",
        "SET mp.k = :n, mp[0] = :n | Two document paths conflict with each other; must remove or"
            + " rewrite one of these paths; path one: [mp, k], path two: [mp, [0]]",
        "ADD a :s | Incorrect operand type for operator or function; operator: ADD, operand type:"
            + " STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
        "DELETE se :n | Incorrect operand type for operator or function; operator: DELETE, operand"
            + " type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
        "SET a = size(w) | The function is not allowed in an update expression; function: size",
        "SET a = nope(w) | Invalid function name; function: nope",
        "SET a = if_not_exists(:n, :n) | Operator or function requires a document path; operator or"
            + " function: if_not_exists",
        "SET a = a + :s | Incorrect operand type for operator or function; operator or function: +,"
            + " operand type: S",
        "SET list = :n | Attribute name is a reserved keyword; reserved keyword: list",
      })
  void aMalformedUpdateIsRefusedInAwssWords(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(RequestFailure.class)
        .hasMessage("Invalid UpdateExpression: " + message);
  }
}
