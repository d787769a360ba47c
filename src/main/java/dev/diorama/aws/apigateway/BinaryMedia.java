package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The media types that a REST API takes for binary data, and what that means for payloads. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html`.
///
/// @param types in lower case; `*/*` stands for all
record BinaryMedia(List<String> types) {

  /// The types of an API. HTTP APIs have none; they look at the content type by themselves.
  static BinaryMedia of(Resource api) {
    return new BinaryMedia(
        api.properties().texts("BinaryMediaTypes").stream()
            .map(t -> t.toLowerCase(Locale.ROOT))
            .toList());
  }

  private boolean matches(Optional<String> mediaType) {
    return types.contains("*/*")
        || mediaType
            .map(t -> t.split("[;,]", 2)[0].trim().toLowerCase(Locale.ROOT))
            .filter(types::contains)
            .isPresent();
  }

  /// Whether the body of a request is binary: by its content type.
  boolean takes(ApiRequest request) {
    return !types.isEmpty() && matches(request.header("Content-Type"));
  }

  /// Whether the client gets binary data: by the first media type that it accepts.
  boolean answers(ApiRequest request) {
    return !types.isEmpty() && matches(request.header("Accept"));
  }

  /// A request's body as the integration gets it.
  ///
  /// @param handling `CONVERT_TO_BINARY`, `CONVERT_TO_TEXT` or empty
  /// @return empty if text that must be Base64 is none
  Optional<Value> toBackend(ApiRequest request, String handling) {
    return takes(request) ? ofBinary(request.body(), handling) : ofText(request.body(), handling);
  }

  /// An integration's body as the client gets it.
  Optional<Value> toClient(ApiRequest request, Value body, String handling) {
    var bytes =
        body instanceof Value.Blob b
            ? b
            : Value.of(body.asText().orElse("").getBytes(StandardCharsets.UTF_8));
    return answers(request) ? ofBinary(bytes, handling) : ofText(bytes, handling);
  }

  private static Optional<Value> ofBinary(Value.Blob body, String handling) {
    return Optional.of(handling.equals("CONVERT_TO_TEXT") ? Value.of(body.base64()) : body);
  }

  private static Optional<Value> ofText(Value.Blob body, String handling) {
    var text = new String(body.bytes(), StandardCharsets.UTF_8);
    if (!handling.equals("CONVERT_TO_BINARY")) {
      return Optional.of(Value.of(text));
    }
    try {
      return Optional.of(Value.of(Base64.getMimeDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
