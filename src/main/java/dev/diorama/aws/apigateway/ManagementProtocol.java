package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The operations that read APIs, of both of API Gateway's own APIs:
/// `docs.aws.amazon.com/apigateway/latest/api/API_Operations.html` for REST APIs and
/// `docs.aws.amazon.com/apigatewayv2/latest/api-reference/operations.html` for the others. Requests
/// that change an API are not taken here, so that the endpoint tells that nobody serves them.
final class ManagementProtocol implements WireProtocol {
  private static final Pattern MEMBER = Pattern.compile("\\{([A-Za-z]+)}");

  /// @param members what the groups of the path are called
  private record Operation(String name, String method, Pattern path, List<String> members) {}

  private static final List<Operation> OPERATIONS =
      List.of(
          operation("GetRestApis", "GET /restapis"),
          operation("GetRestApi", "GET /restapis/{restApiId}"),
          operation("GetResources", "GET /restapis/{restApiId}/resources"),
          operation("GetResource", "GET /restapis/{restApiId}/resources/{resourceId}"),
          operation(
              "GetMethod", "GET /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}"),
          operation(
              "GetIntegration",
              "GET /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration"),
          operation("GetStages", "GET /restapis/{restApiId}/stages"),
          operation("GetStage", "GET /restapis/{restApiId}/stages/{stageName}"),
          operation(
              "FlushStageCache", "DELETE /restapis/{restApiId}/stages/{stageName}/cache/data"),
          operation("GetAuthorizers", "GET /restapis/{restApiId}/authorizers"),
          operation("GetApis", "GET /v2/apis"),
          operation("GetApi", "GET /v2/apis/{apiId}"),
          operation("GetRoutes", "GET /v2/apis/{apiId}/routes"),
          operation("GetRoute", "GET /v2/apis/{apiId}/routes/{routeId}"),
          operation("GetIntegrations", "GET /v2/apis/{apiId}/integrations"),
          operation("GetIntegration", "GET /v2/apis/{apiId}/integrations/{integrationId}"),
          operation("GetStages", "GET /v2/apis/{apiId}/stages"),
          operation("GetStage", "GET /v2/apis/{apiId}/stages/{stageName}"),
          operation("GetAuthorizers", "GET /v2/apis/{apiId}/authorizers"));

  private static Operation operation(String name, String form) {
    var parts = form.split(" ", 2);
    var members = new ArrayList<String>();
    var path =
        MEMBER
            .matcher(parts[1])
            .replaceAll(m -> {
              members.add(m.group(1));
              return "([^/]+)";
            });
    return new Operation(name, parts[0], Pattern.compile(path + "/?"), List.copyOf(members));
  }

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    return signedService.filter("apigateway"::equals).isPresent() && find(request).isPresent();
  }

  private record Found(Operation operation, Matcher path) {}

  private static Optional<Found> find(HttpRequest request) {
    for (var operation : OPERATIONS) {
      var path = operation.path().matcher(request.rawPath());
      if (operation.method().equals(request.method()) && path.matches()) {
        return Optional.of(new Found(operation, path));
      }
    }
    return Optional.empty();
  }

  @Override
  public Decoded decode(HttpRequest request) {
    var found = find(request).orElseThrow();
    var input = Fields.EMPTY;
    for (int i = 0; i < found.operation().members().size(); i++) {
      input =
          input.with(
              found.operation().members().get(i),
              ApiRequest.decode(found.path().group(i + 1).replace("+", "%2B")));
    }
    var query = ApiRequest.of(Fields.EMPTY.with("Query", request.rawQuery()), "/").query();
    for (var name : List.of("embed", "limit", "position", "maxResults", "nextToken")) {
      var values = query.getOrDefault(name, List.of());
      if (!values.isEmpty()) {
        input = input.with(name, values.getFirst());
      }
    }
    return new Decoded(
        found.operation().name(), input.with("Path", request.rawPath().replaceFirst("/$", "")));
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("x-amzn-RequestId", List.of(requestId));
    return switch (result) {
      case OperationResult.Success s when operation.equals("FlushStageCache") ->
          new HttpResponse(202, headers, Value.of(new byte[0]));
      case OperationResult.Success s ->
          new HttpResponse(200, headers, Value.of(Json.writeBytes(s.output())));
      case OperationResult.Failure f -> {
        headers.put("x-amzn-ErrorType", List.of(f.code()));
        yield new HttpResponse(
            f.status(),
            headers,
            Value.of(Json.writeBytes(Fields.EMPTY.with("message", f.message()))));
      }
    };
  }
}
