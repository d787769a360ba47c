package dev.diorama.aws.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases from
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html`.
class ItemSizeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'S': 'abc'} | 3",
        "{'S': 'é'} | 2",
        "{'N': '27'} | 2",
        "{'N': '-27'} | 3",
        "{'N': '123'} | 3",
        "{'N': '1000'} | 2",
        "{'B': 'AQID'} | 3",
        "{'NULL': true} | 1",
        "{'BOOL': false} | 1",
        "{'SS': ['a', 'bc']} | 3",
        "{'L': []} | 3",
        "{'M': {}} | 3",
        "{'L': [{'S': 'ab'}]} | 6",
        "{'M': {'k': {'S': 'ab'}}} | 7",
      })
  void sizesAreCountedAsAwsSays(String value, long bytes) throws JsonException {
    var item = AttributeValues.readItem(Json.read(("{'n': " + value + "}").replace('\'', '"')));
    assertThat(ItemSize.of(item)).isEqualTo(1 + bytes);
  }
}
