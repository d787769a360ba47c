package dev.diorama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldMapTest {
  @Test
  void fieldsAreWhatALinkedMapIsHoweverManyThereAre() {
    long seed = 20_261_122;
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var expected = new LinkedHashMap<String, Value>();
      var fields = Fields.EMPTY;
      for (int i = random.nextInt(2 * FieldMap.MAX); i > 0; i--) {
        var name = "n" + random.nextInt(2 * FieldMap.MAX);
        if (random.nextInt(4) == 0) {
          expected.remove(name);
          fields = fields.without(name);
        } else {
          expected.put(name, Value.of(i));
          fields = fields.with(name, i);
        }
      }
      assertThat(new ArrayList<>(fields.values().entrySet()))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(new ArrayList<>(expected.entrySet()));
      assertThat(fields).isEqualTo(new Fields(expected)).hasSameHashCodeAs(new Fields(expected));
      assertThat(fields.values()).isEqualTo(expected);
      assertThat(new ArrayList<>(fields.values().reversed().values()))
          .isEqualTo(new ArrayList<>(expected.reversed().values()));
    }
  }

  @Test
  void nothingInFieldsCanBeChanged() {
    var values = Fields.EMPTY.with("a", 1).values();
    assertThatThrownBy(() -> values.put("b", Value.of(2)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> values.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> values.entrySet().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
