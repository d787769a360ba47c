package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// A request to an API, as read from the operation's input.
///
/// @param path without the stage, percent-encoded
/// @param rawQuery without the question mark
/// @param query decoded
/// @param headers by name as sent
/// @param id the request's id, in its events and logs; empty before it has one
record ApiRequest(
    String method,
    String path,
    String rawQuery,
    SequencedMap<String, List<String>> query,
    SequencedMap<String, List<String>> headers,
    Value.Blob body,
    String id) {

  /// This request with an id. REST APIs have UUIDs, HTTP APIs the extended form alone, as in the
  /// events of
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html`.
  ApiRequest withId(ApiKind kind, String uuid) {
    return new ApiRequest(
        method, path, rawQuery, query, headers, body, kind == ApiKind.HTTP ? extended(uuid) : uuid);
  }

  /// The id that API Gateway gives the request besides, as in the header `x-amz-apigw-id`.
  String extendedId() {
    return id.endsWith("=") ? id : extended(id);
  }

  /// The extended form of a request's id: eleven bytes in Base64.
  static String extended(String uuid) {
    var bytes = uuid.replace("-", "").getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, 11)).replace('/', '_');
  }

  /// Reads `Method`, `Query`, `Headers` and `Body`; what is missing has a plain default.
  static ApiRequest of(Fields input, String path) {
    var rawQuery =
        switch (input.get("Query").orElse(Value.of(""))) {
          case Value.Text t -> t.value().startsWith("?") ? t.value().substring(1) : t.value();
          case Fields f -> written(f);
          default -> "";
        };
    var body =
        switch (input.get("Body").orElse(Value.of(""))) {
          case Value.Blob b -> b;
          case Value.Text t -> Value.of(t.value().getBytes(StandardCharsets.UTF_8));
          case Fields f -> Value.of(Json.writeBytes(f));
          default -> Value.of(new byte[0]);
        };
    return new ApiRequest(
        input.text("Method").orElse("GET").toUpperCase(Locale.ROOT),
        path,
        rawQuery,
        query(rawQuery),
        lists(input.fields("Headers")),
        body,
        "");
  }

  private static String written(Fields query) {
    var parts = new ArrayList<String>();
    lists(query)
        .forEach((name, values) -> values.forEach(v -> parts.add(encode(name) + "=" + encode(v))));
    return String.join("&", parts);
  }

  private static SequencedMap<String, List<String>> lists(Fields fields) {
    var result = new LinkedHashMap<String, List<String>>();
    fields.values().keySet().forEach(name -> result.put(name, fields.texts(name)));
    return result;
  }

  private static SequencedMap<String, List<String>> query(String raw) {
    var result = new LinkedHashMap<String, List<String>>();
    for (var pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = decode(equals < 0 ? pair : pair.substring(0, equals));
      result
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return result;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// `text` without percent-encoding; a text that is encoded badly stays as it is.
  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /// The first value of a header, by name without regard to case.
  Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .flatMap(e -> e.getValue().stream())
        .findFirst();
  }

  /// All values of a header, by name without regard to case.
  List<String> headerValues(String name) {
    return headers.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .flatMap(e -> e.getValue().stream())
        .toList();
  }

  /// The body as text.
  String bodyText() {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }
}
