package dev.diorama.aws.apigateway;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.velocity.exception.VelocityException;

/// What one rendering of a template may use: rounds of loops, and characters that it makes. AWS
/// limits a loop to 1,000 rounds
/// (`docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`),
/// but not loops in loops; the further limits are ours, so that a template always ends, within
/// seconds and with little memory, whatever is written in it. They count and do not look at a
/// clock, so that every run is the same.
final class TemplateBudget {
  /// The budget of what is rendered now.
  static final ScopedValue<TemplateBudget> CURRENT = ScopedValue.newInstance();

  /// Rounds of all loops together.
  static final int MAX_ROUNDS = 200_000;

  /// Rounds times the length of the template: large templates are slow.
  private static final long MAX_WORK = 500_000_000;

  /// Characters of all texts that a template makes on its way.
  private static final long MAX_CHARACTERS = 32L << 20;

  private static final int MAX_DIGITS = 1_000;

  /// Characters that a regular expression may look at.
  private static final long MAX_LOOKS = 10_000_000;

  private final int templateLength;
  private int rounds;
  private long characters;
  private long looks;

  TemplateBudget(int templateLength) {
    this.templateLength = templateLength;
  }

  /// A loop begins a round.
  void round() {
    rounds++;
    if (rounds > MAX_ROUNDS || (long) rounds * templateLength > MAX_WORK) {
      throw new VelocityException("The template loops too often.");
    }
  }

  /// The template makes a value.
  void made(Object value) {
    switch (value) {
      case CharSequence text -> made(text.length());
      case BigInteger number -> digits(number.bitLength() / 3);
      case BigDecimal number ->
          digits(number.unscaledValue().bitLength() / 3 + Math.abs(number.scale()));
      default -> {
        // Everything else is small.
      }
    }
  }

  /// The template makes a text of this length.
  void made(long length) {
    characters += length;
    if (characters > MAX_CHARACTERS) {
      throw new VelocityException("The template makes too much text.");
    }
  }

  private static void digits(int count) {
    if (count > MAX_DIGITS) {
      throw new VelocityException("The template makes too large a number.");
    }
  }

  /// A regular expression looks at a character.
  void look() {
    looks++;
    if (looks > MAX_LOOKS) {
      throw new VelocityException("A regular expression takes too long.");
    }
  }
}
