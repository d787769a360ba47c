package dev.diorama.aws.lambda;

import dev.diorama.catalog.Arns;
import dev.diorama.model.References;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import java.util.List;

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
    if (!settings.variables().isEmpty()) {
      result =
          result.with(
              "Environment",
              Fields.EMPTY.with("Variables", resolved(context, settings.variables())));
    }
    var vpc = revision.resource().properties().fields("VpcConfig");
    if (!vpc.isEmpty()) {
      result = result.with("VpcConfig", vpc(context, vpc));
    }
    return result
        .with("Architectures", Value.texts(List.of(settings.arm() ? "arm64" : "x86_64")))
        .with("EphemeralStorage", Fields.EMPTY.with("Size", settings.storageMegabytes()))
        .with(
            "LoggingConfig",
            Fields.EMPTY.with("LogFormat", "Text").with("LogGroup", settings.logGroup()));
  }

  private static Fields vpc(RuntimeContext context, Fields vpc) {
    var result = Fields.EMPTY;
    for (var member : List.of("SubnetIds", "SecurityGroupIds")) {
      var ids =
          References.many(context.drawing(), vpc, member).stream()
              .map(r -> context.catalog().facets(r).physicalId(r, context.drawing().environment()))
              .toList();
      result = result.with(member, Value.texts(ids));
    }
    return result;
  }

  /// What is written in the drawing, with the names and ARNs that it refers to.
  static Fields resolved(RuntimeContext context, Fields written) {
    return Arns.resolve(written, context.drawing(), context.catalog()) instanceof Fields f
        ? f
        : written;
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
