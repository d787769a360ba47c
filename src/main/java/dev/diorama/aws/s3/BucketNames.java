package dev.diorama.aws.s3;

import java.util.regex.Pattern;

/// The rules for names of general purpose buckets:
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html`.
final class BucketNames {
  static final String PAGE =
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";

  /// 3 to 63 lower-case letters, digits, dots and hyphens; letter or digit at both ends; no two
  /// dots in a row; not an IPv4 address; none of the reserved prefixes and suffixes.
  static final String PATTERN =
      "(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)"
          + "(?!xn--|sthree-|amzn-s3-demo-)"
          + "(?!.*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$)"
          + "(?!.*\\.\\.)"
          + "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

  private static final Pattern COMPILED = Pattern.compile(PATTERN);

  private BucketNames() {}

  /// Whether `name` may be a bucket's name.
  static boolean isValid(String name) {
    return COMPILED.matcher(name).matches();
  }
}
