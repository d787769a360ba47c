package dev.diorama.aws.s3;

import dev.diorama.model.Value.Fields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The source of a copy, written `bucket/key` or `/bucket/key`, percent-encoded:
/// `docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html`.
record CopySource(String bucket, String key) {

  /// The source that an input names, if it is well-formed.
  static Optional<CopySource> of(Fields input) {
    return input
        .text("CopySource")
        .map(s -> s.replaceFirst("\\?versionId=.*$", ""))
        .flatMap(CopySource::decoded)
        .map(s -> s.startsWith("/") ? s.substring(1) : s)
        .filter(s -> s.indexOf('/') > 0 && s.indexOf('/') < s.length() - 1)
        .map(s -> new CopySource(s.substring(0, s.indexOf('/')), s.substring(s.indexOf('/') + 1)));
  }

  private static Optional<String> decoded(String text) {
    try {
      // A plus sign in a path is a plus sign, not a space.
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
