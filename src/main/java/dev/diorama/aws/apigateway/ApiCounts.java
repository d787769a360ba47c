package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What the cards of REST and HTTP APIs show.
final class ApiCounts {
  private final RuntimeContext context;
  private final Map<ResourceId, SequencedMap<String, Long>> counts = new LinkedHashMap<>();

  ApiCounts(RuntimeContext context) {
    this.context = context;
  }

  /// Adds to a count and tells.
  void add(Resource api, String name, long more, Because because) {
    of(api).merge(name, more, Long::sum);
    context.changed(because, api.id(), new LinkedHashMap<>(of(api)));
  }

  /// Sets a count without telling.
  void set(Resource api, String name, long value) {
    of(api).put(name, value);
  }

  private SequencedMap<String, Long> of(Resource api) {
    return counts.computeIfAbsent(api.id(), id -> new LinkedHashMap<>());
  }
}
