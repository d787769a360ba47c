package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// What both of API Gateway's APIs say of an integration.
///
/// @param service of the target, as `lambda`; empty for a host
/// @param arn of the target; empty for a host
record IntegrationDescription(
    Resource api, Integration integration, Architecture drawing, String service, String arn) {

  /// An integration of an API.
  static IntegrationDescription of(
      Resource api, Integration integration, Architecture drawing, Catalog catalog) {
    var arn = catalog.arn(drawing, integration.target()).orElse("");
    return new IntegrationDescription(api, integration, drawing, Target.service(arn), arn);
  }

  Fields settings() {
    return integration.settings();
  }

  /// `AWS_PROXY`, `AWS`, `HTTP_PROXY` or `HTTP`.
  String type() {
    var drawn = settings().text("Type");
    return switch (service) {
      case "" -> drawn.filter("HTTP"::equals).orElse("HTTP_PROXY");
      case "lambda" -> drawn.filter("AWS"::equals).orElse("AWS_PROXY");
      default -> ApiKind.of(api) == ApiKind.HTTP ? "AWS_PROXY" : "AWS";
    };
  }

  /// The method of the call; functions are invoked with POST.
  String method() {
    var key = integration.key();
    return settings()
        .text("IntegrationHttpMethod")
        .orElse(
            (!service.isEmpty() && !service.equals("s3")) || key.path().isEmpty()
                ? "POST"
                : key.method());
  }

  /// Where it leads, in the form of
  /// `docs.aws.amazon.com/apigateway/latest/api/API_Integration.html`.
  String uri(Catalog catalog) {
    var environment = drawing.environment();
    var prefix = "arn:" + environment.partition() + ":apigateway:" + environment.region() + ":";
    return switch (service) {
      case "lambda" -> prefix + "lambda:path/2015-03-31/functions/" + arn + "/invocations";
      case "sqs" -> prefix + "sqs:path/" + environment.accountId() + "/" + name();
      case "s3" ->
          prefix
              + "s3:path/"
              + name()
              + "/"
              + settings().text("Uri").orElse("").replaceFirst("^/", "");
      case "" ->
          settings()
              .text("Uri")
              .orElseGet(() ->
                  "https://" + IntegrationUri.host(integration, drawing, catalog) + "/{proxy}");
      default -> prefix + service + ":action/" + settings().text("IntegrationAction").orElse("");
    };
  }

  private String name() {
    return arn.substring(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
  }

  /// The ARN of the role as which an AWS service is called.
  Optional<String> credentials(Catalog catalog) {
    return service.isEmpty() || service.equals("lambda")
        ? Optional.empty()
        : References.one(drawing, api, "Credentials").flatMap(r -> catalog.arn(drawing, r.id()));
  }

  /// How long it may take.
  long timeoutMillis() {
    return IntegrationCalls.timeout(ApiKind.of(api), integration).toMillis();
  }

  /// An id of seven letters and digits, the same in every run.
  String id() {
    return shortId(integration.connection().value());
  }

  /// An id of seven letters and digits.
  static String shortId(String of) {
    return Long.toString(36L * 36 * 36 * 36 * 36 * 36 + (of.hashCode() & 0x7fffffff), 36);
  }
}
