package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The stages at which an API is deployed. In AWS a stage is a resource of its own; in a drawing
/// the API has one, and rows for further ones. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html`.
///
/// A stage is seen as the API with that stage's own settings, so that whoever serves a request
/// knows no difference. Settings of methods hold for all stages of a drawn API.
final class Stages {
  /// What each stage has for itself.
  private static final Set<String> OWN =
      Set.of("StageName", "StageVariables", "CacheClusterEnabled", "CacheClusterSize");

  private Stages() {}

  /// The API at each of its stages, its own stage first; a name counts once.
  static List<Resource> of(Resource api) {
    var result = new ArrayList<Resource>();
    result.add(api);
    for (var row : api.properties().list("Stages")) {
      if (row instanceof Fields stage
          && stage.text("StageName").isPresent()
          && named(result, stage.text("StageName").get()).isEmpty()) {
        result.add(at(api, stage));
      }
    }
    return List.copyOf(result);
  }

  private static Resource at(Resource api, Fields stage) {
    var properties = api.properties().without("Stages");
    for (var name : OWN) {
      Optional<Value> own = stage.get(name);
      properties = own.isPresent() ? properties.with(name, own.get()) : properties.without(name);
    }
    return api.withProperties(properties);
  }

  /// The stage of this name.
  static Optional<Resource> named(List<Resource> stages, String name) {
    return stages.stream().filter(s -> ApiFacets.stage(s).equals(name)).findFirst();
  }

  /// A request's place: the API at the stage that its path names, and the path below the stage.
  record Located(Resource api, String path) {}

  /// Finds the stage of a request. Whoever says the stage apart gives a path without it; otherwise
  /// the stage is the first part of the path, or `$default`, which stands in no path.
  static Optional<Located> locate(List<Resource> stages, Fields input) {
    var path = input.text("Path").filter(p -> p.startsWith("/")).orElse("/");
    var stage = input.text("Stage");
    if (stage.isPresent()) {
      return named(stages, stage.get()).map(s -> new Located(s, path));
    }
    int end = path.indexOf('/', 1);
    var first = end < 0 ? path.substring(1) : path.substring(1, end);
    return named(stages, first)
        .map(s -> new Located(s, end < 0 ? "/" : path.substring(end)))
        .or(() -> named(stages, RouteKey.DEFAULT).map(s -> new Located(s, path)));
  }
}
