package dev.diorama.aws.s3;

import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.PercentEncoding;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Bucket, key and query of a request, in either of S3's two styles: `/bucket/key`, or the bucket
/// in the host name, here `bucket.localhost` or `bucket.s3.localhost`.
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html`
///
/// @param query decoded; a name that stands alone, as `uploads`, has an empty value
record S3Address(Optional<String> bucket, Optional<String> key, Map<String, String> query) {

  static S3Address of(HttpRequest request) {
    var query = new LinkedHashMap<String, String>();
    PercentEncoding.parameters(request.rawQuery())
        .forEach(p -> query.putIfAbsent(p.getKey(), p.getValue()));
    var path = request.rawPath().startsWith("/") ? request.rawPath().substring(1) : "";
    var virtual = virtualHost(request);
    if (virtual.isPresent()) {
      return new S3Address(virtual, text(path), query);
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new S3Address(text(path), Optional.empty(), query)
        : new S3Address(text(path.substring(0, slash)), text(path.substring(slash + 1)), query);
  }

  private static Optional<String> text(String raw) {
    return raw.isEmpty() ? Optional.empty() : Optional.of(PercentEncoding.decode(raw, false));
  }

  /// The bucket in the host name.
  static Optional<String> virtualHost(HttpRequest request) {
    var host =
        request.header("host").orElse("").replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    if (!host.endsWith(".localhost")) {
      return Optional.empty();
    }
    var name = host.substring(0, host.length() - ".localhost".length());
    if (name.equals("s3") || name.endsWith(".execute-api") || name.contains(".execute-api.")) {
      return Optional.empty();
    }
    var bucket = name.endsWith(".s3") ? name.substring(0, name.length() - 3) : name;
    return bucket.isEmpty() ? Optional.empty() : Optional.of(bucket);
  }
}
