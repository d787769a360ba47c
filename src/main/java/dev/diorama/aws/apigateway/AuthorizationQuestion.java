package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What an authorizer is asked.
///
/// @param caller who makes the request, before anybody knows
/// @param routeArn the ARN of the method that is requested, as `…/prod/GET/photos/1`
/// @param requestContext of the event that the integration would get, by payload format
record AuthorizationQuestion(
    Need.Caller caller,
    Resource api,
    String routeArn,
    RouteKey route,
    ApiRequest request,
    Function<String, Fields> requestContext,
    Map<String, String> pathParameters,
    Fields stageVariables) {

  /// The identity of the request: what stands where the authorizer looks. Empty if anything is
  /// missing, so that the request is refused without asking.
  Optional<List<String>> identity(Authorizer authorizer) {
    var found = new ArrayList<String>();
    for (var source : authorizer.sources()) {
      var value = value(source.trim(), authorizer);
      if (value.filter(v -> !v.isEmpty()).isEmpty()) {
        return Optional.empty();
      }
      found.add(value.get());
    }
    return Optional.of(found);
  }

  /// Forms of REST (`method.request.header.X`), WebSocket (`route.request.header.X`) and HTTP APIs
  /// (`$request.header.X`).
  private Optional<String> value(String source, Authorizer authorizer) {
    var parts = source.replaceFirst("^(method\\.|route\\.|\\$)", "").split("\\.", 3);
    return switch (parts[0]) {
      case "request" ->
          parts.length < 3
              ? Optional.empty()
              : switch (parts[1]) {
                case "header" -> request.header(parts[2]);
                case "querystring" ->
                    Optional.ofNullable(request.query().get(parts[2])).map(List::getFirst);
                default -> Optional.empty();
              };
      case "context" ->
          source.endsWith("routeKey")
              ? Optional.of(route.toString())
              : requestContext
                  .apply(authorizer.payload())
                  .text(source.substring(source.indexOf('.') + 1));
      case "stageVariables" -> stageVariables.text(source.substring(source.indexOf('.') + 1));
      default -> Optional.empty();
    };
  }

  /// The event for the function.
  Fields event(Authorizer authorizer, List<String> identity) {
    if (authorizer.type().equals("TOKEN")) {
      return Fields.EMPTY
          .with("type", "TOKEN")
          .with("authorizationToken", identity.getFirst())
          .with("methodArn", routeArn);
    }
    return authorizer.payload().equals("2.0") ? version2(identity) : version1(identity);
  }

  private Fields version1(List<String> identity) {
    var kind = ApiKind.of(api);
    var event = kind == ApiKind.HTTP ? Fields.EMPTY.with("version", "1.0") : Fields.EMPTY;
    event = event.with("type", "REQUEST").with("methodArn", routeArn);
    if (kind == ApiKind.HTTP) {
      event = event.with("identitySource", String.join(",", identity));
    }
    if (kind != ApiKind.WEBSOCKET) {
      event =
          event
              .with("resource", route.isDefault() ? RouteKey.DEFAULT : route.path())
              .with("path", request.path())
              .with("httpMethod", request.method());
    }
    event =
        event
            .with("headers", EventParts.lasts(request.headers()))
            .with("multiValueHeaders", EventParts.lists(request.headers()))
            .with("queryStringParameters", EventParts.lasts(request.query()))
            .with("multiValueQueryStringParameters", EventParts.lists(request.query()));
    if (kind != ApiKind.WEBSOCKET) {
      event = event.with("pathParameters", EventParts.texts(pathParameters));
    }
    return event
        .with("stageVariables", stageVariables)
        .with("requestContext", requestContext.apply("1.0"));
  }

  private Fields version2(List<String> identity) {
    var cookies = EventParts.cookies(request.headers());
    var event =
        Fields.EMPTY
            .with("version", "2.0")
            .with("type", "REQUEST")
            .with("routeArn", routeArn)
            .with("identitySource", Value.texts(identity))
            .with("routeKey", route.toString())
            .with("rawPath", request.path())
            .with("rawQueryString", request.rawQuery());
    return (cookies.isEmpty() ? event : event.with("cookies", Value.texts(cookies)))
        .with("headers", EventParts.headers2(request.headers()))
        .with("queryStringParameters", EventParts.joined(request.query()))
        .with("requestContext", requestContext.apply("2.0"))
        .with("pathParameters", EventParts.texts(pathParameters))
        .with("stageVariables", stageVariables);
  }
}
