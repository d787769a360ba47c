package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// Reads `$context` by dotted names, as `identity.sourceIp`.
final class ContextVariables {
  private ContextVariables() {}

  /// The variable as text; empty if there is none or it is `null`.
  static Optional<String> text(Fields context, String name) {
    var whole = context.get(name);
    if (whole.isPresent()) {
      return text(whole.get());
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : text(context.fields(name.substring(0, dot)), name.substring(dot + 1));
  }

  private static Optional<String> text(Value value) {
    return switch (value) {
      case Value.Null n -> Optional.empty();
      case Value.Text t -> Optional.of(t.value());
      case Value.Numeric n -> Optional.of(n.value().toPlainString());
      default -> Optional.of(Json.write(value));
    };
  }
}
