package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Calls of S3 by its REST API, as integrations with a bucket make them. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html`.
final class BucketCalls {
  /// Members of operations that are headers of S3's REST API:
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html` and
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html`.
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("content-type", "ContentType"),
          Map.entry("cache-control", "CacheControl"),
          Map.entry("content-disposition", "ContentDisposition"),
          Map.entry("content-encoding", "ContentEncoding"),
          Map.entry("content-language", "ContentLanguage"),
          Map.entry("expires", "Expires"),
          Map.entry("etag", "ETag"),
          Map.entry("content-range", "ContentRange"),
          Map.entry("accept-ranges", "AcceptRanges"),
          Map.entry("range", "Range"),
          Map.entry("if-match", "IfMatch"),
          Map.entry("if-none-match", "IfNoneMatch"),
          Map.entry("if-modified-since", "IfModifiedSince"),
          Map.entry("if-unmodified-since", "IfUnmodifiedSince"));

  private static final String METADATA = "x-amz-meta-";
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private BucketCalls() {}

  /// What an HTTP method does to an object.
  static Optional<String> operation(String method) {
    return switch (method) {
      case "GET" -> Optional.of("GetObject");
      case "HEAD" -> Optional.of("HeadObject");
      case "PUT" -> Optional.of("PutObject");
      case "DELETE" -> Optional.of("DeleteObject");
      default -> Optional.empty();
    };
  }

  /// The input of the operation.
  static Fields input(Backend backend, String bucket, String key) {
    var input = Fields.EMPTY.with("Bucket", bucket).with("Key", key);
    var metadata = Fields.EMPTY;
    for (var header : backend.headers().entrySet()) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      var value = String.join(",", header.getValue());
      if (name.startsWith(METADATA)) {
        metadata = metadata.with(name.substring(METADATA.length()), value);
      } else if (HEADERS.containsKey(name)) {
        input = input.with(HEADERS.get(name), value);
      }
    }
    if (backend.method().equals("PUT")) {
      input = input.with("Body", backend.body());
    }
    return metadata.isEmpty() ? input : input.with("Metadata", metadata);
  }

  /// S3's answer: the object, or an error as XML
  /// (`docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`).
  static Backend.Answer answer(String operation, OperationResult result) {
    var headers = new LinkedHashMap<String, List<String>>();
    if (result instanceof Failure f) {
      headers.put("Content-Type", List.of("application/xml"));
      return answered(f.status(), headers, Value.of(xml(f)));
    }
    var output = ((Success) result).output();
    HEADERS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e -> output.text(e.getValue()).ifPresent(v -> headers.put(e.getKey(), List.of(v))));
    output
        .number("ContentLength")
        .ifPresent(n -> headers.put("content-length", List.of(n.toString())));
    output
        .text("LastModified")
        .ifPresent(t -> headers.put("last-modified", List.of(HTTP_DATE.format(Instant.parse(t)))));
    var metadata = output.fields("Metadata");
    metadata.values().keySet().forEach(name -> headers.put(METADATA + name, metadata.texts(name)));
    return answered(
        operation.equals("DeleteObject")
            ? 204
            : output.text("ContentRange").isPresent() ? 206 : 200,
        headers,
        output.get("Body").orElse(Value.of("")));
  }

  private static Backend.Answer answered(
      int status, SequencedMap<String, List<String>> headers, Value body) {
    return new Backend.Answered(status, headers, body, String.valueOf(status));
  }

  private static String xml(Failure failure) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
        + escaped(failure.code())
        + "</Code><Message>"
        + escaped(failure.message())
        + "</Message></Error>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
