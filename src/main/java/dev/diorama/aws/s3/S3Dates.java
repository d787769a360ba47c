package dev.diorama.aws.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// S3's two ways to write a time.
final class S3Dates {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private S3Dates() {}

  /// As in XML and events: `2026-01-01T00:00:00.000Z`.
  static String iso(Instant instant) {
    return ISO.format(instant);
  }

  /// As in HTTP headers: `Thu, 01 Jan 2026 00:00:00 GMT`.
  static String http(Instant instant) {
    return HTTP.format(instant);
  }
}
