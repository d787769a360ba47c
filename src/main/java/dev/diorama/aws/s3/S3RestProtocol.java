package dev.diorama.aws.s3;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.PercentEncoding;
import dev.diorama.runtime.wire.WireProtocol;
import dev.diorama.runtime.wire.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// S3's REST protocol, path style and virtual-hosted style:
/// `docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html`.
final class S3RestProtocol implements WireProtocol {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS");

  /// Query parameters that replace headers of `GetObject`'s answer.
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-content-type", "Content-Type",
          "response-content-language", "Content-Language",
          "response-expires", "Expires",
          "response-cache-control", "Cache-Control",
          "response-content-disposition", "Content-Disposition",
          "response-content-encoding", "Content-Encoding");

  private final CorsRules cors;

  S3RestProtocol(CorsRules cors) {
    this.cors = cors;
  }

  /// Signed for S3; or unsigned and without the marks of the other protocols, as a browser asks.
  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    if (signedService.isPresent()) {
      return signedService.get().equals("s3");
    }
    if (!METHODS.contains(request.method())
        || request.header("x-amz-target").isPresent()
        || request.rawPath().startsWith("/_")) {
      return false;
    }
    return S3Address.virtualHost(request).isPresent()
        || (!request.rawPath().equals("/")
            && request.header("host").filter(h -> h.contains(".execute-api.")).isEmpty());
  }

  @Override
  public Decoded decode(HttpRequest request) throws WireException {
    var address = S3Address.of(request);
    var operation = S3Routes.operation(request, address);
    var input = Fields.EMPTY;
    if (address.bucket().isPresent()) {
      input = input.with("Bucket", address.bucket().get());
    }
    if (address.key().isPresent()) {
      input = input.with("Key", address.key().get());
    }
    input =
        switch (operation) {
          case "ListObjects", "ListObjectsV2" -> listing(address.query(), input);
          case "DeleteObjects" -> input.with("Delete", delete(request));
          case "PutObject" -> S3Headers.read(request, input).with("Body", request.body());
          case "UploadPart" ->
              part(address.query(), S3Headers.read(request, input)).with("Body", request.body());
          case "UploadPartCopy" -> part(address.query(), S3Headers.read(request, input));
          case "CompleteMultipartUpload" ->
              part(address.query(), input).with("MultipartUpload", parts(request));
          case "AbortMultipartUpload" -> part(address.query(), input);
          case "ListParts" ->
              numbers(address.query(), part(address.query(), input), "max-parts", "MaxParts");
          case "ListMultipartUploads" ->
              numbers(
                  address.query(), listing(address.query(), input), "max-uploads", "MaxUploads");
          case "GetObject", "HeadObject", "CopyObject", "CreateMultipartUpload" ->
              S3Headers.read(request, input);
          default -> input;
        };
    return new Decoded(operation, input);
  }

  private static Fields listing(Map<String, String> query, Fields input) throws WireException {
    var result = input;
    for (var entry :
        Map.of(
                "prefix", "Prefix",
                "delimiter", "Delimiter",
                "encoding-type", "EncodingType",
                "continuation-token", "ContinuationToken",
                "start-after", "StartAfter",
                "marker", "Marker",
                "key-marker", "KeyMarker",
                "upload-id-marker", "UploadIdMarker")
            .entrySet()) {
      var value = query.get(entry.getKey());
      if (value != null && !(value.isEmpty() && entry.getKey().equals("marker"))) {
        result = result.with(entry.getValue(), value);
      }
    }
    var maxKeys = query.get("max-keys");
    return maxKeys == null ? result : result.with("MaxKeys", number(maxKeys, "max-keys"));
  }

  private static Fields part(Map<String, String> query, Fields input) throws WireException {
    var result = input.with("UploadId", query.getOrDefault("uploadId", ""));
    var number = query.get("partNumber");
    return number == null ? result : result.with("PartNumber", number(number, "partNumber"));
  }

  private static Fields numbers(
      Map<String, String> query, Fields input, String parameter, String member)
      throws WireException {
    var result = input;
    var most = query.get(parameter);
    if (most != null) {
      result = result.with(member, number(most, parameter));
    }
    var marker = query.get("part-number-marker");
    return marker == null || marker.isEmpty()
        ? result
        : result.with("PartNumberMarker", number(marker, "part-number-marker"));
  }

  private static long number(String text, String name) throws WireException {
    if (!text.matches("-?\\d{1,18}")) {
      throw new WireException(
          new Failure(
              "InvalidArgument",
              "Provided " + name + " not an integer or within integer range",
              400,
              Fields.EMPTY.with("ArgumentName", name).with("ArgumentValue", text)));
    }
    return Long.parseLong(text);
  }

  private static Fields delete(HttpRequest request) throws WireException {
    var document = document(request, "Delete");
    return Fields.EMPTY
        .with("Objects", new Items(document.list("Object")))
        .with("Quiet", Value.of(document.text("Quiet").filter("true"::equals).isPresent()));
  }

  private static Fields parts(HttpRequest request) throws WireException {
    var parts = new ArrayList<Value>();
    for (var value : document(request, "CompleteMultipartUpload").list("Part")) {
      var part = value instanceof Fields f ? f : Fields.EMPTY;
      parts.add(part.with("PartNumber", number(part.text("PartNumber").orElse(""), "PartNumber")));
    }
    return Fields.EMPTY.with("Parts", new Items(parts));
  }

  private static Fields document(HttpRequest request, String root) throws WireException {
    var document = XmlReader.read(request.body());
    if (!document.root().equals(root)) {
      throw new WireException(S3Exception.malformedXml().failure());
    }
    return document.content();
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("x-amz-request-id", List.of(requestId));
    var crossOrigin = cors.headers(request);
    headers.putAll(crossOrigin);
    if (request.method().equals("OPTIONS") && !crossOrigin.isEmpty()) {
      // A preflight is no operation: the bucket's rules alone answer it.
      return new HttpResponse(200, headers, Value.of(new byte[0]));
    }
    return switch (result) {
      case Success s -> success(request, operation, s.output(), headers);
      case Failure f -> failure(request, f, requestId, headers);
    };
  }

  private static HttpResponse success(
      HttpRequest request, String operation, Fields output, Map<String, List<String>> headers) {
    boolean read = operation.equals("GetObject") || operation.equals("HeadObject");
    boolean checksums =
        !read || request.header("x-amz-checksum-mode").filter("ENABLED"::equals).isPresent();
    var body = S3Xml.body(operation, output);
    if (body.isPresent()) {
      headers.put("Content-Type", List.of("application/xml"));
      return new HttpResponse(200, headers, Value.of(body.get()));
    }
    if (operation.equals("GetBucketPolicy")) {
      headers.put("Content-Type", List.of("application/json"));
      var policy = output.text("Policy").orElse("").getBytes(StandardCharsets.UTF_8);
      return new HttpResponse(200, headers, Value.of(policy));
    }
    S3Headers.write(output, checksums, headers);
    if (read) {
      for (var parameter : PercentEncoding.parameters(request.rawQuery())) {
        var header = OVERRIDES.get(parameter.getKey());
        if (header != null) {
          headers.put(header, List.of(parameter.getValue()));
        }
      }
    }
    if (operation.equals("HeadObject")) {
      output
          .number("ContentLength")
          .ifPresent(n -> headers.put("Content-Length", List.of(Long.toString(n))));
    }
    int status =
        operation.equals("DeleteObject") || operation.equals("AbortMultipartUpload")
            ? 204
            : output.get("ContentRange").isPresent() ? 206 : 200;
    var content =
        output.get("Body").orElse(Value.Null.NULL) instanceof Value.Blob b
            ? b
            : Value.of(new byte[0]);
    return new HttpResponse(status, headers, content);
  }

  private static HttpResponse failure(
      HttpRequest request, Failure failure, String requestId, Map<String, List<String>> headers) {
    if (failure.status() == 304) {
      failure.details().text("ETag").ifPresent(t -> headers.put("ETag", List.of(t)));
    }
    if (failure.status() == 304 || request.method().equals("HEAD")) {
      return new HttpResponse(failure.status(), headers, Value.of(new byte[0]));
    }
    var error = Fields.EMPTY.with("Code", failure.code()).with("Message", failure.message());
    for (var detail : failure.details().values().entrySet()) {
      error = error.with(detail.getKey(), detail.getValue());
    }
    headers.put("Content-Type", List.of("application/xml"));
    return new HttpResponse(
        failure.status(),
        headers,
        Value.of(
            S3Xml.error(error.with("Resource", request.rawPath()).with("RequestId", requestId))));
  }
}
