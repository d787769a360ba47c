package dev.diorama.aws.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.dynamodb.item.RequestFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases from
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html`
/// and
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html`.
class ConditionTest {
  private static final String ITEM =
      """
      {'Id': {'N': '456'}, 'Title': {'S': 'Bicycle'}, 'Price': {'N': '650.0'}, 'Sold': {'BOOL': false},
       'Colors': {'SS': ['Red', 'Black']}, 'Sizes': {'NS': ['1', '2.50']}, 'Pic': {'B': 'AQID'},
       'Pics': {'BS': ['AQ==']}, 'Gone': {'NULL': true},
       'Brand': {'M': {'Name': {'S': 'Acme'}, 'Plants': {'L': [{'S': 'Köln'}, {'N': '7'}]}}},
       'Tags': {'L': [{'S': 'a'}, {'S': 'b'}]}, 'Word': {'S': 'Zürich𝄞'}}
      """;
  private static final String VALUES =
      """
      {':id': {'N': '456.0'}, ':low': {'N': '600'}, ':high': {'N': '700'}, ':t': {'S': 'Bi'},
       ':bike': {'S': 'Bicycle'}, ':red': {'S': 'Red'}, ':one': {'N': '1'}, ':two': {'N': '2'},
       ':f': {'BOOL': false}, ':null': {'NULL': true}, ':pic': {'B': 'AQI='}, ':ss': {'S': 'SS'},
       ':n': {'S': 'N'}, ':colors': {'SS': ['Black', 'Red']}, ':seven': {'N': '7'}, ':byte': {'B': 'AQ=='},
       ':acme': {'S': 'Acme'}, ':a': {'S': 'A'}, ':z': {'S': 'z'}, ':eight': {'N': '8'}}
      """;
  private static final String NAMES =
      """
      {'#n': 'Name', '#d': 'Data', '#s': 'Sold', '#p': 'Plants'}
      """;

  private static Condition parse(String text) {
    return Condition.parse(ExpressionKind.CONDITION, text, Wire.placeholders(NAMES, VALUES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Id = :id | true",
        "Id <> :id | false",
        "Id < :id | false",
        "Id <= :id | true",
        "Id > :one | true",
        "Id >= :id | true",
        "Title = :bike | true",
        "Title < :z | true",
        "Title > :a | true",
        "Title = :id | false",
        "Title <> :id | true",
        "Title < :one | false",
        "Absent = :id | false",
        "Absent <> :id | true",
        "Absent < :id | false",
        "NOT Absent = :id | true",
        ":id = Id | true",
        "Price BETWEEN :low AND :high | true",
        "Price BETWEEN :high AND :high | false",
        "Price between :low and :high | true",
        "Title BETWEEN :a AND :z | true",
        "Absent BETWEEN :low AND :high | false",
        "Id IN (:one, :two, :id) | true",
        "Id IN (:one) | false",
        "Absent IN (:one) | false",
        "attribute_exists(Title) | true",
        "attribute_exists(Absent) | false",
        "attribute_exists(Brand.#n) | true",
        "attribute_exists(Brand.Absent) | false",
        "attribute_exists(Brand.#p[1]) | true",
        "attribute_exists(Brand.#p[2]) | false",
        "attribute_exists(Title.#n) | false",
        "attribute_exists(Gone) | true",
        "attribute_not_exists(Absent) | true",
        "attribute_not_exists(Title) | false",
        "attribute_type(Colors, :ss) | true",
        "attribute_type(Id, :n) | true",
        "attribute_type(Title, :n) | false",
        "attribute_type(Absent, :n) | false",
        "begins_with(Title, :t) | true",
        "begins_with(Title, :red) | false",
        "begins_with(Id, :t) | false",
        "begins_with(Pic, :pic) | true",
        "begins_with(Absent, :t) | false",
        "contains(Title, :t) | true",
        "contains(Title, :red) | false",
        "contains(Colors, :red) | true",
        "contains(Colors, :bike) | false",
        "contains(Sizes, :one) | true",
        "contains(Tags, :acme) | false",
        "contains(Pics, :byte) | true",
        "contains(Pic, :pic) | true",
        "contains(Brand.#p, :seven) | true",
        "contains(Id, :one) | false",
        "size(Title) = :seven | true",
        "size(Word) = :eight | true",
        "size(Colors) = :two | true",
        "size(Brand.#p) = :two | true",
        "size(Brand) = :two | true",
        "size(Pic) > :two | true",
        "size(Absent) > :one | false",
        "size(Id) > :one | false",
        "Colors = :colors | true",
        "#s = :f | true",
        "Gone = :null | true",
        "Brand.#n = :acme | true",
        "Brand.#p[1] = :seven | true",
        "Id = :one OR Id = :id AND #s = :f | true",
        "(Id = :one OR Id = :id) AND #s <> :f | false",
        "Id = :one AND Id = :id OR #s = :f | true",
        "NOT Id = :one AND NOT Id = :two | true",
        "NOT (Id = :id AND #s = :f) | false",
        "NOT NOT Id = :id | true",
        "(Id = :id) AND (#s = :f) | true",
        "((Id = :id) AND (#s = :f)) OR Id = :one | true",
        "Word > :bike | true",
      })
  void aConditionHoldsAsAwsSays(String text, boolean expected) {
    assertThat(parse(text).test(Wire.item(ITEM))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Id = | Syntax error; token: \"<EOF>\", near: \"=\"",
        "Id == :id | Syntax error; token: \"=\", near: \"== :id\"",
        "= :id | Syntax error; token: \"=\", near: \"= :id\"",
        "Id = :id) | Syntax error; token: \")\", near: \":id)\"",
        "(Id = :id | Syntax error; token: \"<EOF>\", near: \":id\"",
        "Id = :id AND | Syntax error; token: \"<EOF>\", near: \"AND\"",
        "Id & :id | Syntax error; token: \"&\", near: \"Id & :id\"",
        "_id = :id | Syntax error; token: \"_\", near: \"_id\"",
        "Tags[x] = :id | Syntax error; token: \"x\", near: \"[x]\"",
        "Tags[99999999999] = :id | List index is not within the allowable range; index:"
            + " [99999999999]",
        "Name = :id | Attribute name is a reserved keyword; reserved keyword: Name",
        "status = :id | Attribute name is a reserved keyword; reserved keyword: status",
        "#x = :id | An expression attribute name used in the document path is not defined;"
            + " attribute name: #x",
        "Id = :x | An expression attribute value used in expression is not defined; attribute"
            + " value: :x",
        "exists(Id) | Invalid function name; function: exists",
        "ATTRIBUTE_EXISTS(Id) | Invalid function name; function: ATTRIBUTE_EXISTS",
        "size(Id) | The function is not allowed to be used this way in an expression; function:"
            + " size",
        "attribute_exists(Id) = :one | The function is not allowed to be used this way in an"
            + " expression; function: attribute_exists",
        "if_not_exists(Id, :one) = :one | The function is not allowed in a condition expression;"
            + " function: if_not_exists",
        "size(:one) = :one | Incorrect operand type for operator or function; operator or function:"
            + " size, operand type: N",
        "size(Id, Title) = :one | Incorrect number of operands for operator or function; operator"
            + " or function: size, number of operands: 2",
        "begins_with(Title) | Incorrect number of operands for operator or function; operator or"
            + " function: begins_with, number of operands: 1",
        "begins_with(Title, :one) | Incorrect operand type for operator or function; operator or"
            + " function: begins_with, operand type: N",
        "#s < :f | Incorrect operand type for operator or function; operator or function: <,"
            + " operand type: BOOL",
        "attribute_type(Id, :t) | Invalid attribute type name found; type: Bi, valid types:"
            + " {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
        "attribute_exists(:one) | Operator or function requires a document path; operator or"
            + " function: attribute_exists",
        "Id BETWEEN :high AND :low | The BETWEEN operator requires upper bound to be greater than"
            + " or equal to lower bound; lower bound operand: AttributeValue: {N:700}, upper bound"
            + " operand: AttributeValue: {N:600}",
        "Id = Id | The first operand must be distinct from the remaining operands for this operator"
            + " or function; operator: =, first operand: [Id]",
        "((Id = :id)) | The expression has redundant parentheses;",
        "~  ~ | The expression can not be empty;",
      })
  void aMalformedConditionIsRefusedInAwssWords(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(RequestFailure.class)
        .hasMessage("Invalid ConditionExpression: " + message);
  }
}
