package dev.diorama.aws.apigateway;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A Lambda authorizer, drawn as a connection from the API to its function. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html`.
///
/// @param type `TOKEN` or `REQUEST`
/// @param validation what a whole token must match; empty if any may be asked about
/// @param sources where the identity comes from, as `method.request.header.Authorization`
/// @param simple whether the function may answer `isAuthorized` (payload 2.0 only)
/// @param payload the form of the event, `1.0` or `2.0`
record Authorizer(
    ConnectionId connection,
    String name,
    ResourceId function,
    String type,
    Optional<Pattern> validation,
    List<String> sources,
    Duration timeToLive,
    boolean simple,
    String payload) {
  /// REST APIs cache for five minutes unless told otherwise:
  /// `docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html`.
  private static final long REST_DEFAULT_SECONDS =
      ApiFigures.ALL.duration("apigateway.authorizer.ttl.default").toSeconds();

  /// The authorizers of an API, in document order.
  static List<Authorizer> of(Resource api, Architecture drawing) {
    return drawing.from(api.id()).stream()
        .filter(c -> c.type().value().equals(ApiConnections.AUTHORIZER))
        .map(c -> of(api, c))
        .toList();
  }

  /// The authorizer that a connection draws.
  static Authorizer of(Resource api, Connection connection) {
    var kind = ApiKind.of(api);
    Fields settings = connection.properties();
    var type = kind == ApiKind.REST ? settings.text("AuthorizerType").orElse("TOKEN") : "REQUEST";
    var sources = new ArrayList<>(settings.texts("IdentitySource"));
    if (sources.isEmpty() && type.equals("TOKEN")) {
      sources.add("method.request.header.Authorization");
    }
    long seconds =
        settings
            .number("AuthorizerResultTtlInSeconds")
            .orElse(kind == ApiKind.REST ? REST_DEFAULT_SECONDS : 0L);
    return new Authorizer(
        connection.id(),
        settings.text("Name").orElse(connection.id().value()),
        connection.target(),
        type,
        type.equals("TOKEN")
            ? settings.text("IdentityValidationExpression").flatMap(Authorizer::pattern)
            : Optional.empty(),
        List.copyOf(sources),
        kind == ApiKind.WEBSOCKET ? Duration.ZERO : Duration.ofSeconds(seconds),
        settings.flag("EnableSimpleResponses"),
        kind == ApiKind.HTTP
            ? settings.text("AuthorizerPayloadFormatVersion").orElse("2.0")
            : "1.0");
  }

  /// An expression that is none matches everything; AWS would not take it.
  private static Optional<Pattern> pattern(String expression) {
    try {
      return Optional.of(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /// Whether the function may be asked about an identity.
  boolean accepts(List<String> identity) {
    return validation.isEmpty() || validation.get().matcher(identity.getFirst()).matches();
  }

  /// The authorizer that a route names; the first one if it names none.
  static Optional<Authorizer> named(List<Authorizer> all, Optional<String> name) {
    return all.stream().filter(a -> name.isEmpty() || a.name().equals(name.get())).findFirst();
  }

  /// The authorizer's id: six letters and digits, the same in every run.
  String id() {
    return Integer.toString(
        36 * 36 * 36 * 36 * 36 + (connection.value().hashCode() & 0xffffff), 36);
  }

  /// On whose behalf API Gateway invokes the function (`aws:SourceArn`). See
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html`.
  String sourceArn(Resource api, Environment environment) {
    return ApiFacets.executeArn(api, environment) + "/authorizers/" + id();
  }
}
