package dev.diorama.aws.lambda;

import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// An alias of a function (docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html): a name
/// for a version, or for two of which one gets a share of the invocations.
///
/// @param version the version's number, as `$LATEST` or `3`
/// @param additional the other version and its share
record FunctionAlias(String name, String version, Optional<Weight> additional, String description) {

  /// A share of the invocations.
  ///
  /// @param share from 0 to 1
  record Weight(String version, double share) {}

  /// A row of the drawn aliases.
  static FunctionAlias of(Fields row) {
    return new FunctionAlias(
        row.text("Name").orElse(""),
        row.text("FunctionVersion").orElse(FunctionVersion.LATEST_NUMBER),
        row.text("AdditionalVersion")
            .filter(v -> !v.isBlank())
            .map(v -> new Weight(v, share(row.text("FunctionWeight").orElse("0")))),
        "");
  }

  private static double share(String text) {
    return text.matches("0(\\.\\d+)?|1(\\.0+)?") ? Double.parseDouble(text) : 0;
  }

  /// As docs.aws.amazon.com/lambda/latest/api/API_AliasConfiguration.html has it.
  Fields describe(String functionArn) {
    var result =
        Fields.EMPTY
            .with("AliasArn", functionArn + ":" + name)
            .with("Name", name)
            .with("FunctionVersion", version)
            .with("Description", description);
    return additional
        .map(w ->
            result.with(
                "RoutingConfig",
                Fields.EMPTY.with(
                    "AdditionalVersionWeights",
                    Fields.EMPTY.with(w.version(), FunctionVersions.number(w.share())))))
        .orElse(result);
  }
}
