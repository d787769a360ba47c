package dev.diorama.runtime;

import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the drawn resource to which an ARN belongs: its own, or that of something inside it, as an
/// object in a bucket.
final class DrawnArns {
  private final Map<String, ResourceId> byArn = new LinkedHashMap<>();

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
    return byArn.entrySet().stream()
        .filter(e ->
            arn.equals(e.getKey())
                || arn.startsWith(e.getKey() + "/")
                || arn.startsWith(e.getKey() + ":"))
        .max(Comparator.comparingInt(e -> e.getKey().length()))
        .map(Map.Entry::getValue);
  }
}
