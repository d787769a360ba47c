package dev.diorama.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameBreakTest {
  private static String first(String name, int letters) {
    return name.substring(0, NameBreak.at(name, part -> part.length() <= letters));
  }

  @Test
  void aNameIsBrokenBeforeACapital() {
    assertThat(first("IndexPhotoRole", 12)).isEqualTo("IndexPhoto");
    assertThat(first("IndexPhotoRole", 9)).isEqualTo("Index");
  }

  @Test
  void anAbbreviationStaysTogether() {
    assertThat(first("PhotoAPIGateway", 9)).isEqualTo("Photo");
  }

  @Test
  void aNameWithoutCapitalsIsBrokenWhereTheLineIsFull() {
    assertThat(first("telemetrytable", 6)).isEqualTo("teleme");
    assertThat(first("x", 0)).isEqualTo("x");
  }
}
