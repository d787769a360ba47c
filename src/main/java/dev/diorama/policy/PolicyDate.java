package dev.diorama.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the date forms of the Date operators: W3C's profile of ISO 8601, and seconds since 1970.
/// See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html`
/// and `w3.org/TR/NOTE-datetime`.
public final class PolicyDate {
  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,3}|[0-9]{5,15}");
  private static final Pattern W3C =
      Pattern.compile(
          "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
              + "(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?");

  private PolicyDate() {}

  /// The moment that `text` names; empty if it is no date.
  public static Optional<Instant> parse(String text) {
    try {
      if (EPOCH.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      var m = W3C.matcher(text);
      if (!m.matches()) {
        return Optional.empty();
      }
      var date = LocalDate.of(Integer.parseInt(m.group(1)), orOne(m.group(2)), orOne(m.group(3)));
      var time = m.group(4) == null ? LocalTime.MIDNIGHT : LocalTime.parse(m.group(4));
      var zone = m.group(5) == null ? ZoneOffset.UTC : ZoneOffset.of(m.group(5));
      return Optional.of(date.atTime(time).toInstant(zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int orOne(@Nullable String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }
}
