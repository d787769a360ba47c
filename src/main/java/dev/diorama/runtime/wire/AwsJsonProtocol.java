package dev.diorama.runtime.wire;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// AWS's JSON protocols 1.0 and 1.1: `POST /` with the operation in `X-Amz-Target` and JSON in the
/// body. See `smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html`.
///
/// @param service the IAM prefix, which is also the signature's service name
/// @param targetPrefix what stands before the dot in `X-Amz-Target`, as `DynamoDB_20120810`
/// @param version `1.0` or `1.1`
/// @param errorNamespace what stands before `#` in `__type` of the service's own errors, as
///   `com.amazonaws.dynamodb.v20120810`; empty for services that write no namespace
/// @param blobMembers names of members that hold binary data, wherever they stand
/// @param queryErrors for services that spoke the Query protocol before: the old error codes by new
///   one, written into `x-amzn-query-error`
///   (`smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait`)
public record AwsJsonProtocol(
    String service,
    String targetPrefix,
    String version,
    Optional<String> errorNamespace,
    Set<String> blobMembers,
    Map<String, String> queryErrors)
    implements WireProtocol {

  /// Errors that come from the layer in front of every service, with its namespace.
  private static final Set<String> FRONT_ERRORS =
      Set.of(
          "AccessDeniedException",
          "InternalFailure",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "SerializationException",
          "UnknownOperationException",
          "UnrecognizedClientException");

  public AwsJsonProtocol {
    blobMembers = Set.copyOf(blobMembers);
    queryErrors = Map.copyOf(queryErrors);
  }

  /// A protocol without binary members, whose errors have no namespace.
  public AwsJsonProtocol(String service, String targetPrefix, String version) {
    this(service, targetPrefix, version, Optional.empty(), Set.of(), Map.of());
  }

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    return signedService.map(service::equals).orElse(true)
        && request.header("x-amz-target").filter(t -> t.startsWith(targetPrefix + ".")).isPresent();
  }

  @Override
  public Decoded decode(HttpRequest request) throws WireException {
    var operation = request.header("x-amz-target").orElse("").substring(targetPrefix.length() + 1);
    if (operation.isEmpty()) {
      throw new WireException(new Failure("UnknownOperationException", "", 400));
    }
    if (request.body().length() == 0) {
      return new Decoded(operation, Fields.EMPTY);
    }
    try {
      if (Json.read(request.body().bytes()) instanceof Fields fields) {
        return new Decoded(operation, blobs(fields));
      }
    } catch (JsonException | IllegalArgumentException e) {
      throw unreadable(e.getMessage());
    }
    throw unreadable("the body is not a JSON object");
  }

  private static WireException unreadable(@Nullable String why) {
    return new WireException(new Failure("SerializationException", String.valueOf(why), 400));
  }

  /// The same fields with the texts of binary members decoded.
  private Fields blobs(Fields fields) {
    if (blobMembers.isEmpty()) {
      return fields;
    }
    var result = new LinkedHashMap<String, Value>();
    fields
        .values()
        .forEach((name, value) ->
            result.put(name, blobMembers.contains(name) ? blob(value) : inside(value)));
    return new Fields(result);
  }

  private Value inside(Value value) {
    return switch (value) {
      case Fields f -> blobs(f);
      case Items i -> new Items(i.values().stream().map(this::inside).toList());
      default -> value;
    };
  }

  private Value blob(Value value) {
    return switch (value) {
      case Value.Text t -> Value.of(Base64.getDecoder().decode(t.value()));
      case Items i -> new Items(i.values().stream().map(this::blob).toList());
      case Fields f -> blobs(f);
      default -> value;
    };
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("x-amzn-RequestId", List.of(requestId));
    headers.put("Content-Type", List.of("application/x-amz-json-" + version));
    return switch (result) {
      case Success s -> new HttpResponse(200, headers, Value.of(Json.writeBytes(s.output())));
      case Failure f -> {
        var old = queryErrors.get(f.code());
        if (old != null) {
          var fault = f.status() < 500 ? ";Sender" : ";Receiver";
          headers.put("x-amzn-query-error", List.of(old + fault));
        }
        yield new HttpResponse(f.status(), headers, Value.of(Json.writeBytes(error(f))));
      }
    };
  }

  private Fields error(Failure failure) {
    var namespace =
        FRONT_ERRORS.contains(failure.code())
            ? Optional.of("com.amazon.coral.service")
            : errorNamespace;
    var error =
        Fields.EMPTY
            .with("__type", namespace.map(n -> n + "#").orElse("") + failure.code())
            .with("message", failure.message());
    for (var detail : failure.details().values().entrySet()) {
      error = error.with(detail.getKey(), detail.getValue());
    }
    return error;
  }
}
