package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WireProtocol;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lambda's REST-JSON protocol for the operations that Diorama runs
/// (docs.aws.amazon.com/lambda/latest/api/API_Operations.html).
final class LambdaRestProtocol implements WireProtocol {
  private static final Pattern PATH =
      Pattern.compile(
          "/20(?:15-03-31|21-10-31)/functions(?:/(?:([^/]+)(?:/(invocations|configuration|code|url|versions|aliases(?:/([^/]+))?))?)?)?");

  private static final Pattern MAPPINGS =
      Pattern.compile("/2015-03-31/event-source-mappings(?:/([^/]+)?)?");

  /// The other paths of Lambda's API: what they ask of a function, if it is served.
  private static final Pattern SETTINGS =
      Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/functions/([^/]+)/([a-z/-]+?)/?");

  private static final Map<String, String> SETTINGS_OPERATIONS =
      Map.of(
          "policy", "GetPolicy",
          "concurrency", "GetFunctionConcurrency",
          "event-invoke-config", "GetFunctionEventInvokeConfig",
          "event-invoke-config/list", "ListFunctionEventInvokeConfigs",
          "recursion-config", "GetFunctionRecursionConfig",
          "runtime-management-config", "GetRuntimeManagementConfig",
          "urls", "ListFunctionUrlConfigs",
          "provisioned-concurrency", "GetProvisionedConcurrencyConfig");

  private static final String TAGS = "/2017-03-31/tags/";
  private static final String ACCOUNT = "/2016-08-19/account-settings";
  private static final Pattern ANY = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/.*");

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    return signedService.map("lambda"::equals).orElse(true)
        && (PATH.matcher(request.rawPath()).matches()
            || MAPPINGS.matcher(request.rawPath()).matches()
            // What is signed for Lambda is Lambda's, also if it is not run.
            || (signedService.isPresent() && ANY.matcher(request.rawPath()).matches()));
  }

  @Override
  public Decoded decode(HttpRequest request) throws WireException {
    var mappings = MAPPINGS.matcher(request.rawPath());
    if (mappings.matches() && request.method().equals("GET")) {
      var id = Optional.ofNullable(mappings.group(1)).map(LambdaRestProtocol::decoded);
      return id.isPresent()
          ? new Decoded("GetEventSourceMapping", Fields.EMPTY.with("UUID", id.get()))
          : new Decoded("ListEventSourceMappings", query(request, Fields.EMPTY));
    }
    var path = PATH.matcher(request.rawPath());
    if (!path.matches()) {
      return settings(request);
    }
    var name = Optional.ofNullable(path.group(1)).map(LambdaRestProtocol::decoded);
    var rest = Optional.ofNullable(path.group(2)).orElse("");
    if (name.isEmpty()) {
      if (!request.method().equals("GET")) {
        throw unknown();
      }
      return new Decoded("ListFunctions", query(request, Fields.EMPTY));
    }
    var input = query(request, Fields.EMPTY.with("FunctionName", name.get()));
    if (path.group(3) != null) {
      rest = "alias";
      input = input.with("Name", decoded(path.group(3)));
    }
    return switch (request.method() + " " + rest) {
      case "GET aliases" -> new Decoded("ListAliases", input);
      case "GET alias" -> new Decoded("GetAlias", input);
      case "GET versions" -> new Decoded("ListVersionsByFunction", input);
      case "GET " -> new Decoded("GetFunction", input);
      case "GET configuration" -> new Decoded("GetFunctionConfiguration", input);
      case "GET url" -> new Decoded("GetFunctionUrlConfig", input);
      case "POST invocations" -> new Decoded("Invoke", invocation(request, input));
      case "POST versions" -> new Decoded("PublishVersion", body(request, input));
      case "PUT code" -> new Decoded("UpdateFunctionCode", body(request, input));
      case "PUT configuration" -> new Decoded("UpdateFunctionConfiguration", body(request, input));
      case "POST aliases" -> new Decoded("CreateAlias", body(request, input));
      case "PUT alias" -> new Decoded("UpdateAlias", body(request, input));
      case "DELETE alias" -> new Decoded("DeleteAlias", input);
      default -> throw unknown();
    };
  }

  /// A question about how a function or the account is set up.
  private static Decoded settings(HttpRequest request) throws WireException {
    var path = request.rawPath();
    if (!request.method().equals("GET")) {
      throw unknown();
    }
    if (path.startsWith(ACCOUNT)) {
      return new Decoded(SettingsOperations.ACCOUNT, Fields.EMPTY);
    }
    if (path.startsWith(TAGS)) {
      var arn = decoded(path.substring(TAGS.length()));
      return new Decoded("ListTags", Fields.EMPTY.with("FunctionName", arn));
    }
    var asked = SETTINGS.matcher(path);
    if (!asked.matches() || !SETTINGS_OPERATIONS.containsKey(asked.group(2))) {
      throw unknown();
    }
    var operation = SETTINGS_OPERATIONS.get(asked.group(2));
    var input = query(request, Fields.EMPTY.with("FunctionName", decoded(asked.group(1))));
    boolean all = request.rawQuery().contains("List=ALL");
    return new Decoded(
        all && asked.group(2).equals("provisioned-concurrency")
            ? "ListProvisionedConcurrencyConfigs"
            : operation,
        input);
  }

  /// The parameters that choose what is told.
  private static Fields query(HttpRequest request, Fields input) {
    var result = input;
    for (var parameter : request.rawQuery().split("&", -1)) {
      var pair = parameter.split("=", 2);
      if (pair.length == 2
          && List.of("Qualifier", "FunctionName", "EventSourceArn", "Marker", "MaxItems")
              .contains(pair[0])) {
        result = result.with(pair[0], decoded(pair[1]));
      }
    }
    return result;
  }

  /// The members of a JSON body besides those of the path.
  private static Fields body(HttpRequest request, Fields input) throws WireException {
    if (request.body().length() == 0) {
      return input;
    }
    try {
      var result = Json.read(request.body().bytes()) instanceof Fields f ? f : Fields.EMPTY;
      for (var e : input.values().entrySet()) {
        result = result.with(e.getKey(), e.getValue());
      }
      return result;
    } catch (JsonException e) {
      throw new WireException(
          new OperationResult.Failure(
              "InvalidRequestContentException",
              "Could not parse request body into json: " + e.getMessage(),
              400));
    }
  }

  private static Fields invocation(HttpRequest request, Fields input) {
    var result = input.with("Payload", request.body());
    for (var header :
        List.of(
            List.of("X-Amz-Invocation-Type", "InvocationType"),
            List.of("X-Amz-Log-Type", "LogType"),
            List.of("X-Amz-Client-Context", "ClientContext"))) {
      var value = request.header(header.get(0));
      if (value.isPresent()) {
        result = result.with(header.get(1), value.get());
      }
    }
    return result;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing stands for itself.
      return text;
    }
  }

  private static WireException unknown() {
    return new WireException(
        new OperationResult.Failure(
            "UnknownOperationException",
            "Diorama does not run this Lambda operation. Functions, their settings, permissions and"
                + " triggers are drawn.",
            404));
  }

  private static int status(String operation) {
    return switch (operation) {
      case "PublishVersion", "CreateAlias" -> 201;
      case "DeleteAlias" -> 204;
      default -> 200;
    };
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("x-amzn-RequestId", List.of(requestId));
    return switch (result) {
      case OperationResult.Success s when operation.equals("Invoke") -> {
        var output = s.output();
        output
            .text("ExecutedVersion")
            .ifPresent(v -> headers.put("X-Amz-Executed-Version", List.of(v)));
        output
            .text("FunctionError")
            .ifPresent(v -> headers.put("X-Amz-Function-Error", List.of(v)));
        output.text("LogResult").ifPresent(v -> headers.put("X-Amz-Log-Result", List.of(v)));
        var payload =
            output.get("Payload").map(v -> v instanceof Value.Blob b ? b : Value.of(new byte[0]));
        yield new HttpResponse(
            output.number("StatusCode").map(Long::intValue).orElse(200),
            headers,
            payload.orElse(Value.of(new byte[0])));
      }
      case OperationResult.Success s ->
          new HttpResponse(
              status(operation),
              headers,
              Value.of(s.output().isEmpty() ? new byte[0] : Json.writeBytes(s.output())));
      case OperationResult.Failure f -> {
        headers.put("x-amzn-ErrorType", List.of(f.code()));
        var body = new LinkedHashMap<String, Value>();
        body.put("Type", Value.of(f.status() >= 500 ? "Service" : "User"));
        body.put("message", Value.of(f.message()));
        // Lambda's exceptions spell the member with a capital; SDKs read either.
        body.put("Message", Value.of(f.message()));
        body.putAll(f.details().values());
        yield new HttpResponse(f.status(), headers, Value.of(Json.writeBytes(new Fields(body))));
      }
    };
  }
}
