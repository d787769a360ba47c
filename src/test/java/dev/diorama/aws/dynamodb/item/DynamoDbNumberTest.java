package dev.diorama.aws.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases from
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`.
class DynamoDbNumberTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "007.50, 7.5",
    "-0, 0",
    "+5, 5",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "12E-2, 0.12",
    "100, 100",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "1234567890123456789012345678901234567800, 1234567890123456789012345678901234567800",
  })
  void aNumberIsWrittenInCanonicalForm(String text, String canonical) {
    assertThat(DynamoDbNumber.text(DynamoDbNumber.parse(text))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc | The parameter cannot be converted to a numeric value: abc",
        "1 2 | The parameter cannot be converted to a numeric value: 1 2",
        "NaN | The parameter cannot be converted to a numeric value: NaN",
        "1e | The parameter cannot be converted to a numeric value: 1e",
        "1e126 | Number overflow. Attempting to store a number with magnitude larger than supported"
            + " range",
        "-1e99999 | Number overflow. Attempting to store a number with magnitude larger than"
            + " supported range",
        "1e-131 | Number underflow. Attempting to store a number with magnitude smaller than"
            + " supported range",
        "123456789012345678901234567890123456789 | Attempting to store more than 38 significant"
            + " digits in a Number",
      })
  void whatIsNoNumberIsRefused(String text, String message) {
    assertThatThrownBy(() -> DynamoDbNumber.parse(text))
        .isInstanceOf(RequestFailure.class)
        .hasMessage(message);
  }

  @Test
  void theLimitsThemselvesAreFine() {
    assertThat(DynamoDbNumber.parse("1e-130")).isPositive();
    assertThat(DynamoDbNumber.parse("9.9999999999999999999999999999999999999e125")).isPositive();
  }
}
