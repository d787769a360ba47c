package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// AWS's Query protocol: a form with `Action` and `Version`, answered in XML. See
/// `smithy.io/2.0/aws/protocols/aws-query-protocol.html`.
///
/// A form has no types: every leaf of the input is a text, and the lists have the names of the
/// wire. A service turns these into its members, and its output into the elements to write, with
/// the two functions, which get the operation's name and the fields.
///
/// @param service the IAM prefix, which is also the signature's service name
/// @param version the API version, as `2012-11-05`
/// @param namespace the XML namespace of answers
/// @param input from the form's fields to the operation's members
/// @param output from the operation's members to the elements of the result
/// @param errorCodes the code on the wire by error name, where they differ
public record AwsQueryProtocol(
    String service,
    String version,
    String namespace,
    BiFunction<String, Fields, Fields> input,
    BiFunction<String, Fields, Fields> output,
    Map<String, String> errorCodes)
    implements WireProtocol {

  public AwsQueryProtocol {
    errorCodes = Map.copyOf(errorCodes);
  }

  @Override
  public boolean accepts(HttpRequest request, Optional<String> signedService) {
    if (!signedService.map(service::equals).orElse(true)
        || request.header("x-amz-target").isPresent()) {
      return false;
    }
    var form = parameters(request);
    return form.get("Action") != null && version.equals(form.get("Version"));
  }

  private static Map<String, String> parameters(HttpRequest request) {
    var result = new LinkedHashMap<String, String>();
    PercentEncoding.parameters(request.rawQuery())
        .forEach(p -> result.put(p.getKey(), p.getValue()));
    if (request
        .header("content-type")
        .filter(t -> t.startsWith("application/x-www-form-urlencoded"))
        .isPresent()) {
      PercentEncoding.parameters(new String(request.body().bytes(), StandardCharsets.UTF_8))
          .forEach(p -> result.put(p.getKey(), p.getValue()));
    }
    return result;
  }

  @Override
  public Decoded decode(HttpRequest request) throws WireException {
    var form = parameters(request);
    var operation = form.remove("Action");
    form.remove("Version");
    form.keySet().removeIf(name -> name.startsWith("X-Amz-"));
    if (operation == null || operation.isEmpty()) {
      throw new WireException(
          new Failure("MissingAction", "The request is missing an action.", 400));
    }
    return new Decoded(operation, input.apply(operation, QueryForm.fields(form)));
  }

  @Override
  public HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId) {
    var xml =
        switch (result) {
          case Success s ->
              XmlWriter.document(
                  operation + "Response", Optional.of(namespace), answer(operation, s, requestId));
          case Failure f ->
              XmlWriter.document("ErrorResponse", Optional.of(namespace), error(f, requestId));
        };
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("x-amzn-RequestId", List.of(requestId));
    headers.put("Content-Type", List.of("text/xml"));
    return new HttpResponse(result instanceof Failure f ? f.status() : 200, headers, Value.of(xml));
  }

  private Fields answer(String operation, Success success, String requestId) {
    var content = output.apply(operation, success.output());
    var answer =
        content.isEmpty() ? Fields.EMPTY : Fields.EMPTY.with(operation + "Result", content);
    return answer.with("ResponseMetadata", Fields.EMPTY.with("RequestId", requestId));
  }

  private Fields error(Failure failure, String requestId) {
    var code = errorCodes.getOrDefault(failure.code(), failure.code());
    var error =
        Fields.EMPTY
            .with("Type", failure.status() < 500 ? "Sender" : "Receiver")
            .with("Code", code)
            .with("Message", failure.message());
    return Fields.EMPTY.with("Error", error).with("RequestId", requestId);
  }
}
