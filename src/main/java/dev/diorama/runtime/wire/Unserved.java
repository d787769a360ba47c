package dev.diorama.runtime.wire;

import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The answer to a request that no service takes, in the form in which its client reads errors:
/// JSON, or XML for the Query protocols. See `smithy.io/2.0/aws/protocols/aws-query-protocol.html`
/// and `smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html`, whose errors stand one level
/// deeper.
public final class Unserved {
  private static final String CODE = "UnknownOperationException";

  private Unserved() {}

  /// The answer, with status 404.
  ///
  /// @param signedService the service in the signature's credential scope; empty if unsigned
  public static HttpResponse answer(HttpRequest request, Optional<String> signedService) {
    var message =
        "No service of this drawing understands the request"
            + signedService.map(s -> " to " + s).orElse("")
            + operation(request).map(o -> ": " + o).orElse("")
            + ".";
    if (action(request).isEmpty()) {
      return HttpResponse.of(
          404,
          "application/x-amz-json-1.1",
          Json.writeBytes(Fields.EMPTY.with("__type", CODE).with("message", message)));
    }
    var error = Fields.EMPTY.with("Type", "Sender").with("Code", CODE).with("Message", message);
    // Both places, so that either Query protocol finds it.
    var body =
        Fields.EMPTY
            .with("Error", error)
            .with("Errors", Fields.EMPTY.with("Error", error.without("Type")))
            .with("RequestId", "00000000-0000-0000-0000-000000000000");
    return HttpResponse.of(
        404, "text/xml", XmlWriter.document("ErrorResponse", Optional.empty(), body));
  }

  private static Optional<String> operation(HttpRequest request) {
    return action(request)
        .or(() -> request.header("x-amz-target").map(t -> t.substring(t.lastIndexOf('.') + 1)));
  }

  /// The operation of a Query protocol's form.
  private static Optional<String> action(HttpRequest request) {
    var form = new LinkedHashMap<String, String>();
    PercentEncoding.parameters(request.rawQuery()).forEach(p -> form.put(p.getKey(), p.getValue()));
    if (request
        .header("content-type")
        .filter(t -> t.startsWith("application/x-www-form-urlencoded"))
        .isPresent()) {
      PercentEncoding.parameters(new String(request.body().bytes(), StandardCharsets.UTF_8))
          .forEach(p -> form.put(p.getKey(), p.getValue()));
    }
    return Optional.ofNullable(form.get("Action"));
  }
}
