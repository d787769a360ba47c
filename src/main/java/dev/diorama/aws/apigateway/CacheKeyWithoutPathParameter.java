package dev.diorama.aws.apigateway;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds cached methods that give one client another one's answer.
final class CacheKeyWithoutPathParameter implements Rule {
  private static final PropertyPath KEYS = PropertyPath.of("CacheKeyParameters");
  private static final Pattern PARAMETER = Pattern.compile("\\{([^/}+]+)\\+?}");
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("CacheKeyWithoutPathParameter"),
          Severity.WARNING,
          "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var drawing = context.drawing();
    return drawing.ofType(new ResourceTypeName(ApiTypes.REST)).stream()
        .filter(ApiCache::isOn)
        .flatMap(api -> Integrations.of(api, drawing).stream().flatMap(i -> check(api, i)));
  }

  private static Stream<Finding> check(Resource api, Integration route) {
    var method = route.key().method().equals(RouteKey.ANY) ? "GET" : route.key().method();
    var settings = MethodSettings.of(api, route.key());
    if (!settings.caches(method) || settings.timeToLive().isZero()) {
      return Stream.empty();
    }
    var keys = route.settings().texts("CacheKeyParameters");
    return PARAMETER
        .matcher(route.key().path())
        .results()
        .map(m -> m.group(1))
        .filter(name -> !keys.contains("method.request.path." + name))
        .map(name -> finding(api, route, keys, name));
  }

  private static Finding finding(Resource api, Integration route, List<String> keys, String name) {
    var all = new ArrayList<>(keys);
    all.add("method.request.path." + name);
    var label = Message.of("rule.CacheKeyWithoutPathParameter.fix", all.getLast());
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfConnection(route.connection()),
        KEYS,
        Message.of("rule.CacheKeyWithoutPathParameter.message", api.logicalId(), route.key(), name),
        List.of(
            new Fix(
                label,
                Transaction.of(
                    label,
                    new Edit.SetConnectionProperty(
                        route.connection(), KEYS, Optional.of(Value.texts(all)))))));
  }
}
