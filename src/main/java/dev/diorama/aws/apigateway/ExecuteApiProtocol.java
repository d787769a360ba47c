package dev.diorama.aws.apigateway;

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

/// How requests to APIs come in: below `/_aws/execute-api/<apiId>`, or at a host whose name begins
/// with `<apiId>.execute-api.`. Which part of the path is the stage is decided by the engine, which
/// knows the API.
final class ExecuteApiProtocol implements WireProtocol {
  static final String PREFIX = "/_aws/execute-api/";
  private static final Pattern HOST = Pattern.compile("([a-z0-9]{10})\\.execute-api\\..*");
  private static final String OPERATION = "Invoke";

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    return request.rawPath().startsWith(PREFIX) || hostApi(request).isPresent();
  }

  private static Optional<String> hostApi(HttpRequest request) {
    return request.header("Host").map(HOST::matcher).filter(m -> m.matches()).map(m -> m.group(1));
  }

  @Override
  public Decoded decode(HttpRequest request) {
    var host = hostApi(request);
    var apiId = host.orElse("");
    var path = request.rawPath();
    if (path.startsWith(PREFIX)) {
      var rest = path.substring(PREFIX.length());
      int slash = rest.indexOf('/');
      apiId = slash < 0 ? rest : rest.substring(0, slash);
      path = slash < 0 ? "/" : rest.substring(slash);
    }
    var headers = Fields.EMPTY;
    for (var e : request.headers().entrySet()) {
      headers =
          headers.with(
              e.getKey(),
              e.getValue().size() == 1
                  ? Value.of(e.getValue().getFirst())
                  : Value.texts(e.getValue()));
    }
    return new Decoded(
        OPERATION,
        Fields.EMPTY
            .with("ApiId", apiId)
            .with("Method", request.method())
            .with("Path", path)
            .with("Query", request.rawQuery())
            .with("Headers", headers)
            .with("Body", request.body()));
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    return switch (result) {
      case OperationResult.Failure f -> {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("x-amzn-RequestId", List.of(requestId));
        headers.put("x-amzn-ErrorType", List.of(f.code()));
        yield new HttpResponse(
            f.status(),
            headers,
            Value.of(Json.writeBytes(Fields.EMPTY.with("message", f.message()))));
      }
      case OperationResult.Success s -> {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        var written = s.output().fields("Headers");
        written.values().keySet().forEach(name -> headers.put(name, written.texts(name)));
        // The server sets the length of what it really sends.
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-length"));
        headers.put("apigw-requestid", List.of(requestId));
        var body =
            switch (s.output().get("Body").orElse(Value.of(""))) {
              case Value.Blob b -> b;
              case Value.Text t -> Value.of(t.value().getBytes(StandardCharsets.UTF_8));
              default -> Value.of(new byte[0]);
            };
        yield new HttpResponse(
            s.output().number("StatusCode").map(Long::intValue).orElse(200), headers, body);
      }
    };
  }
}
