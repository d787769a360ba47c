package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WireProtocol;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// How requests to APIs come in: below `/_aws/execute-api/<apiId>`, or at a host whose name begins
/// with `<apiId>.execute-api.`. Which part of the path is the stage is decided by the engine, which
/// knows the API.
final class ExecuteApiProtocol implements WireProtocol {
  static final String PREFIX = "/_aws/execute-api/";
  private static final Pattern HOST = Pattern.compile("([a-z0-9]{10})\\.execute-api\\..*");

  /// In the input of `Invoke`: whether the request was signed, where that is known.
  static final String SIGNED = "Signed";

  /// In the output of `Invoke` and the details of its failures: the request's id, as in the events
  /// and logs of the request.
  static final String ID = "RequestId";

  private static final String OPERATION = "Invoke";
  private static final String CONNECTIONS = "/@connections/";

  private final Set<String> restIds;
  private final BiFunction<Fields, Failure, Failure> drawn;

  /// @param restIds the ids of the REST APIs, whose answers have other headers
  /// @param drawn what an API makes of a failure, given the request's input: what the endpoint
  ///   refuses has not been at the API
  ExecuteApiProtocol(Set<String> restIds, BiFunction<Fields, Failure, Failure> drawn) {
    this.restIds = restIds;
    this.drawn = drawn;
  }

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    return request.rawPath().startsWith(PREFIX) || hostApi(request).isPresent();
  }

  private static Optional<String> hostApi(HttpRequest request) {
    return request.header("Host").map(HOST::matcher).filter(m -> m.matches()).map(m -> m.group(1));
  }

  @Override
  public Decoded decode(HttpRequest request) {
    var apiId = apiId(request);
    var path = request.rawPath();
    if (path.startsWith(PREFIX)) {
      var rest = path.substring(PREFIX.length());
      int slash = rest.indexOf('/');
      path = slash < 0 ? "/" : rest.substring(slash);
    }
    int connections = path.indexOf(CONNECTIONS);
    if (connections >= 0) {
      return connection(apiId, path, connections, request);
    }
    var headers = Fields.EMPTY;
    for (var e : request.headers().entrySet()) {
      headers =
          headers.with(
              request.spelled(e.getKey()),
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
            .with("Body", request.body())
            .with(SIGNED, Value.of(isSigned(request))));
  }

  /// Whether a request says who makes it; whether that is true the endpoint has found out before.
  private static boolean isSigned(HttpRequest request) {
    return request.header("Authorization").filter(h -> h.startsWith("AWS4-")).isPresent()
        || request.rawQuery().contains("X-Amz-Signature=");
  }

  private static String apiId(HttpRequest request) {
    if (!request.rawPath().startsWith(PREFIX)) {
      return hostApi(request).orElse("");
    }
    var rest = request.rawPath().substring(PREFIX.length());
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  /// REST APIs tell their request's id twice, once in an extended form; HTTP APIs have one header.
  private Map<String, List<String>> idHeaders(HttpRequest request, String requestId) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    var extended = requestId.endsWith("=") ? requestId : ApiRequest.extended(requestId);
    if (restIds.contains(apiId(request))) {
      headers.put("x-amzn-RequestId", List.of(requestId));
      headers.put("x-amz-apigw-id", List.of(extended));
    } else {
      headers.put("apigw-requestid", List.of(extended));
    }
    return headers;
  }

  /// A request about one connection of a WebSocket API:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html`.
  private static Decoded connection(String apiId, String path, int at, HttpRequest request) {
    var input =
        Fields.EMPTY
            .with("ApiId", apiId)
            .with("Stage", path.substring(0, at).replaceFirst("^/", ""))
            .with(
                "ConnectionId",
                ApiRequest.decode(path.substring(at + CONNECTIONS.length()).replace("+", "%2B")));
    return switch (request.method()) {
      case "POST" -> new Decoded("PostToConnection", input.with("Data", text(request.body())));
      case "DELETE" -> new Decoded("DeleteConnection", input);
      default -> new Decoded("GetConnection", input);
    };
  }

  /// What is UTF-8 goes to the client as a text message, everything else as a binary one.
  private static Value text(Value.Blob body) {
    return body.text().<Value>map(Value::of).orElse(body);
  }

  /// Members of `@connections` answers begin with small letters.
  private static Fields small(Fields output) {
    var result = Fields.EMPTY;
    for (var e : output.values().entrySet()) {
      var name = e.getKey().substring(0, 1).toLowerCase(Locale.ROOT) + e.getKey().substring(1);
      result = result.with(name, e.getValue() instanceof Fields f ? small(f) : e.getValue());
    }
    return result;
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    return switch (result) {
      case Failure failure -> {
        var f =
            operation.equals(OPERATION) ? drawn.apply(decode(request).input(), failure) : failure;
        Map<String, List<String>> headers =
            idHeaders(request, f.details().text(ID).orElse(requestId));
        headers.put("Content-Type", List.of("application/json"));
        // HTTP APIs do not tell the type.
        if (restIds.contains(apiId(request)) || !operation.equals(OPERATION)) {
          headers.put("x-amzn-ErrorType", List.of(f.code()));
        }
        headers.putAll(GatewayResponses.headers(f));
        yield new HttpResponse(
            f.status(),
            headers,
            Value.of(GatewayResponses.body(f).getBytes(StandardCharsets.UTF_8)));
      }
      case OperationResult.Success s when !operation.equals(OPERATION) ->
          new HttpResponse(
              operation.equals("DeleteConnection") ? 204 : 200,
              Map.of(
                  "Content-Type",
                  List.of("application/json"),
                  "x-amzn-RequestId",
                  List.of(requestId)),
              Value.of(s.output().isEmpty() ? new byte[0] : Json.writeBytes(small(s.output()))));
      case OperationResult.Success s -> {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        var written = s.output().fields("Headers");
        written.values().keySet().forEach(name -> headers.put(name, written.texts(name)));
        // The server sets the length of what it really sends.
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-length"));
        headers.putAll(idHeaders(request, s.output().text(ID).orElse(requestId)));
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
