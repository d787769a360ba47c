package dev.diorama.aws.lambda;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;

/// What `GetFunction` and `ListFunctions` say about a function: what the drawing knows of
/// docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html. Code size and hash are
/// left out, since nothing is packed.
final class FunctionDescriptions {
  private FunctionDescriptions() {}

  /// The configuration of the unpublished version.
  static Fields configuration(FunctionEngine function) {
    return configuration(function, function.versions().latest());
  }

  /// The configuration of a version.
  static Fields configuration(FunctionEngine function, FunctionRevision revision) {
    var settings = revision.settings();
    var result =
        Fields.EMPTY
            .with("FunctionName", settings.name())
            .with("FunctionArn", revision.arn())
            .with("Runtime", settings.runtime())
            .with("Handler", settings.handler())
            .with("Timeout", settings.timeout().toSeconds())
            .with("MemorySize", settings.memoryMegabytes())
            .with("Version", revision.number())
            .with("PackageType", "Zip")
            .with("State", "Active")
            .with("LastUpdateStatus", "Successful");
    var context = function.context();
    var role =
        context
            .access()
            .role(function.id())
            .flatMap(r -> context.catalog().facets(r).arn(r, context.drawing().environment()));
    if (role.isPresent()) {
      result = result.with("Role", role.get());
    }
    return settings.variables().isEmpty()
        ? result
        : result.with("Environment", Fields.EMPTY.with("Variables", settings.variables()));
  }

  /// The answer of `GetFunction`.
  static Fields function(FunctionEngine function, FunctionRevision revision) {
    var result = Fields.EMPTY.with("Configuration", configuration(function, revision));
    var reserved = function.settings().reserved();
    return reserved.isPresent()
        ? result.with(
            "Concurrency",
            Fields.EMPTY.with("ReservedConcurrentExecutions", Value.of(reserved.getAsLong())))
        : result;
  }
}
