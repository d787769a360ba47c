package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WireProtocol;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How requests to function URLs come in: below `/_aws/lambda-url/<id>`, or at a host whose name
/// begins with `<id>.lambda-url.`.
final class FunctionUrlProtocol implements WireProtocol {
  static final String PREFIX = "/_aws/lambda-url/";
  static final String OPERATION = "InvokeFunctionUrl";
  private static final Pattern HOST = Pattern.compile("([a-z0-9]{32})\\.lambda-url\\..*");

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    return request.rawPath().startsWith(PREFIX) || host(request).isPresent();
  }

  private static Optional<String> host(HttpRequest request) {
    return request.header("Host").map(HOST::matcher).filter(m -> m.matches()).map(m -> m.group(1));
  }

  @Override
  public Decoded decode(HttpRequest request) {
    var path = request.rawPath();
    var id = host(request);
    if (path.startsWith(PREFIX)) {
      var rest = path.substring(PREFIX.length());
      int slash = rest.indexOf('/');
      id = Optional.of(slash < 0 ? rest : rest.substring(0, slash));
      path = slash < 0 ? "/" : rest.substring(slash);
    }
    var headers = Fields.EMPTY;
    for (var e : request.headers().entrySet()) {
      headers = headers.with(e.getKey(), Value.texts(e.getValue()));
    }
    return new Decoded(
        OPERATION,
        Fields.EMPTY
            .with("UrlId", id.orElse(""))
            .with("Method", request.method())
            .with("Path", path)
            .with("Query", request.rawQuery())
            .with("Headers", headers)
            .with("Body", request.body()));
  }

  /// Errors have the form that github.com/awsdocs/aws-lambda-developer-guide/issues/494 shows.
  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("x-amzn-RequestId", List.of(requestId));
    return switch (result) {
      case OperationResult.Failure f -> {
        headers.put("Content-Type", List.of("application/json"));
        headers.put("x-amzn-ErrorType", List.of(f.code()));
        yield new HttpResponse(
            f.status(),
            headers,
            Value.of(Json.writeBytes(Fields.EMPTY.with("Message", f.message()))));
      }
      case OperationResult.Success s -> {
        var written = s.output().fields("Headers");
        written.values().keySet().forEach(name -> headers.put(name, written.texts(name)));
        // The server sets the length of what it really sends.
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-length"));
        int status = s.output().number("StatusCode").map(Long::intValue).orElse(200);
        // These have no body in HTTP, whatever the function says.
        boolean bodiless = status == 204 || status == 304;
        yield new HttpResponse(status, headers, bodiless ? Value.of(new byte[0]) : body(s));
      }
    };
  }

  private static Value.Blob body(OperationResult.Success answer) {
    return switch (answer.output().get("Body").orElse(Value.of(""))) {
      case Value.Blob b -> b;
      case Value.Text t -> Value.of(t.value().getBytes(StandardCharsets.UTF_8));
      default -> Value.of(new byte[0]);
    };
  }
}
