package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an integration leads: the URL of a host, or the key of an object. Parameters stand in
/// braces, as `{id}`, stage variables as `${stageVariables.name}`. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/amazon-api-gateway-using-stage-variables.html`.
final class IntegrationUri {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{?stageVariables\\.([A-Za-z0-9_]+)}?");
  private static final Pattern PARAMETER = Pattern.compile("\\{([^/{}+]+)\\+?}");

  private IntegrationUri() {}

  /// `text` with the values of stage variables; one that is not set is empty.
  static String withVariables(String text, Resource api) {
    var variables = api.properties().fields("StageVariables");
    return VARIABLE
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(variables.text(m.group(1)).orElse("")));
  }

  private static String filled(String text, Map<String, String> parameters) {
    return PARAMETER
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(parameters.getOrDefault(m.group(1), "")));
  }

  /// The key of the object that an integration with a bucket is about; empty if it is about the
  /// bucket. What AWS writes behind `s3:path/{bucket}/`.
  static String objectKey(Resource api, Integration integration, Map<String, String> parameters) {
    return ApiRequest.decode(filled(template(api, integration), parameters).replace("+", "%2B"));
  }

  /// The key for a policy: parameters can be anything.
  static String keyPattern(Resource api, Integration integration) {
    return PARAMETER.matcher(template(api, integration)).replaceAll("*");
  }

  /// Without one drawn, the last parameter of the route's path is the key.
  private static String template(Resource api, Integration integration) {
    var drawn = integration.settings().text("Uri");
    if (drawn.isPresent()) {
      return withVariables(drawn.get(), api).replaceFirst("^/", "");
    }
    var path = integration.key().path();
    int brace = path.lastIndexOf('{');
    return brace < 0 ? "" : path.substring(brace);
  }

  /// The URL that an integration with a host calls, with its query.
  static String url(
      Resource api,
      Integration integration,
      Architecture drawing,
      Catalog catalog,
      Backend backend) {
    var uri =
        integration
            .settings()
            .text("Uri")
            .map(u -> withVariables(u, api))
            .orElseGet(() -> "https://" + host(integration, drawing, catalog) + "/{proxy}");
    var url = filled(uri, backend.path());
    var query = new ArrayList<String>();
    backend
        .query()
        .forEach((name, values) -> values.forEach(v -> query.add(encode(name) + "=" + encode(v))));
    return query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + String.join("&", query);
  }

  /// The drawn host's name, or what its type takes for it.
  static String host(Integration integration, Architecture drawing, Catalog catalog) {
    return drawing
        .resource(integration.target())
        .flatMap(host ->
            host.properties()
                .text("Host")
                .or(() ->
                    catalog.type(host.type()).stream()
                        .flatMap(t -> t.properties().stream())
                        .filter(p -> p.path().toString().equals("Host"))
                        .flatMap(p -> p.defaultValue().stream())
                        .flatMap(v -> v.asText().stream())
                        .findFirst()))
        .orElse("");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Headers of a request that a proxy integration hands on: all but those of the connection.
  static boolean isHandedOn(String header) {
    return List.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect")
        .stream()
        .noneMatch(header::equalsIgnoreCase);
  }

  /// The body of a request as text where it is UTF-8, as data where it is not.
  static Value body(ApiRequest request) {
    var text = request.bodyText();
    return text.indexOf('\uFFFD') < 0 ? Value.of(text) : request.body();
  }
}
