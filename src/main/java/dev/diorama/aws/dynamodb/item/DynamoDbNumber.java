package dev.diorama.aws.dynamodb.item;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.9…E+125, written
/// without leading and trailing zeros. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`
/// (section Numbers).
public final class DynamoDbNumber {
  private static final int MAX_DIGITS = 38;
  private static final int MAX_EXPONENT = 125;
  private static final int MIN_EXPONENT = -130;
  private static final int MAX_TEXT = 400;
  private static final Pattern FORM =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,5})?");

  private DynamoDbNumber() {}

  /// Reads a number.
  ///
  /// @throws RequestFailure with AWS's message, if it is none or is out of range
  public static BigDecimal parse(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT || !FORM.matcher(text).matches()) {
      throw RequestFailure.validation(
          "The parameter cannot be converted to a numeric value"
              + (text.isEmpty() ? "" : ": " + text));
    }
    return checked(new BigDecimal(text));
  }

  /// `number` in canonical form.
  ///
  /// @throws RequestFailure with AWS's message, if it is out of range
  public static BigDecimal checked(BigDecimal number) {
    var canonical = canonical(number);
    if (canonical.signum() == 0) {
      return canonical;
    }
    int exponent = canonical.precision() - canonical.scale() - 1;
    if (exponent > MAX_EXPONENT) {
      throw RequestFailure.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < MIN_EXPONENT) {
      throw RequestFailure.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    if (canonical.precision() > MAX_DIGITS) {
      throw RequestFailure.validation(
          "Attempting to store more than 38 significant digits in a Number");
    }
    return canonical;
  }

  /// `number` without trailing zeros, so that equal numbers are equal objects.
  static BigDecimal canonical(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /// The number as DynamoDB writes it: without an exponent, as `0.1` or `100`.
  public static String text(BigDecimal number) {
    return canonical(number).toPlainString();
  }

  /// Its size in bytes: one for each two significant digits, one more, and one for a minus sign.
  /// See `docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html`.
  static long size(BigDecimal number) {
    var canonical = canonical(number);
    return (canonical.precision() + 1L) / 2 + 1 + (canonical.signum() < 0 ? 1 : 0);
  }
}
