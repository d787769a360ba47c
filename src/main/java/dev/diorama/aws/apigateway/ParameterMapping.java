package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parameter mapping of HTTP APIs: appends, overwrites and removes parameters of requests and
/// responses. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html`.
///
/// @param request keys as `append:header.X` with expressions
/// @param response rows with `StatusCode`, `Destination` and `Source`
record ParameterMapping(Fields request, List<Value> response) {
  private static final Pattern KEY =
      Pattern.compile("(append|overwrite|remove):(header|querystring)\\.(.+)|overwrite:(path)");
  private static final Pattern RESPONSE_KEY =
      Pattern.compile("(append|overwrite|remove):header\\.(.+)|overwrite:(statuscode)");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$\\{((?:request|response|context|stageVariables)[^}]*)}"
              + "|\\$((?:request|response|context|stageVariables)(?:\\.[A-Za-z0-9_\\-\\[\\]'.]+)?)");

  /// Headers that cannot be mapped.
  private static final Set<String> RESERVED =
      Set.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-location",
          "forwarded",
          "keep-alive",
          "origin",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailers",
          "transfer-encoding",
          "upgrade",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "via");

  private static final List<String> RESERVED_PREFIXES =
      List.of("access-control-", "apigw-", "x-amz-", "x-amzn-");

  /// The mapping of an integration.
  static ParameterMapping of(Integration integration) {
    return new ParameterMapping(
        integration.settings().fields("IntegrationRequestParameters"),
        integration.settings().list("ResponseParameters"));
  }

  boolean isEmpty() {
    return request.isEmpty() && response.isEmpty();
  }

  /// Whether a key of a request's mapping is one that AWS takes.
  static boolean isRequestKey(String key) {
    var m = KEY.matcher(key);
    return m.matches() && (!"header".equals(m.group(2)) || !isReserved(m.group(3)));
  }

  /// Whether a destination of a response's mapping is one that AWS takes.
  static boolean isResponseKey(String key) {
    var m = RESPONSE_KEY.matcher(key);
    return m.matches() && (m.group(2) == null || !isReserved(m.group(2)));
  }

  private static boolean isReserved(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /// What expressions look at.
  ///
  /// @param request as the client sent it
  record Values(
      ApiRequest request,
      Map<String, String> pathParameters,
      Fields context,
      Fields stageVariables) {}

  /// The request that the integration gets.
  ApiRequest toBackend(Values values) {
    var headers = new LinkedHashMap<>(values.request().headers());
    var query = new LinkedHashMap<>(values.request().query());
    var path = values.request().path();
    for (var e : request.values().entrySet()) {
      var key = KEY.matcher(e.getKey());
      if (!key.matches() || !isRequestKey(e.getKey())) {
        continue;
      }
      var value = text(e.getValue().asText().orElse(""), values, Optional.empty());
      if (key.group(4) != null) {
        path = value.startsWith("/") ? value : "/" + value;
      } else if (key.group(2).equals("header")) {
        change(headers, key.group(1), actual(headers, key.group(3)), value);
      } else {
        change(query, key.group(1), key.group(3), value);
      }
    }
    return new ApiRequest(
        values.request().method(),
        path,
        written(query),
        query,
        headers,
        values.request().body(),
        values.request().id(),
        values.request().sourceIp());
  }

  /// The response that the client gets.
  ProxyResponse toClient(Values values, ProxyResponse answer) {
    var headers = new LinkedHashMap<>(answer.headers());
    int status = answer.status();
    for (var row : response) {
      if (!(row instanceof Fields mapped)
          || mapped.number("StatusCode").orElse(-1L) != answer.status()) {
        continue;
      }
      var destination = mapped.text("Destination").orElse("");
      var key = RESPONSE_KEY.matcher(destination);
      if (!key.matches() || !isResponseKey(destination)) {
        continue;
      }
      var value = text(mapped.text("Source").orElse(""), values, Optional.of(answer));
      if (key.group(3) == null) {
        change(headers, key.group(1), actual(headers, key.group(2)), value);
      } else if (value.matches("[1-5][0-9]{2}")) {
        status = Integer.parseInt(value);
      }
    }
    return new ProxyResponse(status, headers, answer.body());
  }

  /// Header names are told apart without regard to case.
  private static String actual(SequencedMap<String, List<String>> headers, String name) {
    return headers.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  private static void change(
      SequencedMap<String, List<String>> parameters, String how, String name, String value) {
    switch (how) {
      case "remove" -> parameters.remove(name);
      case "append" -> {
        var all = new ArrayList<>(parameters.getOrDefault(name, List.of()));
        all.add(value);
        parameters.put(name, all);
      }
      default -> parameters.put(name, List.of(value));
    }
  }

  private static String written(SequencedMap<String, List<String>> query) {
    var pairs = new ArrayList<String>();
    query.forEach((name, all) -> all.forEach(v -> pairs.add(encode(name) + "=" + encode(v))));
    return String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(String expression, Values values, Optional<ProxyResponse> answer) {
    return VARIABLE
        .matcher(expression)
        .replaceAll(m -> {
          var name = Optional.ofNullable(m.group(1)).orElseGet(() -> m.group(2));
          return Matcher.quoteReplacement(value(name, values, answer).orElse(""));
        });
  }

  private static Optional<String> value(
      String name, Values values, Optional<ProxyResponse> answer) {
    var parts = name.split("\\.", 3);
    var rest = parts.length > 2 ? parts[2] : "";
    return switch (parts[0] + (parts.length > 1 ? "." + parts[1] : "")) {
      case "request.header" ->
          Optional.of(String.join(",", values.request().headerValues(rest)))
              .filter(v -> !v.isEmpty());
      case "request.querystring" ->
          Optional.ofNullable(values.request().query().get(rest)).map(v -> String.join(",", v));
      case "request.path" ->
          rest.isEmpty()
              ? Optional.of(values.request().path())
              : Optional.ofNullable(values.pathParameters().get(rest));
      case "request.body" -> body(values.request().bodyText(), rest);
      case "response.header" -> answer.flatMap(a -> header(a, rest));
      case "response.body" -> answer.flatMap(a -> body(MappedIntegration.text(a.body()), rest));
      default ->
          parts[0].equals("context")
              ? ContextVariables.text(values.context(), name.substring("context.".length()))
              : parts[0].equals("stageVariables") && name.length() > "stageVariables.".length()
                  ? values.stageVariables().text(name.substring("stageVariables.".length()))
                  : Optional.empty();
    };
  }

  private static Optional<String> header(ProxyResponse answer, String name) {
    return answer.headers().entrySet().stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(h -> String.join(",", h.getValue()))
        .findFirst();
  }

  private static Optional<String> body(String body, String path) {
    return path.isEmpty()
        ? Optional.of(body)
        : Optional.of(String.valueOf(new TemplateInput(body, Map.of()).path("$." + path)));
  }
}
