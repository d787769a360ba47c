package dev.diorama.aws.dynamodb;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.wire.AwsJsonProtocol;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// DynamoDB's and DynamoDB Streams' protocol: JSON 1.0, and a check sum of each answer, which the
/// SDKs verify. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html`.
///
/// Binary attribute values stay Base64 here and are read with the other attribute values, because
/// an attribute may itself be named `B`.
final class DynamoDbProtocol implements WireProtocol {
  private final AwsJsonProtocol json;
  private final AwsJsonProtocol validation;

  private DynamoDbProtocol(String targetPrefix) {
    this.json = protocol(targetPrefix, "com.amazonaws.dynamodb.v20120810");
    this.validation = protocol(targetPrefix, "com.amazon.coral.validate");
  }

  private static AwsJsonProtocol protocol(String targetPrefix, String errorNamespace) {
    return new AwsJsonProtocol(
        "dynamodb", targetPrefix, "1.0", Optional.of(errorNamespace), Set.of(), Map.of());
  }

  /// The protocols of tables and of streams.
  static List<WireProtocol> all() {
    return List.of(
        new DynamoDbProtocol("DynamoDB_20120810"),
        new DynamoDbProtocol("DynamoDBStreams_20120810"));
  }

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    return json.accepts(request, signedService);
  }

  @Override
  public Decoded decode(HttpRequest request) throws WireException {
    return json.decode(request);
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    boolean invalid = result instanceof Failure f && f.code().equals("ValidationException");
    var shown =
        operation.equals("GetRecords") && result instanceof Success s
            ? new Success(withIdentities(s.output()))
            : result;
    var response = (invalid ? validation : json).encode(request, operation, shown, requestId);
    var crc = new CRC32();
    crc.update(response.body().bytes());
    var headers = new LinkedHashMap<>(response.headers());
    headers.put("x-amz-crc32", List.of(String.valueOf(crc.getValue())));
    return new HttpResponse(response.status(), headers, response.body());
  }

  /// Functions get `type` and `principalId`, as
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html` shows
  /// them, clients `Type` and `PrincipalId`:
  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Identity.html`.
  private static Fields withIdentities(Fields output) {
    return output.with(
        "Records",
        new Items(
            output.list("Records").stream()
                .<Value>map(record ->
                    record instanceof Fields f && f.get("userIdentity").isPresent()
                        ? f.with("userIdentity", identity(f.fields("userIdentity")))
                        : record)
                .toList()));
  }

  private static Fields identity(Fields identity) {
    return Fields.EMPTY
        .with("Type", identity.text("type").orElse(""))
        .with("PrincipalId", identity.text("principalId").orElse(""));
  }
}
