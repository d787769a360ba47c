package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A request to a function URL.
///
/// @param path percent-encoded
/// @param rawQuery without the question mark
/// @param headers by name in small letters, with all values joined by commas
record FunctionUrlRequest(
    String method,
    String path,
    String rawQuery,
    SequencedMap<String, String> headers,
    Value.Blob body) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// Requests reach a run over loopback only.
  private static final String SOURCE_IP = "127.0.0.1";

  /// Reads `Method`, `Path`, `Query`, `Headers` and `Body`; what is missing has a plain default.
  static FunctionUrlRequest of(Fields input) {
    var headers = new LinkedHashMap<String, String>();
    var given = input.fields("Headers");
    given
        .values()
        .keySet()
        .forEach(name ->
            headers.put(name.toLowerCase(Locale.ROOT), String.join(",", given.texts(name))));
    var body =
        switch (input.get("Body").orElse(Value.of(""))) {
          case Value.Blob b -> b;
          case Value.Text t -> Value.of(t.value().getBytes(StandardCharsets.UTF_8));
          case Fields f -> Value.of(Json.writeBytes(f));
          default -> Value.of(new byte[0]);
        };
    var path = input.text("Path").filter(p -> p.startsWith("/")).orElse("/");
    int question = path.indexOf('?');
    return new FunctionUrlRequest(
        input.text("Method").orElse("GET").toUpperCase(Locale.ROOT),
        question < 0 ? path : path.substring(0, question),
        question < 0
            ? input.text("Query").map(q -> q.startsWith("?") ? q.substring(1) : q).orElse("")
            : path.substring(question + 1),
        headers,
        body);
  }

  /// A header, by name without regard to case.
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The event in payload format 2.0
  /// (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads).
  ///
  /// @param authorizer who has signed, or nothing
  Fields event(
      FunctionUrl url,
      String domainName,
      String account,
      String requestId,
      Instant at,
      Fields authorizer) {
    var event =
        Fields.EMPTY
            .with("version", "2.0")
            .with("routeKey", "$default")
            .with("rawPath", decoded(path.replace("+", "%2B")))
            .with("rawQueryString", rawQuery);
    var cookies = header("cookie").stream().flatMap(c -> Stream.of(c.split(";\\s*", -1))).toList();
    if (!cookies.isEmpty()) {
      event = event.with("cookies", Value.texts(cookies));
    }
    var others = Fields.EMPTY;
    for (var header : headers.entrySet()) {
      if (!header.getKey().equals("cookie")) {
        others = others.with(header.getKey(), header.getValue());
      }
    }
    event = event.with("headers", others);
    var query = query();
    if (!query.isEmpty()) {
      event = event.with("queryStringParameters", query);
    }
    event =
        event.with("requestContext", context(url, domainName, account, requestId, at, authorizer));
    if (body.length() > 0) {
      event =
          event.with(
              "body", binary() ? body.base64() : new String(body.bytes(), StandardCharsets.UTF_8));
    }
    return event.with("isBase64Encoded", Value.of(binary()));
  }

  private Fields context(
      FunctionUrl url,
      String domainName,
      String account,
      String requestId,
      Instant at,
      Fields authorizer) {
    var context =
        Fields.EMPTY
            .with("accountId", authorizer.isEmpty() ? "anonymous" : account)
            .with("apiId", url.id());
    if (!authorizer.isEmpty()) {
      context = context.with("authorizer", Fields.EMPTY.with("iam", authorizer));
    }
    return context
        .with("domainName", domainName)
        .with("domainPrefix", url.id())
        .with(
            "http",
            Fields.EMPTY
                .with("method", method)
                .with("path", decoded(path.replace("+", "%2B")))
                .with("protocol", "HTTP/1.1")
                .with("sourceIp", SOURCE_IP)
                .with("userAgent", header("user-agent").orElse("")))
        .with("requestId", requestId)
        .with("routeKey", "$default")
        .with("stage", "$default")
        .with("time", TIME.format(at))
        .with("timeEpoch", at.toEpochMilli());
  }

  private Fields query() {
    var result = new LinkedHashMap<String, String>();
    for (var pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        result.merge(name, value, (a, b) -> a + "," + b);
      }
    }
    var fields = Fields.EMPTY;
    for (var e : result.entrySet()) {
      fields = fields.with(e.getKey(), e.getValue());
    }
    return fields;
  }

  /// Bodies of other than text's content types come in Base64.
  private boolean binary() {
    var type = header("content-type").orElse("text/plain").toLowerCase(Locale.ROOT);
    return body.length() > 0
        && List.of("text/", "application/json", "application/xml", "application/javascript")
            .stream()
            .noneMatch(type::startsWith);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // What is encoded badly stays as it is.
      return text;
    }
  }
}
