package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/// What a request to a REST or HTTP API passes between its route and its integration: authorizer,
/// throttle, cache. IAM authorization is the gate's.
final class ApiPipeline {
  private final RuntimeContext context;
  private final Authorizers authorizers;
  private final Throttles throttles;
  private final IntegrationCalls calls;
  private final ApiCache cache = new ApiCache();
  private final ApiCounts counts;
  private final AccessLogs accessLogs;

  ApiPipeline(
      RuntimeContext context,
      Authorizers authorizers,
      IntegrationCalls calls,
      ApiCounts counts,
      AccessLogs accessLogs) {
    this.counts = counts;
    this.accessLogs = accessLogs;
    this.context = context;
    this.authorizers = authorizers;
    this.throttles = new Throttles(context);
    this.calls = calls;
  }

  /// Answers a request exactly once.
  void serve(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<OperationResult> reply) {
    authorize(
        request,
        api,
        apiRequest,
        match,
        outcome -> {
          switch (outcome) {
            case Authorizers.Refused r -> reply.accept(r.failure());
            case Authorizers.Granted g -> {
              if (accessLogs.areOn(api) && !g.context().isEmpty()) {
                accessLogs.note(apiRequest, known(api, apiRequest, match.with(g.context())));
              }
              var limited = throttles.check(api, match.integration(), apiRequest);
              var invalid = RequestValidation.check(match.integration(), apiRequest);
              if (limited.isPresent()) {
                reply.accept(limited.get());
              } else if (ApiKind.of(api) == ApiKind.REST && invalid.isPresent()) {
                reply.accept(invalid.get());
              } else {
                cached(request, api, apiRequest, match.with(g.context()), reply);
              }
            }
          }
        });
  }

  private void authorize(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<Authorizers.Outcome> done) {
    switch (match.integration().authorization()) {
      case "CUSTOM" ->
          authorizers.ask(
              new AuthorizationQuestion(
                  request.caller(),
                  api,
                  ApiFacets.requestArn(
                      api, apiRequest.method(), apiRequest.path(), context.drawing().environment()),
                  match.integration().key(),
                  apiRequest,
                  calls.event(api, apiRequest, match)::requestContext,
                  match.pathParameters(),
                  api.properties().fields("StageVariables")),
              match.integration().settings().text("Authorizer"),
              Because.of(request),
              done);
      case "JWT" -> done.accept(JwtAuthorizer.of(api).check(apiRequest, match, context.now()));
      case "AWS_IAM" ->
          done.accept(
              new Authorizers.Granted(
                  isAnonymous(request.input())
                      ? Fields.EMPTY
                      : SignedIdentity.of(context, request.caller())));
      default -> done.accept(new Authorizers.Granted(Fields.EMPTY));
    }
  }

  /// What a route's authorization has found out.
  private Fields known(Resource api, ApiRequest apiRequest, RouteMatch match) {
    var all = calls.event(api, apiRequest, match).contextVariables();
    var identity = Fields.EMPTY.with("identity", all.fields("identity"));
    return all.get("authorizer").isPresent()
        ? identity.with("authorizer", all.fields("authorizer"))
        : identity;
  }

  private void cached(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<OperationResult> reply) {
    var settings = MethodSettings.of(api, match.integration().key());
    if (!ApiCache.isOn(api)
        || !settings.caches(apiRequest.method())
        || settings.timeToLive().isZero()) {
      call(request, api, apiRequest, match, response -> reply.accept(output(response)));
      return;
    }
    var key = ApiCache.key(match, apiRequest);
    var warned = false;
    if (ApiCache.wantsFresh(apiRequest)) {
      if (mayInvalidate(request, api, apiRequest)) {
        cache.invalidate(api, key);
      } else {
        warned = strategy(api).equals("SUCCEED_WITH_RESPONSE_HEADER");
      }
    }
    var warn = warned;
    var kept = cache.get(api, key, context.now());
    look(request, api, kept.isPresent() ? "cacheHits" : "cacheMisses");
    if (kept.isPresent()) {
      reply.accept(noted(kept.get(), "hit", warn));
      return;
    }
    call(
        request,
        api,
        apiRequest,
        match,
        result -> {
          if (result instanceof IntegrationCalls.Answered a) {
            boolean put =
                cache.put(api, key, a.response(), context.now().plus(settings.timeToLive()));
            counts.set(api, "cacheEntries", cache.entries(api));
            counts.add(api, "cacheMisses", 0, Because.of(request));
            var answer = noted(a.response(), "miss", warn);
            reply.accept(
                put && answer instanceof Success s
                    ? new Success(s.output().with("CacheEntry", entry(match, key, settings)))
                    : answer);
          } else {
            reply.accept(output(result));
          }
        });
  }

  private void call(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<IntegrationCalls.Result> done) {
    if (!accessLogs.areOn(api)) {
      calls.call(request, api, apiRequest, match, done);
      return;
    }
    var started = context.now();
    calls.call(
        request,
        api,
        apiRequest,
        match,
        result -> {
          accessLogs.note(
              apiRequest, AccessLogVariables.integration(result, started, context.now()));
          done.accept(result);
        });
  }

  /// What the event of the request tells about the answer that is kept now.
  private static Fields entry(RouteMatch match, String key, MethodSettings settings) {
    int parameters = key.indexOf('\n');
    return Fields.EMPTY
        .with(
            "Key",
            match.integration().key()
                + (parameters < 0 ? "" : key.substring(parameters).replace('\n', ' ')))
        .with("Seconds", settings.timeToLive().toSeconds());
  }

  private static OperationResult output(IntegrationCalls.Result result) {
    return switch (result) {
      case IntegrationCalls.Answered a -> new Success(a.response().output());
      case IntegrationCalls.NotAnswered n -> n.failure();
    };
  }

  /// The event of the request tells whether the cache answered. AWS says that it adds a warning
  /// header to what an unauthorized invalidation gets, but not its text; this one is ours.
  private static OperationResult noted(ProxyResponse response, String cache, boolean warn) {
    var further = new LinkedHashMap<String, List<String>>();
    if (warn) {
      further.put("Warning", List.of("199 - \"Cache-Control was ignored: not authorized\""));
    }
    return new Success(response.with(further).output().with("Cache", cache));
  }

  /// Empties the cache of an API at a stage.
  void flush(Resource api, Because because) {
    cache.flush(api);
    counts.set(api, "cacheEntries", cache.entries(api));
    counts.add(api, "cacheMisses", 0, because);
  }

  private void look(OperationRequest request, Resource api, String count) {
    counts.set(api, "cacheEntries", cache.entries(api));
    counts.add(api, count, 1, Because.of(request));
  }

  /// Who may invalidate: everybody, unless the stage requires authorization; then who is allowed
  /// `execute-api:InvalidateCache`.
  private boolean mayInvalidate(OperationRequest request, Resource api, ApiRequest apiRequest) {
    if (!requiresAuthorization(api)) {
      return true;
    }
    var arn =
        ApiFacets.requestArn(
            api, apiRequest.method(), apiRequest.path(), context.drawing().environment());
    return context
        .access()
        .of(
            ApiAuthorizations.invalidationNeed(
                request.caller(), api, arn, isAnonymous(request.input())))
        .denial()
        .isEmpty();
  }

  /// Whether a request came over HTTP without a signature: it stands for a drawn client, but has
  /// not proved to be it and must not have its permissions.
  static boolean isAnonymous(Fields input) {
    return input.get(ExecuteApiProtocol.SIGNED).filter(v -> v.equals(Value.of(false))).isPresent();
  }

  static boolean requiresAuthorization(Resource api) {
    return api.properties()
        .get("RequireAuthorizationForCacheControl")
        .map(v -> v.equals(Value.of(true)))
        .orElse(true);
  }

  static String strategy(Resource api) {
    return api.properties()
        .text("UnauthorizedCacheControlHeaderStrategy")
        .orElse("SUCCEED_WITH_RESPONSE_HEADER");
  }
}
