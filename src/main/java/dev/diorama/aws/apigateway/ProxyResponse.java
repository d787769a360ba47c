package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The HTTP response that a function's answer stands for.
///
/// @param headers values by name, in order
/// @param body text, or binary data that was Base64 in the answer
record ProxyResponse(int status, SequencedMap<String, List<String>> headers, Value body) {

  /// Reads a function's answer; empty if it has not the form that the API expects. See
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html`
  /// and
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html`.
  ///
  /// @param binary whether the client may get binary data
  static Optional<ProxyResponse> read(
      byte[] payload, ApiKind kind, String payloadFormat, boolean binary) {
    Value answer;
    try {
      answer = Json.read(payload);
    } catch (JsonException e) {
      return Optional.empty();
    }
    if (answer instanceof Fields fields && fields.get("statusCode").isPresent()) {
      return explicit(fields, kind, payloadFormat, binary);
    }
    return payloadFormat.equals("2.0") ? Optional.of(inferred(answer)) : Optional.empty();
  }

  /// Payload 2.0 without a status code: the whole answer is the body.
  private static ProxyResponse inferred(Value answer) {
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("content-type", List.of("application/json"));
    return new ProxyResponse(
        200, headers, Value.of(answer.asText().orElseGet(() -> Json.write(answer))));
  }

  private static Optional<ProxyResponse> explicit(
      Fields answer, ApiKind kind, String payloadFormat, boolean binary) {
    var status = status(answer.get("statusCode").orElse(Value.Null.NULL));
    var headers =
        headers(
            answer,
            payloadFormat.equals("2.0")
                ? List.of("headers")
                : List.of("headers", "multiValueHeaders"));
    var body = body(answer, binary);
    if (status.isEmpty() || headers.isEmpty() || body.isEmpty()) {
      return Optional.empty();
    }
    if (payloadFormat.equals("2.0")) {
      var cookies = answer.texts("cookies");
      if (!cookies.isEmpty()) {
        headers.get().put("set-cookie", cookies);
      }
    }
    if (headers.get().keySet().stream().noneMatch(h -> h.equalsIgnoreCase("Content-Type"))) {
      headers
          .get()
          .put(
              kind == ApiKind.REST ? "Content-Type" : "content-type",
              List.of(kind == ApiKind.REST ? "application/json" : "text/plain;charset=UTF-8"));
    }
    return Optional.of(new ProxyResponse(status.get(), headers.get(), body.get()));
  }

  private static Optional<Integer> status(Value value) {
    return value
        .asLong()
        .or(() -> value.asText().filter(t -> t.matches("[0-9]{3}")).map(Long::parseLong))
        .filter(s -> s >= 100 && s <= 599)
        .map(Long::intValue);
  }

  /// @param members where headers stand; format 2.0 has no lists of values
  private static Optional<SequencedMap<String, List<String>>> headers(
      Fields answer, List<String> members) {
    var result = new LinkedHashMap<String, List<String>>();
    for (var member : members) {
      var value = answer.get(member).orElse(Value.Null.NULL);
      if (value == Value.Null.NULL) {
        continue;
      }
      if (!(value instanceof Fields fields)) {
        return Optional.empty();
      }
      for (var header : fields.values().entrySet()) {
        var texts = texts(header.getValue());
        if (texts.isEmpty()) {
          return Optional.empty();
        }
        var all = result.computeIfAbsent(header.getKey(), h -> new ArrayList<>());
        texts.get().stream().filter(t -> !all.contains(t)).forEach(all::add);
      }
    }
    return Optional.of(result);
  }

  private static Optional<List<String>> texts(Value value) {
    return switch (value) {
      case Value.Text t -> Optional.of(List.of(t.value()));
      case Value.Numeric n -> Optional.of(List.of(n.value().toPlainString()));
      case Value.Flag f -> Optional.of(List.of(String.valueOf(f.value())));
      case Value.Items i -> {
        var all = new ArrayList<String>();
        for (var item : i.values()) {
          var texts = item instanceof Value.Items ? Optional.<List<String>>empty() : texts(item);
          if (texts.isEmpty()) {
            yield Optional.empty();
          }
          all.addAll(texts.get());
        }
        yield Optional.of(all);
      }
      default -> Optional.empty();
    };
  }

  /// Where the client may not get binary data, Base64 is sent as it is.
  private static Optional<Value> body(Fields answer, boolean binary) {
    var body = answer.get("body").orElse(Value.Null.NULL);
    if (body == Value.Null.NULL) {
      return Optional.of(Value.of(""));
    }
    if (!(body instanceof Value.Text text)) {
      return Optional.empty();
    }
    if (!binary || !answer.flag("isBase64Encoded")) {
      return Optional.of(text);
    }
    try {
      return Optional.of(Value.of(Base64.getDecoder().decode(text.value())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The operation's output.
  Fields output() {
    var written = Fields.EMPTY;
    for (var e : headers.entrySet()) {
      written =
          written.with(
              e.getKey(),
              e.getValue().size() == 1
                  ? Value.of(e.getValue().getFirst())
                  : Value.texts(e.getValue()));
    }
    return Fields.EMPTY.with("StatusCode", status).with("Headers", written).with("Body", body);
  }

  /// This response with the headers that an API of this kind hands on.
  ProxyResponse returned(ApiKind kind) {
    return new ProxyResponse(status, ReturnedHeaders.of(kind, headers), body);
  }

  /// This response without the headers whose names begin so.
  ProxyResponse withoutHeaders(String prefix) {
    var kept = new LinkedHashMap<>(headers);
    kept.keySet().removeIf(h -> h.toLowerCase(Locale.ROOT).startsWith(prefix));
    return new ProxyResponse(status, kept, body);
  }

  /// This response with further headers.
  ProxyResponse with(SequencedMap<String, List<String>> further) {
    var all = new LinkedHashMap<>(headers);
    all.putAll(further);
    return new ProxyResponse(status, all, body);
  }
}
