package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Capability;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A function may run for longer than the API in front of it waits: the client gets an error, and
/// the function works on for nobody. The limit is [ApiKind#timeout].
final class FunctionTimeoutAboveApiTimeout implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("FunctionTimeoutAboveApiTimeout"),
          Severity.WARNING,
          "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html");
  private static final String KEY = "rule.FunctionTimeoutAboveApiTimeout.";
  private static final PropertyPath TIMEOUT = PropertyPath.of("Timeout");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    // The API that waits shortest speaks for all of a function's.
    var shortest = new LinkedHashMap<ResourceId, Resource>();
    Stream.of(ApiTypes.REST, ApiTypes.V2)
        .flatMap(type -> context.drawing().ofType(new ResourceTypeName(type)).stream())
        .forEach(api ->
            Integrations.of(api, context.drawing())
                .forEach(
                    i -> shortest.merge(i.target(), api, (a, b) -> limit(b) < limit(a) ? b : a)));
    return shortest.entrySet().stream()
        .flatMap(e ->
            context.drawing().resource(e.getKey()).stream()
                .filter(f -> context.catalog().has(f, Capability.INVOCABLE))
                .filter(f -> f.properties().number("Timeout").orElse(0L) > limit(e.getValue()))
                .map(f -> finding(f, e.getValue())));
  }

  private static long limit(Resource api) {
    return ApiKind.of(api).timeout().toSeconds();
  }

  private static Finding finding(Resource function, Resource api) {
    long limit = limit(api);
    var label = Message.of(KEY + "fix", function.logicalId(), limit);
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(function.id()),
        TIMEOUT,
        Message.of(
            ApiKind.of(api) == ApiKind.REST ? KEY + "message.rest" : KEY + "message",
            function.logicalId(),
            function.properties().number("Timeout").orElse(0L),
            api.logicalId(),
            limit),
        List.of(
            new Fix(
                label,
                Transaction.of(
                    label,
                    new Edit.SetProperty(function.id(), TIMEOUT, Optional.of(Value.of(limit)))))));
  }
}
