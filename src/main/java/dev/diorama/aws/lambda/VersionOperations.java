package dev.diorama.aws.lambda;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;

/// The operations that change a function's code, versions and aliases in a run; the drawing stays
/// as it is (docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html).
final class VersionOperations {
  private static final Set<String> ALL =
      Set.of(
          "PublishVersion",
          "UpdateFunctionCode",
          "UpdateFunctionConfiguration",
          "CreateAlias",
          "UpdateAlias",
          "DeleteAlias");

  /// What of the configuration can be changed; other members are not modelled and stay.
  private static final Set<String> CONFIGURATION =
      Set.of("Timeout", "MemorySize", "Handler", "Runtime", "Environment", "EphemeralStorage");

  private static final int MAX_UNZIPPED = 64 << 20;

  private VersionOperations() {}

  /// Whether an operation is one of these.
  static boolean has(String operation) {
    return ALL.contains(operation);
  }

  /// Carries an operation out.
  static OperationResult answer(String operation, Fields input, FunctionEngine function) {
    return switch (operation) {
      case "PublishVersion" -> publish(function);
      case "UpdateFunctionCode" -> code(input, function);
      case "UpdateFunctionConfiguration" -> configuration(input, function);
      default -> alias(operation, input, function);
    };
  }

  private static OperationResult publish(FunctionEngine function) {
    if (!function.settings().embedded()) {
      return installed();
    }
    return success(FunctionDescriptions.configuration(function, function.versions().publish()));
  }

  /// The code of installed runtimes stands in the user's own folder, which nothing here copies.
  private static Failure installed() {
    return new Failure(
        "InvalidParameterValueException",
        "Diorama changes and publishes the code of embedded Node.js functions only. For an"
            + " installed runtime, draw the version with a folder of its own (Versions, CodeUri).",
        400);
  }

  private static OperationResult code(Fields input, FunctionEngine function) {
    if (!function.settings().embedded()) {
      return installed();
    }
    byte[] zip;
    try {
      zip =
          switch (input.get("ZipFile").orElse(Value.of(""))) {
            case Value.Blob b -> b.bytes();
            case Value.Text t -> Base64.getDecoder().decode(t.value());
            default -> new byte[0];
          };
    } catch (IllegalArgumentException e) {
      return invalid("ZipFile is not Base64.");
    }
    Map<String, String> files;
    try {
      files = unzipped(zip);
    } catch (IOException e) {
      return invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
    if (files.isEmpty()) {
      return invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
    var properties = function.versions().latest().resource().properties();
    function.versions().update(properties, Optional.of(files));
    return success(
        FunctionDescriptions.configuration(
            function,
            input.flag("Publish") ? function.versions().publish() : function.versions().latest()));
  }

  private static Map<String, String> unzipped(byte[] zip) throws IOException {
    var files = new LinkedHashMap<String, String>();
    long size = 0;
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          var bytes = in.readNBytes(MAX_UNZIPPED);
          size += bytes.length;
          if (size >= MAX_UNZIPPED) {
            throw new IOException("too large");
          }
          files.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }

  private static OperationResult configuration(Fields input, FunctionEngine function) {
    var properties = function.versions().latest().resource().properties();
    for (var member : input.values().entrySet()) {
      if (CONFIGURATION.contains(member.getKey())) {
        properties = properties.with(member.getKey(), member.getValue());
      }
    }
    var timeout = properties.number("Timeout").orElse(1L);
    var memory = properties.number("MemorySize").orElse(LambdaFigures.MIN_MEMORY);
    if (timeout < 1 || timeout > FunctionSettings.MAX_TIMEOUT) {
      return outOfRange("timeout", timeout, 1, FunctionSettings.MAX_TIMEOUT);
    }
    if (memory < LambdaFigures.MIN_MEMORY || memory > LambdaFigures.MAX_MEMORY) {
      return outOfRange("memorySize", memory, LambdaFigures.MIN_MEMORY, LambdaFigures.MAX_MEMORY);
    }
    function.versions().update(properties, Optional.empty());
    return success(FunctionDescriptions.configuration(function, function.versions().latest()));
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
  private static OperationResult alias(String operation, Fields input, FunctionEngine function) {
    var versions = function.versions();
    var name = input.text("Name").orElse("");
    var known = versions.alias(name);
    if (operation.equals("DeleteAlias")) {
      versions.remove(name);
      return success(Fields.EMPTY);
    }
    boolean creates = operation.equals("CreateAlias");
    if (creates && !name.matches("(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}")) {
      return invalid(
          "The alias name must have letters, digits, hyphens or underscores and a letter.");
    }
    if (creates && known.isPresent()) {
      return new Failure(
          "ResourceConflictException",
          "Alias already exists: " + function.arn() + ":" + name,
          409,
          Fields.EMPTY.with("Type", "User"));
    }
    if (!creates && known.isEmpty()) {
      return ReadOperations.noAlias(function, name);
    }
    var version =
        input.text("FunctionVersion").or(() -> known.map(FunctionAlias::version)).orElse("");
    var routing = input.get("RoutingConfig");
    var weights =
        routing.isPresent()
            ? input.fields("RoutingConfig").fields("AdditionalVersionWeights")
            : known
                .flatMap(a -> Optional.of(a.describe(function.arn())))
                .map(f -> f.fields("RoutingConfig").fields("AdditionalVersionWeights"))
                .orElse(Fields.EMPTY);
    if (weights.values().size() > 1) {
      return invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    var additional =
        weights.values().entrySet().stream()
            .map(e -> new FunctionAlias.Weight(e.getKey(), share(e.getValue())))
            .findFirst();
    if (additional.filter(w -> w.share() < 0 || w.share() > 1).isPresent()) {
      return invalid("Version weights must be from 0.0 to 1.0");
    }
    // An alias with two versions can only have published ones.
    boolean exist =
        versions.numbered(version).isPresent()
            && !version.isEmpty()
            && additional
                .map(w ->
                    versions.published().stream().anyMatch(r -> r.number().equals(w.version()))
                        && !version.equals(FunctionVersion.LATEST_NUMBER))
                .orElse(true);
    if (!exist) {
      return new Failure(
          "ResourceNotFoundException",
          "Function not found: "
              + function.arn()
              + ":"
              + additional.map(FunctionAlias.Weight::version).orElse(version),
          404,
          Fields.EMPTY.with("Type", "User"));
    }
    var alias =
        new FunctionAlias(
            name,
            version,
            additional,
            input.text("Description").or(() -> known.map(FunctionAlias::description)).orElse(""));
    versions.put(alias);
    return success(alias.describe(function.arn()));
  }

  private static double share(Value value) {
    return value instanceof Value.Numeric n ? n.value().doubleValue() : -1;
  }

  private static OperationResult success(Fields output) {
    return new OperationResult.Success(output);
  }

  private static Failure outOfRange(String member, long value, long least, long most) {
    return invalid(
        "Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must have value between "
            + least
            + " and "
            + most);
  }

  private static Failure invalid(String message) {
    return new Failure(
        "InvalidParameterValueException", message, 400, Fields.EMPTY.with("Type", "User"));
  }
}
