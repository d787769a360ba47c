package dev.diorama.runtime;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the drawn resource to which an ARN belongs: its own, or that of something inside it, as an
/// object in a bucket. Used from the event loop only.
final class DrawnArns {
  private static final int MAX_KNOWN = 4_096;

  private final Map<String, ResourceId> byArn = new LinkedHashMap<>();

  /// What was asked before; forgotten all at once when it is too much, as for a bucket with many
  /// objects.
  private final Map<String, Optional<ResourceId>> known = new HashMap<>();

  DrawnArns(Architecture drawing, Catalog catalog) {
    for (var resource : drawing.resources().values()) {
      catalog
          .facets(resource)
          .arn(resource, drawing.environment())
          // A log group's ARN is written with ":*" behind it, for its streams.
          .map(arn -> arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn)
          .ifPresent(arn -> byArn.putIfAbsent(arn, resource.id()));
    }
  }

  /// The resource whose ARN is the longest one that `arn` is or lies below.
  Optional<ResourceId> owner(String arn) {
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(arn, this::find);
  }

  private Optional<ResourceId> find(String arn) {
    return byArn.entrySet().stream()
        .filter(e ->
            arn.equals(e.getKey())
                || arn.startsWith(e.getKey() + "/")
                || arn.startsWith(e.getKey() + ":"))
        .max(Comparator.comparingInt(e -> e.getKey().length()))
        .map(Map.Entry::getValue);
  }
}
