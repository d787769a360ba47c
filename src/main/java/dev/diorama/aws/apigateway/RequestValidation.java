package dev.diorama.aws.apigateway;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Validates requests to REST APIs before the integration is called: required parameters, and the
/// body against a model in JSON Schema draft 4. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html`.
final class RequestValidation {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

  private RequestValidation() {}

  /// Why a request is refused; empty if it may go on.
  static Optional<Failure> check(Integration route, ApiRequest request) {
    var missing = new StringBuilder();
    for (var parameter : route.settings().texts("RequestParameters")) {
      var parts = parameter.split("\\.", 4);
      if (parts.length == 4
          && (parts[2].equals("querystring")
              ? isBlank(request.query().getOrDefault(parts[3], List.of()))
              : parts[2].equals("header") && isBlank(request.headerValues(parts[3])))) {
        missing.append(missing.isEmpty() ? "" : ", ").append(parts[3]);
      }
    }
    if (!missing.isEmpty()) {
      return Optional.of(bad("Missing required request parameters: [" + missing + "]"));
    }
    var model = route.settings().fields("RequestModel");
    // The drawn model is the one for JSON; a body of another type has none to be held against.
    return model.isEmpty() || !MappedIntegration.isJson(request) || fits(model, request.bodyText())
        ? Optional.empty()
        : Optional.of(bad("Invalid request body"));
  }

  /// What is there but blank counts as missing.
  private static boolean isBlank(List<String> values) {
    return values.stream().allMatch(String::isBlank);
  }

  private static boolean fits(Fields model, String body) {
    if (ApiJson.read(body.getBytes(StandardCharsets.UTF_8)).isEmpty()) {
      return false;
    }
    return SCHEMAS.getSchema(Json.write(model)).validate(body, InputFormat.JSON).isEmpty();
  }

  private static Failure bad(String message) {
    return new Failure("BadRequestException", message, 400);
  }
}
