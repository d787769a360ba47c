package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.ApiAuthorization;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks Lambda authorizers and keeps their answers for as long as they may be kept.
final class Authorizers {
  private final RuntimeContext context;
  private final FunctionCalls functions;
  private final Map<CacheKey, Cached> cache = new LinkedHashMap<>();
  private final Map<ResourceId, List<Authorizer>> drawn = new LinkedHashMap<>();

  /// Each stage keeps its own.
  private record CacheKey(String authorizer, ResourceId api, String stage, List<String> identity) {}

  private record Cached(Instant until, Fields answer) {}

  /// What an authorizer says.
  sealed interface Outcome {}

  /// The request may go on.
  ///
  /// @param context what the authorizer has for the integration, with its principal
  record Granted(Fields context) implements Outcome {}

  /// The request ends here.
  record Refused(Failure failure) implements Outcome {}

  Authorizers(RuntimeContext context, FunctionCalls functions) {
    this.context = context;
    this.functions = functions;
  }

  /// Asks the authorizer of a route, or remembers what it said.
  void ask(
      AuthorizationQuestion question,
      Optional<String> name,
      Because because,
      Consumer<Outcome> done) {
    var kind = ApiKind.of(question.api());
    var found =
        Authorizer.named(
            drawn.computeIfAbsent(
                question.api().id(), id -> Authorizer.of(question.api(), context.drawing())),
            name);
    if (found.isEmpty()) {
      done.accept(new Refused(ApiFailures.authorizerFailed(kind)));
      return;
    }
    var authorizer = found.get();
    var identity = question.identity(authorizer);
    if (identity.isEmpty() || !authorizer.accepts(identity.get())) {
      done.accept(new Refused(ApiFailures.unauthorized()));
      return;
    }
    var key =
        new CacheKey(
            authorizer.id(), question.api().id(), ApiFacets.stage(question.api()), identity.get());
    var cached = cache.get(key);
    if (cached != null && cached.until().isAfter(context.now())) {
      done.accept(outcome(question, authorizer, cached.answer()));
      return;
    }
    cache.remove(key);
    functions.invoke(
        question.api(),
        authorizer.sourceArn(question.api(), context.drawing().environment()),
        authorizer.function(),
        question.event(authorizer, identity.get()),
        kind.timeout(),
        because,
        answer -> done.accept(answered(question, authorizer, key, answer)));
  }

  private Outcome answered(
      AuthorizationQuestion question,
      Authorizer authorizer,
      CacheKey key,
      FunctionCalls.Answer answer) {
    var kind = ApiKind.of(question.api());
    return switch (answer) {
      // An error of exactly this text means 401:
      // docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
      case FunctionCalls.Failed f when f.message().equals("Unauthorized") ->
          new Refused(ApiFailures.unauthorized());
      case FunctionCalls.Returned r -> {
        var fields = ApiJson.fields(r.payload().bytes());
        if (!isAnswer(authorizer, fields)) {
          yield new Refused(ApiFailures.authorizerFailed(kind));
        }
        if (authorizer.timeToLive().isPositive() && !authorizer.sources().isEmpty()) {
          cache.put(key, new Cached(context.now().plus(authorizer.timeToLive()), fields));
        }
        yield outcome(question, authorizer, fields);
      }
      default -> new Refused(ApiFailures.authorizerFailed(kind));
    };
  }

  private static boolean isAnswer(Authorizer authorizer, Fields answer) {
    return authorizer.simple()
        ? answer.get("isAuthorized").filter(Value.Flag.class::isInstance).isPresent()
        : answer.text("principalId").isPresent() && !answer.fields("policyDocument").isEmpty();
  }

  private Outcome outcome(AuthorizationQuestion question, Authorizer authorizer, Fields answer) {
    var kind = ApiKind.of(question.api());
    var given = answer.fields("context");
    if (authorizer.simple()) {
      return answer.flag("isAuthorized")
          ? new Granted(given)
          : new Refused(ApiFailures.notAuthorized(kind, false));
    }
    return switch (decide(question, authorizer, answer)) {
      case Decision.Allowed a -> new Granted(forIntegration(kind, answer, given));
      case Decision.ImplicitlyDenied d -> new Refused(ApiFailures.notAuthorized(kind, false));
      case Decision.ExplicitlyDenied d -> new Refused(ApiFailures.notAuthorized(kind, true));
    };
  }

  /// REST and WebSocket APIs hand all values on as texts and add the principal.
  private static Fields forIntegration(ApiKind kind, Fields answer, Fields given) {
    if (kind == ApiKind.HTTP) {
      return given;
    }
    var result = Fields.EMPTY;
    for (var e : given.values().entrySet()) {
      result =
          result.with(e.getKey(), e.getValue().asText().orElseGet(() -> Json.write(e.getValue())));
    }
    return result
        .with("principalId", answer.text("principalId").orElse(""))
        .with("integrationLatency", 0);
  }

  /// The authorizer's policy and the API's resource policy are asked together; what was known of
  /// the request before the authorizer was asked still holds.
  private Decision decide(AuthorizationQuestion question, Authorizer authorizer, Fields answer) {
    var policy =
        Policy.compile(
            authorizer.name(),
            PolicyKind.IDENTITY,
            Optional.empty(),
            answer.fields("policyDocument"));
    var request =
        context
            .access()
            .of(
                ApiAuthorizations.beforeAuthorizer(
                    question.caller(), question.api(), question.routeArn()))
            .request()
            .orElseThrow();
    return ApiAuthorization.LAMBDA.decide(
        request, PolicySet.of(List.of(policy), context.access().resourcePolicies(question.api())));
  }
}
