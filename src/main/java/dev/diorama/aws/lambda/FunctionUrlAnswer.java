package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.Base64;
import java.util.Optional;

/// What a function URL makes of a function's answer: `StatusCode`, `Headers` and `Body`
/// (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload).
final class FunctionUrlAnswer {
  private static final int BAD_GATEWAY = 502;
  private static final String END_OF_PRELUDE = "\0".repeat(8);

  private FunctionUrlAnswer() {}

  /// The answer to a request whose function failed, timed out or answered what is no response
  /// (github.com/awsdocs/aws-lambda-developer-guide/issues/430).
  static Fields badGateway() {
    return answer(
        BAD_GATEWAY,
        Fields.EMPTY.with("Content-Type", "text/plain"),
        Value.of("Internal Server Error"));
  }

  /// An answer without a function.
  static Fields answer(int status, Fields headers, Value body) {
    return Fields.EMPTY.with("StatusCode", status).with("Headers", headers).with("Body", body);
  }

  /// The response that a function's payload stands for: one with a status code as it says, every
  /// other one as the body of a response.
  static Fields of(String payload) {
    int prelude = payload.indexOf(END_OF_PRELUDE);
    if (prelude >= 0) {
      return streamed(payload, prelude);
    }
    Value answer;
    try {
      answer = Json.read(payload);
    } catch (JsonException e) {
      return badGateway();
    }
    if (!(answer instanceof Fields fields) || fields.get("statusCode").isEmpty()) {
      return answer(
          200,
          Fields.EMPTY.with("Content-Type", "application/json"),
          Value.of(answer.asText().orElseGet(() -> Json.write(answer))));
    }
    var status = status(fields.get("statusCode").get());
    var body = body(fields);
    if (status.isEmpty() || body.isEmpty()) {
      return badGateway();
    }
    return answer(status.get(), headers(fields), body.get());
  }

  /// What a handler that streams has written: status and headers first, then the body
  /// (docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html).
  private static Fields streamed(String payload, int prelude) {
    var body = Value.of(payload.substring(prelude + END_OF_PRELUDE.length()));
    try {
      if (Json.read(payload.substring(0, prelude)) instanceof Fields head) {
        var status = status(head.get("statusCode").orElse(Value.of(200)));
        return status.isEmpty() ? badGateway() : answer(status.get(), headers(head), body);
      }
    } catch (JsonException e) {
      // What stands before the zeros is nobody's prelude.
    }
    return badGateway();
  }

  private static Optional<Integer> status(Value value) {
    return value
        .asLong()
        .or(() -> value.asText().filter(t -> t.matches("[0-9]{3}")).map(Long::parseLong))
        .filter(s -> s >= 100 && s <= 599)
        .map(Long::intValue);
  }

  private static Fields headers(Fields answer) {
    var result = Fields.EMPTY;
    boolean typed = false;
    for (var header : answer.fields("headers").values().entrySet()) {
      typed |= header.getKey().equalsIgnoreCase("Content-Type");
      var value = header.getValue();
      result =
          result.with(
              header.getKey(),
              value instanceof Value.Numeric || value instanceof Value.Flag
                  ? Json.write(value)
                  : value.asText().orElse(""));
    }
    if (!typed) {
      result = result.with("Content-Type", "application/json");
    }
    var cookies = answer.texts("cookies");
    return cookies.isEmpty() ? result : result.with("Set-Cookie", Value.texts(cookies));
  }

  private static Optional<Value> body(Fields answer) {
    var body = answer.get("body").orElse(Value.Null.NULL);
    if (body == Value.Null.NULL) {
      return Optional.of(Value.of(""));
    }
    var text = body.asText().orElseGet(() -> Json.write(body));
    if (!answer.flag("isBase64Encoded")) {
      return Optional.of(Value.of(text));
    }
    try {
      return Optional.of(Value.of(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
